import type { Db } from 'mongodb';
import type { Breakage } from './batch.js';
import { collectionOf, versionedOf } from './checkpoint.js';
import type { Stored } from './documents.js';

interface Broke {
  readonly _id: string;
  readonly projection: string;
  readonly document?: string;
}

const MOST = 1_000;

const breakagesIn = (db: Db) => db.collection<Broke>('breakages');

/** Remembers which documents a projection cannot carry on. Throws what MongoDB throws. */
export async function recordBreakages(db: Db, breakages: readonly Breakage[]): Promise<void> {
  if (breakages.length === 0) return;
  await breakagesIn(db).bulkWrite(
    breakages.map(({ projection, document }) => ({
      replaceOne: {
        filter: { _id: `${projection}/${document ?? ''}` },
        replacement: { projection, ...(document !== undefined && { document }) },
        upsert: true,
      },
    })),
    { ordered: false },
  );
}

/** Forgets what broke of a projection, whose documents are removed. */
export async function forgetBreakages(db: Db, projection: string): Promise<void> {
  await breakagesIn(db).deleteMany({ projection });
}

/**
 * How many documents of each projection, by its key, are broken still, at most a thousand: those that were folded anew since are not; events of which
 * one cannot even say which documents they touch count as one. Throws what MongoDB throws.
 */
export async function brokenIn(db: Db): Promise<ReadonlyMap<string, number>> {
  const byProjection = new Map<string, Broke[]>();
  for (const broke of await breakagesIn(db).find().limit(MOST).toArray()) {
    byProjection.set(broke.projection, [...(byProjection.get(broke.projection) ?? []), broke]);
  }
  const counts = [...byProjection].map(async ([projection, broke]): Promise<[string, number]> => {
    const documents = broke.flatMap(({ document }) => document ?? []);
    const still = db
      .collection<Stored>(collectionOf(versionedOf(projection)))
      .find({ _id: { $in: documents }, _broken: true }, { projection: { _id: 1 } });
    return [projection, (await still.toArray()).length + (broke.length - documents.length)];
  });
  return new Map((await Promise.all(counts)).filter(([, count]) => count > 0));
}
