import type { Position } from '#kernel';
import { type AnyBulkWriteOperation, type Db, MongoBulkWriteError, type WriteError } from 'mongodb';
import { collectionOf, DUPLICATE_KEY, type Versioned } from './checkpoint.js';
import { WriteRefused } from './stop.js';

/** A document as it lies in MongoDB: as of `_pos`, or removed by the event there. */
export interface Stored {
  readonly _id: string;
  readonly _pos: Position;
  readonly _gone?: true;
  readonly [field: string]: unknown;
}

const OUT_OF_DISK_SPACE = 14_031;
const ADDED: readonly string[] = ['_id', '_pos', '_gone'];

/** A document without what the engine added to it. */
export const contentOf = (stored: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(stored).filter(([field]) => !ADDED.includes(field)));

/** Fields whose sort order the queries ask for, in collections that are new as well as in old ones. */
export async function ensureIndexes(
  db: Db,
  projection: Versioned & { readonly indexes?: readonly (readonly string[])[] },
): Promise<void> {
  const keys = (projection.indexes ?? []).map((fields) => Object.fromEntries([...fields, '_id'].map((f) => [f, 1])));
  if (keys.length === 0) return;
  const indexes = keys.map((key) => ({ key }));
  await db.collection(collectionOf(projection)).createIndexes(indexes);
}

/** The documents with these ids, removed ones too. */
export async function loadDocuments(
  db: Db,
  projection: Versioned,
  ids: readonly string[],
): Promise<Map<string, Stored>> {
  if (ids.length === 0) return new Map();
  const found = db.collection<Stored>(collectionOf(projection)).find({ _id: { $in: [...ids] } });
  return new Map((await found.batchSize(1_000).toArray()).map((document) => [document._id, document as Stored]));
}

/** Writes each document unless what is stored is as new: whoever comes later, or again, changes nothing. */
export async function writeDocuments(db: Db, projection: Versioned, documents: readonly Stored[]): Promise<void> {
  if (documents.length === 0) return;
  const write = (upsert: boolean, some: readonly Stored[]) =>
    db.collection<Stored>(collectionOf(projection)).bulkWrite(some.map(replacement(upsert)), { ordered: false });
  const existing = await write(true, documents).then(
    () => [],
    (error: unknown) => {
      const taken = new Set(duplicates(error).map(({ index }) => index));
      return documents.filter((_, index) => taken.has(index));
    },
  );
  // Another projector may have inserted an older one between the server's look and its insert.
  if (existing.length > 0) await write(false, existing);
}

const replacement =
  (upsert: boolean) =>
  (document: Stored): AnyBulkWriteOperation<Stored> => ({
    replaceOne: { filter: { _id: document._id, _pos: { $lt: document._pos } }, replacement: document, upsert },
  });

function duplicates(error: unknown): readonly WriteError[] {
  const errors = error instanceof MongoBulkWriteError ? [error.writeErrors].flat() : [];
  if (errors.length === 0) throw error;
  const refused = errors.find(({ code }) => code !== DUPLICATE_KEY);
  if (refused === undefined) return errors;
  throw refused.code === OUT_OF_DISK_SPACE ? error : new WriteRefused(`error ${refused.code}`);
}
