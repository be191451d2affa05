export * as commands from './case.commands.js';
export { handleCase as handle } from './case.handle.js';
export * from './case.publication.js';
export * from '../timeline/case-timeline.read-model.js';
export * from './cases.read-model.js';
