export * as commands from './assessment.commands.js';
export { handleAssessment as handle } from './assessment.handle.js';
export * from './assessment.publication.js';
export * from '../queues/assessment-queue.read-model.js';
export * from './assessments.read-model.js';
