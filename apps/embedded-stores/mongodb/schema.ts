import type { Document } from 'bson';
import { assertName, indexOf, keyPatternOf, type Collection, type Index } from './collections.js';
import {
  collectionOf,
  documentIn,
  isTrue,
  listOf,
  namespaceOf,
  wholeNumber,
  type Command,
  type Engine,
  type Handler,
} from './command.js';
import { assertOptions } from './command-table.js';
import { refuse } from './mongo-error.js';
import { pathOf } from './path.js';
import { matches, parseFilter } from './filter.js';
import {
  documentOf,
  elementsOf,
  isArray,
  isDocument,
  numberOf,
  textOf,
  truthOf,
  valueOfDocument,
  type Value,
} from './raw-bson.js';

export const create: Handler = (command, { storage, catalog }) => {
  const namespace = namespaceOf(command);
  return storage.commit(() => {
    if (catalog.find(namespace)) refuse('NamespaceExists', `Collection ${namespace} already exists.`);
    catalog.need(namespace);
    return {};
  });
};

export const drop: Handler = (command, engine) => {
  const namespace = namespaceOf(command);
  return undivided(engine, () => {
    const collection = engine.catalog.find(namespace);
    if (!collection) return { ns: namespace };
    discard(engine, collection);
    return { nIndexesWas: collection.indexes.length, ns: namespace };
  });
};

export const dropDatabase: Handler = ({ database }, engine) =>
  undivided(engine, () => {
    for (const collection of engine.catalog.inDatabase(database)) discard(engine, collection);
    return { dropped: database };
  });

export const renameCollection: Handler = (command, engine) => {
  const from =
    textOf(command.fields.get('renameCollection')) ?? refuse('InvalidNamespace', 'renameCollection needs a namespace');
  const to = textOf(command.fields.get('to')) ?? refuse('InvalidNamespace', "renameCollection needs 'to'");
  assertName(to);
  return undivided(engine, () => {
    const { catalog, cursors } = engine;
    const collection = catalog.find(from) ?? refuse('NamespaceNotFound', `Source collection ${from} does not exist`);
    if (from === to) refuse('BadValue', 'Can’t rename a collection to itself');
    const target = catalog.find(to);
    if (target && !isTrue(command, 'dropTarget')) refuse('NamespaceExists', `target namespace ${to} exists`);
    if (target) discard(engine, target);
    catalog.remove(from);
    catalog.save({ ...collection, namespace: to });
    cursors.killAll(from);
    return {};
  });
};

export const listCollections: Handler = (command, engine) => {
  const { database } = command;
  const filter = parseFilter(documentIn(command, 'filter') ?? valueOfDocument(documentOf([])));
  const documents = engine.catalog
    .inDatabase(database)
    .map(({ namespace }) => {
      const name = namespace.slice(database.length + 1);
      const brief = { name, type: 'collection' };
      const more = { options: {}, info: { readOnly: false }, idIndex: { v: 2, key: { _id: 1 }, name: '_id_' } };
      return documentOf(Object.entries(isTrue(command, 'nameOnly') ? brief : { ...brief, ...more }));
    })
    .filter((document) => matches(filter, valueOfDocument(document)));
  return listed(command, engine, `${database}.$cmd.listCollections`, documents);
};

export const listIndexes: Handler = (command, engine) => {
  const { namespace, indexes } = collectionOf(command, engine);
  const documents = indexes.map((index) => {
    const unique = index.unique && index.id !== 0 ? { unique: true } : {};
    return documentOf(Object.entries({ v: 2, key: keyPatternOf(index), name: index.name, ...unique }));
  });
  return listed(command, engine, namespace, documents);
};

export const createIndexes: Handler = (command, engine) => {
  const namespace = namespaceOf(command);
  const wanted = listOf(command, 'indexes').map(specificationOf);
  return undivided(engine, () => {
    const { catalog, writer } = engine;
    const createdCollectionAutomatically = catalog.find(namespace) === undefined;
    const collection = catalog.need(namespace);
    const added = wanted
      .filter((one) => !isThere(collection, one))
      .map((one) => indexOf({ ...one, id: catalog.nextId() }));
    for (const index of added) writer.build(collection, index);
    const indexes = [...collection.indexes, ...added];
    if (added.length > 0) catalog.save({ ...collection, indexes });
    const [numIndexesBefore, numIndexesAfter] = [collection.indexes.length, indexes.length];
    return { numIndexesBefore, numIndexesAfter, createdCollectionAutomatically };
  });
};

