export * from './logger.js';
export * from './requests.js';
