import { type Db, MongoBulkWriteError, MongoNetworkError, MongoServerError } from 'mongodb';
import { compareBy, matches } from '../../libs/platform/projections/matching.js';
import { frozen } from '#kernel';
import type { Client, Half, Port } from './port.js';

type Document = Record<string, unknown> & { readonly _id: string };
type Collection = Map<string, Document>;
type Filter = Parameters<typeof matches>[0];
type Sort = Readonly<Record<string, 1 | -1>>;

/** What is on the disk of a database: its collections by name, each document by its key. */
export type Disk = Map<string, Collection>;

/** The same, as it was at that moment. */
export const copied = (disk: Disk): Disk => new Map([...disk].map(([name, documents]) => [name, new Map(documents)]));

const notPrimary = { code: 10_107, codeName: 'NotWritablePrimary', errmsg: 'not primary' };
const failure: Client['failure'] = (fault) =>
  fault === 'no leader' ? new MongoServerError(notPrimary) : new MongoNetworkError('The connection dropped.');
const CLIENT: Client = { failure, givesUpMs: 2_000 }; // as it is connected to
const duplicate = { code: 11_000, errmsg: 'E11000 duplicate key' };

/** As it comes back from a store, which nobody can change. */
const asStored = (document: object): Document => frozen(JSON.parse(JSON.stringify(document)) as Document);
/** What a collection is for: those of all read models are alike. */
const kindOf = (collection: string): string => (collection.includes('__v') ? 'documents' : collection);

const isMatching = (filter: object, document: Document): boolean => matches(filter as Filter, document);

interface Written {
  readonly matched: number;
  readonly upserted: number;
}

