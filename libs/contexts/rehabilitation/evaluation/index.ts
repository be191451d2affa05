export * as commands from './evaluation.commands.js';
export { handleEvaluation as handle } from './evaluation.handle.js';
export * from './evaluation.publication.js';
export * from './outcome-statistics.read-model.js';
export * from './outcomes.read-model.js';
