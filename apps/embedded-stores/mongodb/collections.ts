import type { Document } from 'bson';
import { refuse } from './mongo-error.js';
import { pathOf, type Path } from './path.js';
import type { Storage } from './storage.js';

/** `fields` are the paths with their directions, 1 or -1; `hasArrays` says that some document gave it more than one entry. */
export type Index = {
  readonly id: number;
  readonly name: string;
  readonly fields: readonly (readonly [string, 1 | -1])[];
  readonly paths: readonly Path[];
  readonly directions: readonly number[];
  readonly unique: boolean;
  hasArrays: boolean;
};
export type Collection = { readonly id: number; readonly namespace: string; readonly indexes: readonly Index[] };

export type Catalog = {
  find(namespace: string): Collection | undefined;
  /** The collection, made now if it is not there; inside a commit only. */
  need(namespace: string): Collection;
  save(collection: Collection): void;
  remove(namespace: string): void;
  inDatabase(database: string): Collection[];
  nextId(): number;
};

type Stored = { id: number; indexes: Pick<Index, 'id' | 'name' | 'fields' | 'unique' | 'hasArrays'>[] };

export const keyPatternOf = ({ fields }: Index): Document => Object.fromEntries(fields);

export function indexOf(stored: Stored['indexes'][number]): Index {
  const fields = stored.fields;
  return {
    ...stored,
    paths: fields.map(([field]) => pathOf(field)),
    directions: fields.map(([, direction]) => direction),
  };
}

export const idIndex: Index = indexOf({ id: 0, name: '_id_', fields: [['_id', 1]], unique: true, hasArrays: false });

export function openCatalog({ catalog, onUndone }: Storage): Catalog {
  const collections = new Map<string, Collection>();
  let lastId = 0;
  load();
  onUndone(load);

  const save = (collection: Collection): void => {
    collections.set(collection.namespace, collection);
    const indexes = collection.indexes.map(({ id, name, fields, unique, hasArrays }) => ({
      id,
      name,
      fields,
      unique,
      hasArrays,
    }));
    const stored: Stored = { id: collection.id, indexes };
    catalog.putSync(collection.namespace, Buffer.from(JSON.stringify(stored)));
  };

  return {
    find: (namespace) => collections.get(namespace),
    need(namespace) {
      const known = collections.get(namespace);
      if (known) return known;
      assertName(namespace);
      const made: Collection = { id: ++lastId, namespace, indexes: [idIndex] };
      save(made);
      return made;
    },
    save,
    remove(namespace) {
      collections.delete(namespace);
      catalog.removeSync(namespace);
    },
    inDatabase: (database) => [...collections.values()].filter(({ namespace }) => namespace.startsWith(`${database}.`)),
    nextId: () => ++lastId,
  };

  function load(): void {
    collections.clear();
    for (const { key, value } of catalog.getRange()) {
      const stored = JSON.parse(value.toString('utf8')) as Stored;
      collections.set(key, { id: stored.id, namespace: key, indexes: stored.indexes.map(indexOf) });
      lastId = Math.max(lastId, stored.id, ...stored.indexes.map(({ id }) => id));
    }
  }
}

export function assertName(namespace: string): void {
  const [, collection = ''] = /^[^.]+\.(.*)$/s.exec(namespace) ?? [];
  if (collection === '' || /[$\0]|^system\.|^\.|\.$/.test(collection) || Buffer.byteLength(namespace) > 255) {
    refuse('InvalidNamespace', `Invalid namespace specified '${namespace}'`);
  }
}
