import type { Position } from '#kernel';
import { type Db, MongoServerError } from 'mongodb';

/** How far a policy has reacted, in which log; the empty position is before the first event. */
export interface PolicyCheckpoint {
  readonly log: string;
  readonly position: Position;
}

/** Where policies keep how far they have got. */
export interface PolicyCheckpoints {
  /** The checkpoint of a policy; `first` becomes it when there is none, and whoever is first decides. */
  startingAt(policy: string, first: PolicyCheckpoint): Promise<PolicyCheckpoint>;
  /** Moves the checkpoint forward; it never goes back. */
  move(policy: string, to: PolicyCheckpoint): Promise<void>;
}

const DUPLICATE_KEY = 11_000;

/** The checkpoints in MongoDB's collection `policies`. */
export function mongoPolicyCheckpoints(db: Db): PolicyCheckpoints {
  const checkpoints = db.collection<PolicyCheckpoint & { readonly _id: string }>('policies', {
    writeConcern: { w: 'majority', journal: true },
  });
  return {
    async startingAt(_id, first) {
      const stored = await checkpoints.findOne({ _id });
      if (stored !== null) return { log: stored.log, position: stored.position };
      try {
        await checkpoints.insertOne({ _id, ...first });
        return first;
      } catch (error) {
        if (!(error instanceof MongoServerError && error.code === DUPLICATE_KEY)) throw error;
        return this.startingAt(_id, first);
      }
    },
    async move(_id, { log, position }) {
      await checkpoints.replaceOne({ _id, log, position: { $lt: position } }, { log, position });
    },
  };
}
