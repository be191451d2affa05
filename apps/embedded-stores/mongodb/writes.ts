import {
  documentIn,
  isTrue,
  listOf,
  namespaceOf,
  type Command,
  type Engine,
  type Handler,
  type Reply,
} from './command.js';
import { assertOptions } from './command-table.js';
import type { Collection } from './collections.js';
import { idOf } from './documents.js';
import { parseFilter, type Filter } from './filter.js';
import { MongoError, refuse } from './mongo-error.js';
import { parseSort, planFor, type Sort } from './planner.js';
import { parseProjection } from './projection.js';
import {
  arrayOf,
  documentOf,
  elementsOf,
  isDocument,
  maxDocumentBytes,
  numberOf,
  valueOfDocument,
  type Element,
  type Value,
} from './raw-bson.js';
import { matching, sortDocuments } from './scan.js';
import { parseUpdate, updated, upserted, withIdFirst, type Update } from './update.js';

const mostStatements = 100_000;
const everything = valueOfDocument(documentOf([]));
const unsorted = parseSort(undefined);

type Statement = Pick<Command, 'name' | 'fields'>;

export const insert: Handler = (command, engine) => {
  const documents = statementsOf(command, 'documents');
  return writing(command, engine, documents, (document, collection, { n }) => {
    if (document.end - document.start > maxDocumentBytes)
      refuse('BSONObjectTooLarge', 'The document is larger than 16 MiB.');
    engine.writer.insert(collection, withIdFirst(document));
    return { n: n + 1 };
  });
};

export const update: Handler = (command, engine) =>
  writing(command, engine, statementsOf(command, 'updates'), (value, collection, counts, position) => {
    const statement = statementOf('update statement', value);
    const wanted = parseUpdate(statement.fields.get('u'));
    const filter = parseFilter(documentIn(statement, 'q') ?? everything);
    const isMulti = isTrue(statement, 'multi');
    if (isMulti && wanted.kind === 'replace') refuse('FailedToParse', 'multi update is not served for a replacement');
    const found = select(engine, collection, filter, unsorted, statement, isMulti ? Infinity : 1);
    if (found.length === 0 && isTrue(statement, 'upsert')) {
      const { n, nModified = 0, upserts = [] } = counts;
      const made = upsert(engine, collection, filter, wanted);
      return {
        n: n + 1,
        nModified,
        upserts: [
          ...upserts,
          documentOf([
            ['index', position],
            ['_id', idOf(made)],
          ]),
        ],
      };
    }
    const changed = found.filter((document) => change(engine, collection, document, wanted));
    return { ...counts, n: counts.n + found.length, nModified: (counts.nModified ?? 0) + changed.length };
  });

export const remove: Handler = (command, engine) =>
  writing(command, engine, statementsOf(command, 'deletes'), (value, collection, { n }) => {
    const statement = statementOf('delete statement', value);
    const limit = numberOf(statement.fields.get('limit'));
    if (limit !== 0 && limit !== 1) refuse('FailedToParse', 'The limit field in delete objects must be 0 or 1.');
    const filter = parseFilter(documentIn(statement, 'q') ?? everything);
    const found = select(engine, collection, filter, unsorted, statement, limit === 0 ? Infinity : 1);
    for (const document of found) engine.writer.remove(collection, document);
    return { n: n + found.length };
  });

