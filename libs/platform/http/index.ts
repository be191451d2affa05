export { createHttpApp, type HttpOptions } from './app.js';
export type { Receipts } from './answers.many.js';
export { Asked, Asking, ReaderOf } from './asking.js';
export { AskedMany, AskingMany } from './asking.many.js';
export { EXAMPLE_ID, EXAMPLE_INSTANT, EXAMPLE_POSITION } from './examples.js';
export { ContextBody } from './context-body.js';
export { ActsAt, CreatesAt, CreatesManyAt } from './commands.js';
export { AnswersText, AS_POSITION } from './documents.js';
export { Asks, AsksByPost, AsksGraph } from './queries.js';
export {
  Checked,
  type Field,
  fieldOf,
  IsActorId,
  IsAskedFlag,
  IsAskedWhole,
  IsBusinessDay,
  IsCode,
  IsCursor,
  IsDigest,
  IsFlag,
  IsId,
  IsInstant,
  IsLabel,
  IsLimit,
  IsOpenObject,
  IsSubject,
  IsText,
  IsUnitCode,
  IsVersionCode,
  IsWhole,
  IsYear,
  ACTOR_ID,
  OF_ONE_FORM,
} from './validators.js';
export {
  type Bounds,
  IsListOf,
  IsListOfCodes,
  IsListOfIds,
  IsListOfTexts,
  IsListOfUnits,
  IsOneOfClass,
  mustHold,
} from './validators.lists.js';
export { meaningOf, type Meanings, means } from './meanings.js';
export { Maybe, pageOf, Shown } from './views.js';
export { Day, enumOf, EventType, type GraphType, ID, Instant, Label, schemaNameOf, UnitId } from './scalars.js';
export { inList, mayBeUnknown } from './openapi.lists.js';
export { LARGEST_BODY, type Upload, Uploaded, Uploads } from './uploads.js';
export { RequestPipe } from './validation.js';
export { type Check, Readiness } from './health.js';
export { isOver, onceOver } from './once-over.js';
export { MetricsController } from './metrics.js';
