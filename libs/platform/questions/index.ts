export { aDay, aFlag, anId, type Asked, aUnit, oneOf, type Parameter, type Parameters } from './parameters.js';
export { type Answering, many, one, page, type Question } from './question.js';
export { questionsEdge } from './edge.js';
export { entriesOf, flag, listOf, maybe, onlyOf, row, says, whole, word } from './rows.js';
export { viewOf } from './views.js';
