export * from './logger.js';
export * from './rejections.js';
export * from './requests.js';
