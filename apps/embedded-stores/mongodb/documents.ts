import { BSONType } from 'bson';
import { idIndex, keyPatternOf, type Catalog, type Collection, type Index } from './collections.js';
import { refuse } from './mongo-error.js';
import { compoundKey, keyOf, type Component } from './ordered-key.js';
import { rowsOf } from './path.js';
import { childOf, decode, elementsOf, isArray, maxDocumentBytes, valueOfDocument, type Value } from './raw-bson.js';
import { longestKey, type Storage } from './storage.js';

type Row = { readonly index: Index; readonly key: Buffer; readonly components: readonly Component[] };

export const numbered = (id: number, ...keys: Buffer[]): Buffer => {
  const head = Buffer.allocUnsafe(4);
  head.writeUInt32BE(id);
  return Buffer.concat([head, ...keys]);
};

/** After every key that begins with `key`: no key goes on with two bytes 0xff. */
export const past = (key: Buffer): Buffer => Buffer.concat([key, Buffer.from([0xff, 0xff])]);

export const documentKey = (collection: Collection, id: Value): Buffer => numbered(collection.id, keyOf(id));

export function idOf(document: Buffer): Value {
  const id = childOf(valueOfDocument(document), '_id');
  if (!id) refuse('InvalidIdField', 'The document has no _id.');
  return id;
}

/** Changes documents together with all their index entries; inside a commit only. Everything is checked before anything is written. */
export function documentWriter({ documents, entries }: Storage, catalog: Catalog) {
  return {
    insert(collection: Collection, document: Buffer): void {
      const id = validId(document);
      const key = documentKey(collection, id);
      if (key.length > longestKey) refuse('KeyTooLong', 'The _id is too long.');
      if (documents.doesExist(key)) duplicate(collection, idIndex, [id]);
      const rows = rowsIn(collection, document, key);
      for (const row of rows) assertUnique(collection, row, key);
      for (const row of rows) entries.putSync(entryKey(row, key), key);
      documents.putSync(key, document);
    },
    replace(collection: Collection, before: Buffer, after: Buffer): void {
      const key = documentKey(collection, validId(after));
      const olds = new Map(rowsIn(collection, before, key).map((row) => [nameOf(row), row]));
      const news = new Map(rowsIn(collection, after, key).map((row) => [nameOf(row), row]));
      const added = [...news].filter(([name]) => !olds.has(name)).map(([, row]) => row);
      for (const row of added) assertUnique(collection, row, key);
      for (const [name, row] of olds) if (!news.has(name)) entries.removeSync(entryKey(row, key));
      for (const row of added) entries.putSync(entryKey(row, key), key);
      documents.putSync(key, after);
    },
    remove(collection: Collection, document: Buffer): void {
      const key = documentKey(collection, idOf(document));
      for (const row of rowsIn(collection, document, key)) entries.removeSync(entryKey(row, key));
      documents.removeSync(key);
    },
    /** Fills a new index from the documents that are there. */
    build(collection: Collection, index: Index): void {
      const alone = { ...collection, indexes: [index] };
      const all = documents.getRange({ start: numbered(collection.id), end: past(numbered(collection.id)) });
      for (const { key, value } of all) {
        for (const row of rowsIn(alone, value, key)) {
          assertUnique(collection, row, key);
          entries.putSync(entryKey(row, key), key);
        }
      }
    },
    empty(collection: Collection): void {
      clear(documents, collection.id);
      for (const { id } of collection.indexes) clear(entries, id);
    },
    emptyIndex: (index: Index) => {
      clear(entries, index.id);
    },
  };

  function clear(table: Storage['documents'], id: number): void {
    const keys = [...table.getKeys({ start: numbered(id), end: past(numbered(id)) })];
    for (const key of keys) table.removeSync(key);
  }

  function rowsIn(collection: Collection, document: Buffer, key: Buffer): Row[] {
    if (collection.indexes.length === 1 && collection.indexes[0]?.id === 0) return [];
    const value = valueOfDocument(document);
    return collection.indexes.flatMap((index) => {
      if (index.id === 0) return [];
      const { rows, hasArray } = rowsOf(value, index.paths);
      if (hasArray && !index.hasArrays) {
        index.hasArrays = true;
        const known = catalog.find(collection.namespace);
        if (known?.indexes.includes(index)) catalog.save(known);
      }
      const distinct = new Map<string, Row>();
      for (const components of rows) {
        const row = { index, key: compoundKey(components, index.directions), components };
        if (4 + row.key.length + key.length > longestKey) {
          refuse('KeyTooLong', `A value is too long for the index ${index.name}.`);
        }
        distinct.set(row.key.toString('latin1'), row);
      }
      return [...distinct.values()];
    });
  }

  function assertUnique(collection: Collection, { index, key, components }: Row, own: Buffer): void {
    if (!index.unique) return;
    const start = numbered(index.id, key);
    for (const { value } of entries.getRange({ start, end: past(start), limit: 2 })) {
      if (!value.equals(own)) duplicate(collection, index, components);
    }
  }
}

// The document's key without its collection, so that entries outlive a renaming and stay short.
const entryKey = ({ index, key }: Row, document: Buffer): Buffer => numbered(index.id, key, document.subarray(4));

const nameOf = ({ index, key }: Row): string => `${index.id}:${key.toString('latin1')}`;

function duplicate(collection: Collection, index: Index, components: readonly Component[]): never {
  const values = index.fields.map(([field], position) => {
    const component = components[position];
    return [field, typeof component === 'object' ? decode(component) : null] as const;
  });
  refuse('DuplicateKey', `E11000 duplicate key error collection: ${collection.namespace} index: ${index.name}`, {
    keyPattern: keyPatternOf(index),
    keyValue: Object.fromEntries(values),
  });
}

function validId(document: Buffer): Value {
  if (document.length > maxDocumentBytes) {
    refuse('BSONObjectTooLarge', `The document has ${document.length} bytes; at most ${maxDocumentBytes} are kept.`);
  }
  const id = idOf(document);
  if (isArray(id) || id.type === BSONType.regex || id.type === BSONType.undefined) {
    refuse('InvalidIdField', "The '_id' value cannot be an array, a regular expression or undefined.");
  }
  const first = id.type === BSONType.object ? elementsOf(id)[0] : undefined;
  if (first?.name.startsWith('$'))
    refuse('DollarPrefixedFieldName', `_id fields may not contain '$'-prefixed fields: ${first.name}`);
  return id;
}
