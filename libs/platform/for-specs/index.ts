export { type Answer, api } from './api.js';
export { everybody } from './everybody.js';
export { readerOf, recording } from './recording.js';
