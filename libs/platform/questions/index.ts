export {
  aDay,
  aFlag,
  aLabel,
  anId,
  anOrder,
  aText,
  type Asked,
  aUnit,
  aWhole,
  COUNTED,
  needed,
  oneOf,
  PAGING,
  type Parameter,
  type Parameters,
  anyOf,
  anyUnit,
  sortBy,
} from './parameters.js';
export { type Answering, many, one, page, type Question, type Row, single } from './question.js';
export { type AskedQuestion, questionsEdge } from './edge.js';
export { related, relationResolvers, toFirst, toMany, toOne } from './relations.js';
export {
  actorId,
  anyObject,
  codeOf,
  due,
  entriesOf,
  figure,
  flag,
  gone,
  type KeptAs,
  listedIn,
  listOf,
  maybe,
  onlyOf,
  row,
  says,
  whole,
  word,
  wordOf,
} from './rows.js';
export { viewOf } from './views.js';
