export { createHttpApp, type HttpOptions } from './app.js';
export { Asked, Asking, ReaderOf } from './asking.js';
export { CommandBody, ContextBody } from './command-body.js';
export { Acts, Creates } from './commands.js';
export { Asks, AsksByPost, AsksGraph } from './queries.js';
export {
  IsBusinessDay,
  IsCode,
  IsCursor,
  IsDigest,
  IsFlag,
  IsId,
  IsInstant,
  IsLimit,
  IsOpenObject,
  IsStaffId,
  IsText,
  IsUnitCode,
  IsWhole,
  IsYear,
} from './validators.js';
export { IsListOf, IsListOfCodes, IsListOfIds, IsListOfTexts, IsListOfUnits, IsOneOfClass } from './validators.lists.js';
export { AnnulmentView, DeadlineView, TellingView } from './entry.views.js';
export { pageOf, Shown } from './views.js';
export { type Check, Readiness } from './health.js';