/** As much of a database of MongoDB as the system asks for, by one process: each command is whole or not done, in the order in which it arrives, but for several writes of one that may be done in part. */
export function databaseThrough(port: Port, disk: () => Disk): Db {
  const there = (name: string): Collection => {
    const found = disk().get(name) ?? new Map<string, Document>();
    disk().set(name, found);
    return found;
  };
  const call = <T>(name: string, work: () => T, half?: Half): Promise<T> =>
    port.call(
      name,
      () =>
        new Promise<T>((resolve) => {
          resolve(work());
        }),
      CLIENT,
      half,
    );

  function insert(collection: Collection, document: Document): void {
    if (collection.has(document._id)) throw new MongoServerError(duplicate);
    collection.set(document._id, asStored(document));
  }
  function replace(collection: Collection, filter: { readonly _id?: unknown }, next: object, upsert: boolean): Written {
    const found = firstOf(collection, filter);
    const _id = found?._id ?? filter._id;
    if (found === undefined && !upsert) return { matched: 0, upserted: 0 };
    if (found === undefined && collection.has(String(_id))) throw new MongoServerError(duplicate);
    collection.set(String(_id), asStored({ _id, ...next }));
    return found === undefined ? { matched: 0, upserted: 1 } : { matched: 1, upserted: 0 };
  }
  function remove(collection: Collection, filter: object, most = Infinity): number {
    const gone = [...collection.values()].filter((document) => isMatching(filter, document)).slice(0, most);
    for (const { _id } of gone) collection.delete(_id);
    return gone.length;
  }

  const collectionNamed = (name: string) => ({
    find: (filter: object = {}, given: Finding = {}) => found(name, filter, given),
    findOne: (filter: object = {}) => call(`${kindOf(name)} findOne`, () => firstOf(there(name), filter) ?? null),
    insertOne: (document: Document) =>
      call(`${kindOf(name)} insertOne`, () => {
        insert(there(name), document);
      }),
    replaceOne: (filter: object, next: object, { upsert = false } = {}) =>
      call(`${kindOf(name)} replaceOne`, () => {
        const { matched, upserted } = replace(there(name), filter, next, upsert);
        return { matchedCount: matched, upsertedCount: upserted };
      }),
    deleteOne: (filter: object) => call('deleteOne', () => ({ deletedCount: remove(there(name), filter, 1) })),
    deleteMany: (filter: object) => call('deleteMany', () => ({ deletedCount: remove(there(name), filter) })),
    createIndexes: () => call(`${kindOf(name)} createIndexes`, () => []),
    bulkWrite: (writes: readonly Write[]) =>
      call(
        `${kindOf(name)} bulkWrite`,
        () => bulk(there(name), writes),
        (isDone) => Promise.resolve().then(() => bulk(there(name), writes.filter(isDone))),
      ),
  });

  function bulk(collection: Collection, writes: readonly Write[]) {
    let matchedCount = 0;
    const writeErrors: { index: number; code: number }[] = [];
    for (const [index, write] of writes.entries()) {
      try {
        matchedCount += written(collection, write).matched;
      } catch (error) {
        if (!(error instanceof MongoServerError)) throw error;
        writeErrors.push({ index, code: Number(error.code) });
      }
    }
    if (writeErrors.length === 0) return { matchedCount };
    throw Object.assign(new MongoBulkWriteError({ message: 'duplicate', code: duplicate.code }, {} as never), {
      writeErrors,
    });
  }
  function written(collection: Collection, { replaceOne, updateOne, insertOne }: Write): Written {
    if (insertOne !== undefined) {
      insert(collection, insertOne.document);
      return { matched: 0, upserted: 1 };
    }
    if (replaceOne !== undefined)
      return replace(collection, replaceOne.filter, replaceOne.replacement, replaceOne.upsert ?? false);
    if (updateOne === undefined) throw new Error('This simulation has no such write.');
    const before = firstOf(collection, updateOne.filter) ?? {};
    return replace(collection, updateOne.filter, { ...before, ...updateOne.update.$set }, updateOne.upsert ?? false);
  }

  function found(name: string, filter: object, given: Finding) {
    let { sort = {}, limit = 0 } = given;
    const answer = () =>
      call(`${kindOf(name)} find`, () => {
        const matching = [...there(name).values()].filter((document) => isMatching(filter, document));
        const sorted = matching.sort((one, other) => compareBy('_id' in sort ? sort : { ...sort, _id: 1 }, one, other));
        return limit > 0 ? sorted.slice(0, limit) : sorted;
      });
    const cursor = {
      sort: (by: Sort) => {
        sort = by;
        return cursor;
      },
      limit: (most: number) => {
        limit = most;
        return cursor;
      },
      batchSize: () => cursor,
      toArray: answer,
      async *[Symbol.asyncIterator]() {
        for (const document of await answer()) {
          await port.arrive(`${kindOf(name)} find document`, CLIENT);
          yield document;
        }
      },
    };
    return cursor;
  }

  const database = {
    collection: collectionNamed,
    dropCollection: (name: string) => call('dropCollection', () => disk().delete(name)),
    listCollections: () => ({
      toArray: () => call('listCollections', () => [...disk().keys()].map((name) => ({ name }))),
    }),
    command: (asked: { readonly count?: string; readonly query?: object }) =>
      call('command', () => {
        const { count, query = {} } = asked;
        return count === undefined ? { ok: 1 } : { ok: 1, n: matching(there(count), query) };
      }),
  };
  return database as unknown as Db;
}

interface Finding {
  readonly sort?: Sort;
  readonly limit?: number;
}

interface Write {
  readonly insertOne?: { readonly document: Document };
  readonly replaceOne?: { readonly filter: object; readonly replacement: object; readonly upsert?: boolean };
  readonly updateOne?: {
    readonly filter: object;
    readonly update: { readonly $set: object };
    readonly upsert?: boolean;
  };
}

const firstOf = (collection: Collection, filter: object): Document | undefined => {
  const { _id } = filter as { readonly _id?: unknown };
  if (typeof _id !== 'string') return [...collection.values()].find((document) => isMatching(filter, document));
  const found = collection.get(_id);
  return found !== undefined && isMatching(filter, found) ? found : undefined;
};

const matching = (collection: Collection, filter: object): number =>
  [...collection.values()].filter((document) => isMatching(filter, document)).length;