export const dropIndexes: Handler = (command, engine) => {
  const wanted = command.fields.get('index');
  const namespace = namespaceOf(command);
  return undivided(engine, () => {
    const collection = collectionOf(command, engine);
    const names = wanted && isArray(wanted) ? elementsOf(wanted).map(textOf) : [textOf(wanted)];
    const all = names[0] === '*';
    const dropped = collection.indexes.filter((index) =>
      all ? index.id !== 0 : names.includes(index.name) || hasKey(index, wanted),
    );
    if (dropped.length < (all ? 0 : names.length)) refuse('IndexNotFound', `index not found in ${namespace}`);
    if (dropped.some(({ id }) => id === 0)) refuse('InvalidOptions', 'cannot drop _id index');
    for (const index of dropped) engine.writer.emptyIndex(index);
    engine.catalog.save({ ...collection, indexes: collection.indexes.filter((index) => !dropped.includes(index)) });
    engine.cursors.killAll(namespace);
    return { nIndexesWas: collection.indexes.length };
  });
};

// One that fails halfway must leave nothing behind.
const undivided = ({ storage }: Engine, work: () => Document) => storage.commit(() => storage.atomically(work));

function discard({ catalog, writer, cursors }: Engine, collection: Collection): void {
  writer.empty(collection);
  catalog.remove(collection.namespace);
  cursors.killAll(collection.namespace);
}

async function listed(command: Command, { cursors }: Engine, namespace: string, documents: Buffer[]) {
  const options = documentIn(command, 'cursor');
  const size = options
    ? wholeNumber({ ...command, fields: new Map(elementsOf(options).map((one) => [one.name, one])) }, 'batchSize')
    : undefined;
  return { cursor: await cursors.first(namespace, documents.values(), size ?? Infinity, false) };
}

type Specification = Pick<Index, 'name' | 'fields' | 'unique' | 'hasArrays'>;

function specificationOf(value: Value): Specification {
  const options = new Map(elementsOf(value).map((element) => [element.name, element]));
  assertOptions('index', options.keys());
  const key = options.get('key');
  if (!isDocument(key)) return refuse('CannotCreateIndex', 'An index needs a key pattern');
  const fields = elementsOf(key).map((field): [string, 1 | -1] => {
    if (textOf(field) !== undefined)
      refuse('CannotCreateIndex', `An index of kind '${textOf(field) ?? ''}' is not served`);
    const direction = numberOf(field);
    if (direction !== 1 && direction !== -1)
      refuse('CannotCreateIndex', `The direction of '${field.name}' has to be 1 or -1`);
    if (pathOf(field.name).some((part) => /^\d+$|^\$/.test(part)))
      refuse('CannotCreateIndex', `An index on '${field.name}' is not served`);
    return [field.name, direction];
  });
  if (fields.length === 0) refuse('CannotCreateIndex', 'Index keys cannot be empty.');
  const name = textOf(options.get('name')) ?? fields.map(([field, direction]) => `${field}_${direction}`).join('_');
  return { name, fields, unique: truthOf(options.get('unique')), hasArrays: false };
}

function isThere({ indexes }: Collection, { name, fields, unique }: Specification): boolean {
  const pattern = JSON.stringify(fields);
  const known = indexes.find((index) => index.name === name || JSON.stringify(index.fields) === pattern);
  if (!known) return false;
  const isSame = JSON.stringify(known.fields) === pattern && (known.unique === unique || known.id === 0);
  if (!isSame || (known.name !== name && known.id !== 0))
    refuse('IndexOptionsConflict', `An index like ${name} exists with other options`);
  return true;
}

const hasKey = (index: Index, wanted: Value | undefined): boolean =>
  isDocument(wanted) &&
  JSON.stringify(elementsOf(wanted).map((field) => [field.name, numberOf(field)])) === JSON.stringify(index.fields);
