import type { Db } from 'mongodb';
import { type EventStore, gapsOf, isExcluded, type Place, placeHolds } from '#kernel';
import { answered, keysOf } from './mongo-keyring.js';

/** `keys` counts what the keyring held then, tombstones too, months of MAC keys left out. */
type Checkpoint = Place & { readonly _id: string; readonly keys: number };

const ID = 'keys';
const MONTHS = { _id: { $gte: 'mac:', $lt: 'mac;' } };

/** Up to where the log was checked against the keyring: kept in the keyring's own database, so that it is restored with it. */
export function keyCheckpoint(db: Db) {
  const checkpoints = db.collection<Checkpoint>('checkpoints', {
    readPreference: 'primary',
    readConcern: { level: 'majority' },
    writeConcern: { w: 'majority', journal: true },
  });
  const keys = keysOf(db);
  const count = () =>
    answered(async () => (await keys.estimatedDocumentCount()) - (await keys.find(MONTHS).toArray()).length);

  return {
    /** The place after which nobody has checked; undefined when it is no place of this log, or when keys have vanished since. */
    async read(store: Pick<EventStore, 'read' | 'readOne'>): Promise<Place | undefined> {
      const checkpoint = await answered(() => checkpoints.findOne({ _id: ID }));
      if (checkpoint === null || (await count()) < checkpoint.keys) return undefined;
      const excluded = async (stream: string, revision: number) => isExcluded(await gapsOf(store, stream), revision);
      return (await placeHolds(store, checkpoint, excluded)) ? checkpoint : undefined;
    },
    async move(place: Place): Promise<void> {
      const checkpoint = { ...place, keys: await count() };
      await answered(() => checkpoints.replaceOne({ _id: ID }, checkpoint, { upsert: true }));
    },
  };
}
