export { announcedPrefixes } from './announcements.js';
export { eventStoreDb } from './eventstoredb.js';
export { openLog } from './log.js';
export { refuseOlderServer } from './server-version.js';
export { sharedTail } from './shared-tail.js';
export * from './judge.js';
