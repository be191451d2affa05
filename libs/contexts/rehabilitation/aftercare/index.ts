export * as commands from './aftercare.commands.js';
export { handleAftercare as handle } from './aftercare.handle.js';
export * from './aftercare.publication.js';
export * from './aftercares.read-model.js';
