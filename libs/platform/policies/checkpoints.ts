import type { Place, Position } from '#kernel';
import { type Db, MongoServerError } from 'mongodb';

/** From where a stream is passed by, and the stream that must be resumed before it is handled: itself, or one that it could not tell. */
export interface Parked {
  readonly revision: number;
  readonly until: string;
}

/** How far a policy has reacted, and what it passed by: the nearer memory, because the log remembers too (D6). */
export interface PolicyCheckpoint {
  readonly place: Place;
  readonly parked: Readonly<Record<string, Parked>>;
  /** Where the last stands that followed from it: a log that has the place and not this one has lost what is to follow again. */
  readonly effect?: Position;
  /** How many events were passed since the log was last told of a place. */
  readonly unrecorded?: number;
}

/** Where policies keep how far they have got. */
export interface PolicyCheckpoints {
  /** What is kept of a policy, `name@n`; undefined when nothing is. */
  read(policy: string): Promise<PolicyCheckpoint | undefined>;
  /** Moves forward only: whoever has got further decides. */
  move(policy: string, to: PolicyCheckpoint): Promise<void>;
  /** Forgets what was read, if it still stands: it is of another log. */
  forget(policy: string, read: PolicyCheckpoint): Promise<void>;
}

const DUPLICATE_KEY = 11_000;

interface Kept extends PolicyCheckpoint {
  readonly _id: string;
}

/** How far each policy is, `name@n`, whoever runs it. Throws what MongoDB throws. */
export async function placesIn(db: Db): Promise<ReadonlyMap<string, Position>> {
  const kept = await db.collection<Kept>('policies').find().toArray();
  return new Map(kept.map(({ _id, place }) => [_id, place.position]));
}

/** The checkpoints in MongoDB's collection `policies`. */
export function mongoPolicyCheckpoints(db: Db): PolicyCheckpoints {
  const checkpoints = db.collection<Kept>('policies', {
    writeConcern: { w: 'majority', journal: true },
  });
  return {
    async read(_id) {
      const stored = await checkpoints.findOne({ _id });
      if (stored === null) return undefined;
      const { place, parked, effect, unrecorded } = stored;
      return { place, parked, ...(effect && { effect }), ...(unrecorded !== undefined && { unrecorded }) };
    },
    async move(_id, to) {
      try {
        const earlier = { _id, 'place.position': { $lte: to.place.position } };
        await checkpoints.replaceOne(earlier, to, { upsert: true });
      } catch (error) {
        if (!(error instanceof MongoServerError && error.code === DUPLICATE_KEY)) throw error; // one is there that is further
      }
    },
    async forget(_id, { place: { eventId, hash } }) {
      await checkpoints.deleteOne({ _id, 'place.eventId': eventId, 'place.hash': hash });
    },
  };
}
