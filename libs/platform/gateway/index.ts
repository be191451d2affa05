export * from './cloud-event.js';
export * from './cursor.js';
export { EventsController, HEARTBEAT_MS, MAPPING } from './events.controller.js';
export * from './feed.js';
