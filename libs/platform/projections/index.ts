export { ALLOWED_OPERATORS, assertAllowed } from './allowlist.js';
export type { AnyProjected } from './batch.js';
export { resetCheckpoint } from './checkpoint.js';
export { compareWithFoldFromZero, type Difference } from './compare.js';
export { inMemoryReadModels } from './in-memory-read-models.js';
export { MongoReadModels } from './mongo-read-models.js';
export { type Page, type PageRequest, ReadModels, type Scoped } from './read-models.js';
export {
  type Pace,
  type ProjectionRun,
  type ProjectionStatus,
  type Projector,
  runProjection,
  runProjections,
} from './run-projection.js';
export type { StopReason } from './stop.js';
export { type Tokening, tokensOf } from './tokens.js';
