export * as commands from './consent.commands.js';
export { handleConsent as handle } from './consent.handle.js';
export * from './cases-without-consent.projection.js';
export * from './consents.read-model.js';
