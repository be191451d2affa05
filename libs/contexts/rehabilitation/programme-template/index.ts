export * as commands from './programme-template.commands.js';
export { handleProgrammeTemplate as handle } from './programme-template.handle.js';
export * from './programme-templates.read-model.js';
