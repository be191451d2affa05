export * as commands from './screening.commands.js';
export { handleScreening as handle } from './screening.handle.js';
export * from './screening.publication.js';
export * from './screening-batch.controller.js';
export * from '../queues/screening-queue.read-model.js';
export * from './screenings.read-model.js';
