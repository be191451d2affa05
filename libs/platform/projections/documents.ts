import type { Position } from '#kernel';
import { calculateObjectSize } from 'bson';
import {
  type AnyBulkWriteOperation,
  type Db,
  MongoBulkWriteError,
  MongoInvalidArgumentError,
  type WriteError,
} from 'mongodb';
import { collectionOf, DUPLICATE_KEY, type Versioned } from './checkpoint.js';

/** A document as it lies in MongoDB: as of `_pos`, or removed by the event there. */
export interface Stored {
  readonly _id: string;
  readonly _pos: Position;
  readonly _gone?: true;
  /** It rests on a stream that is not believed (D3). */
  readonly _incomplete?: true;
  /** Its fold threw, or MongoDB does not take it: it stays as it was. */
  readonly _broken?: true;
  readonly [field: string]: unknown;
}

const OUT_OF_DISK_SPACE = 14_031;
/** MongoDB: BSONObjectTooLarge. */
export const TOO_LARGE = 10_334;
const MOST_BYTES = 16 * 1_024 * 1_024 - 1_024; // what is sent with a document counts as well

const ADDED: ReadonlySet<string> = new Set(['_id', '_pos', '_gone', '_incomplete', '_broken']);

/** A document without what the engine added to it. */
export function contentOf(stored: Readonly<Record<string, unknown>>): object {
  const content: Record<string, unknown> = {};
  for (const field of Object.keys(stored)) if (!ADDED.has(field)) content[field] = stored[field];
  return content;
}

/** The document as it was, marked as one that goes no further; one that never was is hidden. */
export const brokenAt = (_pos: Position, _id: string, before?: Stored): Stored => ({
  ...(before ?? { _id, _gone: true }),
  _pos,
  _broken: true,
});

/** Whether a document is not all that it should be. */
export const isIncomplete = (stored: Readonly<Record<string, unknown>>): boolean =>
  stored._incomplete === true || stored._broken === true;

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

/** A document that MongoDB will never take as it is, and the number of its error. */
export interface Refused {
  readonly document: Stored;
  readonly error: number;
}

/**
 * Writes each document unless what is stored is as new: whoever comes later, or again, changes nothing. Answers those that MongoDB
 * refuses.
 */
export async function writeDocuments(
  db: Db,
  projection: Versioned,
  documents: readonly Stored[],
): Promise<readonly Refused[]> {
  try {
    return await writtenAtOnce(db, projection, documents);
  } catch (error) {
    const large = error instanceof MongoInvalidArgumentError ? documents.filter(isTooLarge) : []; // of which the client sends nothing
    if (large.length === 0) throw error;
    const others = documents.filter((document) => !large.includes(document));
    const refused = large.map((document) => ({ document, error: TOO_LARGE }));
    return [...refused, ...(await writtenAtOnce(db, projection, others))];
  }
}

const isTooLarge = (document: Stored): boolean => calculateObjectSize(document) > MOST_BYTES;

async function writtenAtOnce(db: Db, projection: Versioned, documents: readonly Stored[]): Promise<readonly Refused[]> {
  if (documents.length === 0) return [];
  const collection = db.collection<Stored>(collectionOf(projection));
  const write = (upsert: boolean, some: readonly Stored[]) =>
    collection.bulkWrite(some.map(replacement(upsert)), { ordered: false }).then(() => [], writeErrorsIn);
  const errors = await write(true, documents);
  // Another projector may have inserted an older one between the server's look and its insert.
  const existing = documentsOf(errors, documents, (code) => code === DUPLICATE_KEY);
  const again = existing.length > 0 ? await write(false, existing) : [];
  return [...refusedIn(errors, documents), ...refusedIn(again, existing)];
}

const replacement =
  (upsert: boolean) =>
  (document: Stored): AnyBulkWriteOperation<Stored> => ({
    replaceOne: { filter: { _id: document._id, _pos: { $lt: document._pos } }, replacement: document, upsert },
  });

const documentsOf = (errors: readonly WriteError[], documents: readonly Stored[], of: (code: number) => boolean) =>
  errors.flatMap(({ index, code }) => (of(code) ? documents.slice(index, index + 1) : []));

const refusedIn = (errors: readonly WriteError[], documents: readonly Stored[]): Refused[] =>
  errors.flatMap(({ index, code }) =>
    code === DUPLICATE_KEY ? [] : documents.slice(index, index + 1).map((document) => ({ document, error: code })),
  );

function writeErrorsIn(error: unknown): readonly WriteError[] {
  const errors = error instanceof MongoBulkWriteError ? [error.writeErrors].flat() : [];
  if (errors.length === 0 || errors.some(({ code }) => code === OUT_OF_DISK_SPACE)) throw error;
  return errors;
}
