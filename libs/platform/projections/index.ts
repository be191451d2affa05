export { ALLOWED_OPERATORS, assertAllowed } from './allowlist.js';
export { askedTogether } from './asked-together.js';
export type { AnyProjected, Breakage } from './batch.js';
export { type Buildings, MongoBuildings, ReadModelBuildings } from './buildings.js';
export { brokenIn } from './breakages.js';
export {
  checkpointId,
  checkpointOf,
  collectionOf,
  type Parked,
  reachedIn,
  type TooOld,
  versionedOf,
} from './checkpoint.js';
export { differing } from './compare-buildings.js';
export { compareWithFoldFromZero, type Difference } from './compare.js';
export { inMemoryReadModels } from './in-memory-read-models.js';
export { cursorKeyOf, cursorsOf } from './keyset.js';
export { MongoReadModels } from './mongo-read-models.js';
export { type Keyed, type Model, type Page, type PageRequest, ReadModels, type Scoped } from './read-models.js';
export { changeServing, type Served, type ServedModels, servingIn, shownBy, wholeOf } from './serving.js';
export { isWholeIn } from './marks.js';
export type { Pace } from './pace.js';
export type { Projections, Projector } from './projector.js';
export { runProjections } from './run-projections.js';
export type { ProjectionStatus, StopReason } from './status.js';
export { type Tokening, tokensOf } from './tokens.js';
export { positionsIn } from './waiting-room.js';
export { DEFAULT_LIMIT } from './scoped-read-models.js';
