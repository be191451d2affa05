import type { Position } from '#kernel';
import { type Collection, type Db, MongoServerError } from 'mongodb';
import type { StopReason } from './stop.js';

/** How far a projection's documents are, in which log; `epoch` counts the writes, `stopped` says why it goes no further. */
export interface Checkpoint {
  readonly _id: string;
  readonly log: string;
  readonly epoch: number;
  /** The last event that is in the documents; absent before the first. */
  readonly position?: Position;
  readonly stopped?: StopReason;
}

export interface Versioned {
  readonly name: string;
  readonly version: number;
}

/** MongoDB: the key is there already (E11000). */
export const DUPLICATE_KEY = 11_000;

/** The key of a projection's checkpoint. */
export const checkpointId = ({ name, version }: Versioned): string => `${name}@${version}`;

/** The collection that holds a projection's documents. */
export const collectionOf = ({ name, version }: Versioned): string => `${name}__v${version}`;

export const checkpointsIn = (db: Db): Collection<Checkpoint> => db.collection<Checkpoint>('checkpoints');

/** The stored checkpoint, a new one of this log when there is none. */
export async function startingCheckpoint(db: Db, projection: Versioned, log: string): Promise<Checkpoint> {
  const checkpoints = checkpointsIn(db);
  const fresh: Checkpoint = { _id: checkpointId(projection), log, epoch: 0 };
  const stored = await checkpoints.findOne({ _id: fresh._id });
  if (stored !== null) return stored;
  try {
    await checkpoints.insertOne(fresh);
    return fresh;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return startingCheckpoint(db, projection, log);
  }
}

/** Writes the checkpoint if nobody wrote it since it was read: the new one, or undefined when somebody did. */
export async function moveCheckpoint(
  db: Db,
  from: Checkpoint,
  to: Pick<Checkpoint, 'position' | 'stopped'>,
): Promise<Checkpoint | undefined> {
  const { _id, log, epoch, position } = from;
  const moved: Checkpoint = { _id, log, epoch: epoch + 1, ...to };
  const unmoved = { _id, epoch, position: position ?? { $exists: false } };
  const { matchedCount } = await checkpointsIn(db).replaceOne(unmoved, moved);
  return matchedCount === 1 ? moved : undefined;
}

/** Sets a projection back to the first event of the log; its documents stay and skip what they already hold. */
export async function resetCheckpoint(db: Db, projection: Versioned, log: string): Promise<void> {
  const current = await startingCheckpoint(db, projection, log);
  if ((await moveCheckpoint(db, current, {})) === undefined) await resetCheckpoint(db, projection, log);
}

const isDuplicate = (error: unknown): boolean => error instanceof MongoServerError && error.code === DUPLICATE_KEY;
