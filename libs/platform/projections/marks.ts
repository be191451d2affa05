import type { Db } from 'mongodb';
import { collectionOf, type Versioned, versionedOf } from './checkpoint.js';

/** The document that says of the others in its collection that they are all there; hidden as one that was removed. */
export const MARK = '_mark';

interface Mark {
  readonly _id: string;
  readonly _gone: true;
  readonly isWhole: boolean;
}

const marksIn = (db: Db, projection: Versioned) => db.collection<Mark>(collectionOf(projection));

/** Says of a collection that its documents are being built, or are whole as they are. */
export async function beginMark(db: Db, id: string, isWhole: boolean): Promise<void> {
  const mark = { _gone: true as const, isWhole };
  await marksIn(db, versionedOf(id)).replaceOne({ _id: MARK }, mark, { upsert: true });
}

/** Says that its documents are whole now; false when what was begun is not there any more. */
export async function markWhole(db: Db, id: string): Promise<boolean> {
  const { matchedCount } = await marksIn(db, versionedOf(id)).replaceOne({ _id: MARK }, { _gone: true, isWhole: true });
  return matchedCount === 1;
}

/** Whether the documents of a projection are whole; undefined when they were never begun, or are gone. */
export const isWholeIn = async (db: Db, projection: Versioned): Promise<boolean | undefined> =>
  (await marksIn(db, projection).findOne({ _id: MARK }))?.isWhole;

/** Those of which nothing is there. */
export async function unmarkedIn(db: Db, ids: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(ids.map(async (id) => (await isWholeIn(db, versionedOf(id))) === undefined));
  return ids.filter((_, index) => found[index]);
}
