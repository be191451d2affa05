export * as commands from './agreement.commands.js';
export { handleAgreement as handle } from './agreement.handle.js';
export * from './agreement.publication.js';
export * from './agreements.read-model.js';
export * from '../coverage/coverage.read-model.js';
