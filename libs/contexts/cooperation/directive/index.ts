export * as commands from './directive.commands.js';
export { handleDirective as handle } from './directive.handle.js';
export * from './directive.publication.js';
export * from './directives-in-force.read-model.js';
export * from './directives.read-model.js';
