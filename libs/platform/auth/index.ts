export * from './access.js';
export * from './asker.js';
export * from './permissions.js';
export * from './reader.js';
