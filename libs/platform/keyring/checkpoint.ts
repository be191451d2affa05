import type { Db } from 'mongodb';
import { type EventStore, isObject, type Position } from '#kernel';
import { answered, keysOf } from './mongo-keyring.js';

/** The place of an event in the log, and which event it is. */
export interface Place {
  readonly position: Position;
  readonly stream: string;
  readonly revision: number;
  readonly eventId: string;
  readonly hash: string;
}

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
    async read(store: Pick<EventStore, 'read'>): Promise<Place | undefined> {
      const checkpoint = await answered(() => checkpoints.findOne({ _id: ID }));
      if (checkpoint === null || (await count()) < checkpoint.keys) return undefined;
      const [event] = await store.read(checkpoint.stream, checkpoint.revision);
      const isSame =
        event?.id === checkpoint.eventId && isObject(event.metadata) && event.metadata.hash === checkpoint.hash;
      return isSame ? checkpoint : undefined;
    },
    async move(place: Place): Promise<void> {
      const checkpoint = { ...place, keys: await count() };
      await answered(() => checkpoints.replaceOne({ _id: ID }, checkpoint, { upsert: true }));
    },
  };
}
