export * from './exclusions.js';
export * from './history.js';
export { HistoryController } from './history.controller.js';
export * from './history-index.projection.js';
export * from './history.query.js';
export * from './opened-records.js';
export { openedTogether } from './opened-together.js';
