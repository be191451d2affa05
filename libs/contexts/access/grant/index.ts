export * as commands from './grant.commands.js';
export { handleGrant as handle } from './grant.handle.js';
export * from './grants.read-model.js';
