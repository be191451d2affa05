export * from './viewings.read-model.js';