export const findAndModify: Handler = (command, engine) => {
  const namespace = namespaceOf(command);
  const filter = parseFilter(documentIn(command, 'query') ?? everything);
  const sort = parseSort(documentIn(command, 'sort'));
  const projection = parseProjection(documentIn(command, 'fields'));
  const removes = isTrue(command, 'remove');
  if (removes === command.fields.has('update'))
    refuse('FailedToParse', 'Either an update or remove=true must be specified');
  if (removes && (isTrue(command, 'upsert') || isTrue(command, 'new'))) {
    refuse('FailedToParse', 'Cannot specify upsert=true or new=true with remove=true');
  }
  const wanted = removes ? undefined : parseUpdate(command.fields.get('update'));
  return engine.storage.commit((): Reply => {
    const collection = engine.catalog.need(namespace);
    const [before] = select(engine, collection, filter, sort, command, 1);
    const shown = (document: Buffer | undefined) => (document ? valueOfDocument(projection(document)) : null);
    if (!wanted) {
      if (before) engine.writer.remove(collection, before);
      return { lastErrorObject: valueOfDocument(documentOf([['n', before ? 1 : 0]])), value: shown(before) };
    }
    if (!before && !isTrue(command, 'upsert'))
      return { lastErrorObject: { n: 0, updatedExisting: false }, value: null };
    const after = before ? updated(before, wanted) : upsert(engine, collection, filter, wanted);
    if (before && !after.equals(before)) engine.writer.replace(collection, before, after);
    const last = documentOf([
      ['n', 1],
      ['updatedExisting', before !== undefined],
      ['upserted', before ? undefined : idOf(after)],
    ]);
    return { lastErrorObject: valueOfDocument(last), value: shown(isTrue(command, 'new') ? after : before) };
  });
};

type Counts = { n: number; nModified?: number; upserts?: Buffer[] };

function writing(
  command: Command,
  { storage, catalog }: Engine,
  statements: readonly Value[],
  apply: (statement: Value, collection: Collection, counts: Counts, position: number) => Counts,
): Promise<Reply> {
  const namespace = namespaceOf(command);
  const isOrdered = !command.fields.has('ordered') || isTrue(command, 'ordered');
  return storage.commit(() => {
    let counts: Counts = command.name === 'update' ? { n: 0, nModified: 0 } : { n: 0 };
    const errors: Buffer[] = [];
    for (const [position, statement] of statements.entries()) {
      try {
        counts = apply(statement, catalog.need(namespace), counts, position);
      } catch (error) {
        if (!(error instanceof MongoError)) throw error;
        errors.push(writeError(position, error));
        if (isOrdered) break;
      }
    }
    const { n, nModified, upserts } = counts;
    return {
      n,
      nModified,
      upserted: upserts && arrayOf(upserts),
      writeErrors: errors.length > 0 ? arrayOf(errors) : undefined,
    };
  });
}

const writeError = (index: number, { code, message, details }: MongoError): Buffer =>
  documentOf([['index', index], ['code', code], ['errmsg', message], ...Object.entries(details)]);

function statementsOf(command: Command, field: string): readonly Value[] {
  const statements = listOf(command, field);
  if (statements.length === 0 || statements.length > mostStatements) {
    refuse('BadValue', `Write batch sizes must be between 1 and ${mostStatements}.`);
  }
  return statements;
}

function statementOf(name: string, value: Value): Statement {
  if (!isDocument(value)) return refuse('TypeMismatch', `A ${name} has to be a document`);
  const fields = new Map<string, Element>(elementsOf(value).map((element) => [element.name, element]));
  assertOptions(name, fields.keys());
  return { name, fields };
}

function select(
  engine: Engine,
  collection: Collection,
  filter: Filter,
  sort: Sort,
  { fields }: Statement,
  limit: number,
): Buffer[] {
  const plan = planFor(collection, filter, sort, fields.get('hint'));
  const found: Buffer[] = [];
  for (const document of matching(engine.storage, collection, plan, filter)) {
    if (document) found.push(document);
    if (plan.sorted && found.length === limit) return found;
  }
  return plan.sorted ? found : sortDocuments(found, sort).slice(0, limit);
}

function change({ writer }: Engine, collection: Collection, before: Buffer, wanted: Update): boolean {
  const after = updated(before, wanted);
  if (after.equals(before)) return false;
  writer.replace(collection, before, after);
  return true;
}

function upsert({ writer }: Engine, collection: Collection, filter: Filter, wanted: Update): Buffer {
  const document = upserted(filter, wanted);
  writer.insert(collection, document);
  return document;
}
