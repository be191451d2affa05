export * as commands from './session.commands.js';
export { handleSession as handle } from './session.handle.js';
export * from './session.publication.js';
export * from './coverage-questions.read-model.js';
export * from './sessions.read-model.js';
export { sessionCalendar } from './session.document.js';
