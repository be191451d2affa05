export * from './cloud-event.js';
export * from './feed.js';
