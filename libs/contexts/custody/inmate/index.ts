export * as commands from './inmate.commands.js';
export { handleInmate as handle } from './inmate.handle.js';
export * from './inmate.publication.js';
export * from './custody-changes.read-model.js';
export * from './inmates.read-model.js';
