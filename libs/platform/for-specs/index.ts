export { type Answer, api } from './api.js';
export { askOf } from './asks.js';
export { everybody } from './everybody.js';
export { readerOf, recording } from './recording.js';
