export { type Answer, api } from './api.js';
export { readerOf, recording } from './recording.js';
