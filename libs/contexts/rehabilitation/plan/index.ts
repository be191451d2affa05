export * as commands from './plan.commands.js';
export { handlePlan as handle } from './plan.handle.js';
export * from './plan.publication.js';
export * from './plans.read-model.js';
