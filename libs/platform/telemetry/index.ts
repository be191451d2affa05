export * from './logger.js';
export * from './metrics.js';
export * from './rejections.js';
export * from './requests.js';
