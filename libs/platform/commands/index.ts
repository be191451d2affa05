export * from './command.js';
export { controllerOf } from './controller.js';
export { type Handle, handlersOf } from './handlers.js';
export { Annuls, Corrects, EntryCommand, SaysAnew } from './correcting.js';
