export { eventStoreDb } from './eventstoredb.js';
export { openLog } from './log.js';
