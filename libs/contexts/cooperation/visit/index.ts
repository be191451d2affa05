export * as commands from './visit.commands.js';
export { handleVisit as handle } from './visit.handle.js';
export * from './visit.publication.js';
export * from './follow-ups.read-model.js';
export * from './visits.read-model.js';
