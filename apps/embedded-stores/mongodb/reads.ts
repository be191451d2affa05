import { BSONType } from 'bson';
import {
  commandOf,
  documentIn,
  isTrue,
  listOf,
  namespaceOf,
  wholeNumber,
  type Command,
  type Engine,
  type Handler,
  type Reply,
} from './command.js';
import { assertServed } from './command-table.js';
import { keyPatternOf, type Collection } from './collections.js';
import type { Source } from './cursors.js';
import { numbered, past } from './documents.js';
import { parseFilter, type Filter } from './filter.js';
import { refuse } from './mongo-error.js';
import { parseSort, planFor, type Plan, type Sort } from './planner.js';
import { parseProjection, type Projection } from './projection.js';
import { documentOf, isDocument, numberOf, textOf, valueOfDocument } from './raw-bson.js';
import { matching, sortDocuments, type Reading } from './scan.js';

type Query = {
  collection: Collection;
  filter: Filter;
  sort: Sort;
  plan: Plan;
  projection: Projection;
  skip: number;
  limit: number;
};

const firstBatchSize = 101;

export const find: Handler = async (command, engine) => {
  const namespace = namespaceOf(command);
  const query = queryOf(command, engine, namespace);
  const size = wholeNumber(command, 'batchSize') ?? firstBatchSize;
  const source = query ? results(engine, query) : [].values();
  return { cursor: await engine.cursors.first(namespace, source, size, isTrue(command, 'singleBatch')) };
};

export const getMore: Handler = async (command, { cursors }) => {
  const namespace = namespaceOf(command, 'collection');
  const size = wholeNumber(command, 'batchSize') ?? 0;
  return {
    cursor: await cursors.more(cursorIdOf(command.fields.get('getMore')), namespace, size === 0 ? Infinity : size),
  };
};

export const killCursors: Handler = (command, { cursors }) => {
  const namespace = namespaceOf(command);
  const ids = listOf(command, 'cursors').map(cursorIdOf);
  const killed = ids.filter((id) => cursors.kill(id, namespace));
  const unknown = ids.filter((id) => !killed.includes(id));
  return { cursorsKilled: killed, cursorsNotFound: unknown, cursorsAlive: [], cursorsUnknown: [] };
};

export const count: Handler = async (command, engine) => {
  const query = queryOf(command, engine, namespaceOf(command), 'query');
  if (!query) return { n: 0 };
  const { skip, limit, collection, filter } = query;
  if (filter.kind === 'and' && filter.of.length === 0) {
    const range = { start: numbered(collection.id), end: past(numbered(collection.id)) };
    return { n: Math.min(Math.max(engine.storage.documents.getKeysCount(range) - skip, 0), limit) };
  }
  return { n: await lengthOf(engine, query) };
};

export const explain: Handler = async (command, engine) => {
  const inner = command.fields.get('explain');
  if (!isDocument(inner)) return refuse('TypeMismatch', 'explain needs a document');
  const find = { ...commandOf(inner), database: command.database };
  if (find.name !== 'find') refuse('BadValue', `explain of ${find.name} is not served`);
  assertServed(find);
  const namespace = namespaceOf(find);
  const query = queryOf(find, engine, namespace);
  const reply: Reply = { queryPlanner: { namespace, winningPlan: query ? stagesOf(query) : { stage: 'EOF' } } };
  if (textOf(command.fields.get('verbosity')) === 'queryPlanner') return reply;
  const reading: Reading = { examined: 0 };
  const nReturned = query ? await lengthOf(engine, query, reading) : 0;
  return { ...reply, executionStats: { executionSuccess: true, nReturned, totalDocsExamined: reading.examined } };
};

function queryOf(command: Command, { catalog }: Engine, namespace: string, field = 'filter'): Query | undefined {
  const filter = parseFilter(documentIn(command, field) ?? valueOfDocument(documentOf([])));
  const sort = parseSort(documentIn(command, 'sort'));
  const projection = parseProjection(documentIn(command, 'projection'));
  const skip = wholeNumber(command, 'skip') ?? 0;
  const limit = wholeNumber(command, 'limit') ?? 0;
  const collection = catalog.find(namespace);
  if (!collection) return undefined;
  const plan = planFor(collection, filter, sort, command.fields.get('hint'));
  return { collection, filter, sort, plan, projection, skip, limit: limit === 0 ? Infinity : limit };
}

function* results({ storage }: Engine, query: Query, reading?: Reading): Generator<Buffer | undefined> {
  let skip = query.skip;
  let left = query.limit;
  const found = matching(storage, query.collection, query.plan, query.filter, reading);
  for (const document of query.plan.sorted ? found : sorted(found, query.sort)) {
    if (document === undefined) yield undefined;
    else if (skip > 0) skip--;
    else {
      yield query.projection(document);
      if (--left === 0) return;
    }
  }
}

function* sorted(found: Iterable<Buffer | undefined>, sort: Sort): Generator<Buffer | undefined> {
  const all: Buffer[] = [];
  for (const document of found) {
    if (document) all.push(document);
    else yield undefined;
  }
  yield* sortDocuments(all, sort);
}

async function lengthOf(engine: Engine, query: Query, reading?: Reading): Promise<number> {
  const source: Source = results(engine, { ...query, projection: (document) => document }, reading);
  let length = 0;
  const counting: Source = {
    next() {
      const step = source.next();
      if (step.done) return step;
      if (step.value) length++;
      return { done: false, value: undefined };
    },
  };
  await engine.cursors.first('', counting, 0, true);
  return length;
}

function cursorIdOf(value: Parameters<typeof numberOf>[0]): bigint {
  if (value?.type === BSONType.long) return value.bytes.readBigInt64LE(value.start);
  const number = numberOf(value);
  return number === undefined || !Number.isInteger(number)
    ? refuse('TypeMismatch', 'A cursor id is a 64-bit integer.')
    : BigInt(number);
}

function stagesOf({ plan, sort, filter }: Query) {
  const { index, bounded, reverse } = plan;
  const direction = reverse ? 'backward' : 'forward';
  const usesIndex = bounded || (plan.sorted && sort.fields.length > 0) || index.id !== 0;
  const isById = filter.kind === 'equals' && filter.path.join('.') === '_id' && index.id === 0;
  const scan = {
    stage: 'IXSCAN',
    indexName: index.name,
    keyPattern: keyPatternOf(index),
    isMultiKey: index.hasArrays,
    direction,
  };
  const read = isById
    ? { stage: 'IDHACK' }
    : usesIndex
      ? { stage: 'FETCH', inputStage: scan }
      : { stage: 'COLLSCAN', direction };
  const sortPattern = Object.fromEntries(sort.fields.map((field, at) => [field, sort.directions[at]]));
  return plan.sorted ? read : { stage: 'SORT', sortPattern, inputStage: read };
}
