import type { Place, Position } from '#kernel';
import { type Collection, type Db, MongoServerError } from 'mongodb';

/** A stream that is passed by from a revision on, until it is resumed, and what of it does not hold. */
export interface Parked {
  readonly stream: string;
  readonly revision: number;
  readonly code: string;
}

/** A type in a version that only a later build knows. */
export interface TooOld {
  readonly type: string;
  readonly v: number;
}

/** How far the documents of some projections are, in which log; `epoch` counts the writes. */
export interface Checkpoint {
  readonly _id: string;
  readonly log: string;
  readonly epoch: number;
  /** The projections that move with it, `name@version`. */
  readonly members: readonly string[];
  /** The last believed event that is in the documents: reading is resumed from it, and from nothing else (D6). */
  readonly place?: Place;
  /** The last event that was looked at, believed or not: what is waited for. */
  readonly reached?: Position;
  /** Streams of which something does not hold (D3). */
  readonly parked: readonly Parked[];
  /** What its projection waits for a newer build for. */
  readonly waiting?: TooOld;
  /** Its documents are of a log that is no longer there; who is removing them. */
  readonly emptying?: string;
  /** It is being built from the first event, and is whole from there on. */
  readonly buildingTo?: Position;
  /** Documents are being written, or may have been, up to there: an older copy that is put back meanwhile does not say so. */
  readonly writing?: Position;
}

export interface Versioned {
  readonly name: string;
  readonly version: number;
  /** Which building of that version it is, where somebody asked to build it again. */
  readonly rebuild?: number;
}

/** MongoDB: the key is there already (E11000). */
export const DUPLICATE_KEY = 11_000;

/** The checkpoint of all projections that are up with the log. */
export const GROUP = 'group';

/** The key of a projection, `<name>@<version>`, `_<number>` after it where it was built again: of its checkpoint while it is behind, and among the members of the group. */
export const checkpointId = ({ name, version, rebuild }: Versioned): string =>
  `${name}@${version}${rebuild === undefined ? '' : `_${rebuild}`}`;

/** What a key says. */
export function versionedOf(id: string): Versioned {
  const [, name = id, version, rebuild] = /^(.*)@(\d+)(?:_(\d+))?$/.exec(id) ?? [];
  return { name, version: Number(version), ...(rebuild !== undefined && { rebuild: Number(rebuild) }) };
}

/** The collection that holds a projection's documents. */
export const collectionOf = (projection: Versioned): string => checkpointId(projection).replace('@', '__v');

export const checkpointsIn = (db: Db): Collection<Checkpoint> => db.collection<Checkpoint>('checkpoints');

export type NewCheckpoint = Omit<Checkpoint, 'log' | 'epoch'>;

/** What a checkpoint says, whosever it is. */
export function standingIn(checkpoint: Checkpoint): Omit<NewCheckpoint, '_id'> {
  const { members, place, reached, parked, waiting, emptying, buildingTo } = checkpoint;
  return {
    members,
    parked,
    ...(place && { place }),
    ...(reached !== undefined && { reached }),
    ...(waiting && { waiting }),
    ...(emptying !== undefined && { emptying }),
    ...(buildingTo !== undefined && { buildingTo }),
  };
}

/** The checkpoint under that key, this one when there is none. */
export async function startingCheckpoint(db: Db, log: string, first: NewCheckpoint): Promise<Checkpoint> {
  const stored = await checkpointsIn(db).findOne({ _id: first._id });
  if (stored !== null) return stored;
  const fresh: Checkpoint = { ...first, log, epoch: 0 };
  try {
    await checkpointsIn(db).insertOne(fresh);
    return fresh;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return startingCheckpoint(db, log, first);
  }
}

/**
 * A projection's own checkpoint, a new one when it has none anywhere; undefined when it moves with the group, into which another process may
 * have taken it just now: who joins is in the group before its own is removed, who leaves has its own before.
 */
export async function ownCheckpoint(
  db: Db,
  log: string,
  id: string,
  buildingTo?: Position,
): Promise<Checkpoint | undefined> {
  const own = await checkpointsIn(db).findOne({ _id: id });
  const group = await checkpointsIn(db).findOne({ _id: GROUP });
  if (group?.members.includes(id)) return undefined;
  return own ?? startingCheckpoint(db, log, { _id: id, members: [id], parked: [], ...(buildingTo && { buildingTo }) });
}

/**
 * Says that documents up to a position, beyond these checkpoints, are being written; false when one of them is not what it was any more. Throws
 * what MongoDB throws.
 */
export async function beginWriting(db: Db, checkpoints: readonly Checkpoint[], upTo: Position): Promise<boolean> {
  const { matchedCount } = await checkpointsIn(db).bulkWrite(
    checkpoints.map((checkpoint) => ({
      updateOne: { filter: unmoved(checkpoint), update: { $set: writingIn(checkpoint, upTo) } },
    })),
    { ordered: false },
  );
  return matchedCount === checkpoints.length;
}

/** The checkpoint as it is while documents beyond it are written. */
export const writtenTo = (checkpoint: Checkpoint, upTo: Position): Checkpoint => ({
  ...checkpoint,
  ...writingIn(checkpoint, upTo),
});

/** How far documents may be written at most, of what is known of one checkpoint and of others. */
export function writingIn(...known: readonly (Pick<Checkpoint, 'writing'> | Position | undefined)[]) {
  const all = known.flatMap((one) => (typeof one === 'string' ? one : (one?.writing ?? [])));
  const writing = all.sort().at(-1);
  return writing === undefined ? {} : { writing };
}

/**
 * Writes the checkpoint if nobody wrote it since it was read: the new one, or undefined when somebody did. What documents may say beyond it is kept
 * in mind, until they are removed.
 */
export async function moveCheckpoint(
  db: Db,
  from: Checkpoint,
  { writing: more, ...to }: Omit<NewCheckpoint, '_id'>,
): Promise<Checkpoint | undefined> {
  const { _id, log, epoch } = from;
  const { writing = '' } = writingIn(from, more);
  const isBeyond = writing > (to.reached ?? '') && to.emptying === undefined;
  const moved: Checkpoint = { _id, log, epoch: epoch + 1, ...to, ...(isBeyond && { writing }) };
  const { matchedCount } = await checkpointsIn(db).replaceOne(unmoved(from), moved);
  return matchedCount === 1 ? moved : undefined;
}

const unmoved = ({ _id, log, epoch, reached, writing }: Checkpoint) => ({
  ...{ _id, log, epoch },
  reached: reached ?? { $exists: false },
  writing: writing ?? { $exists: false },
});

/** Says what a projection that left the group has, in a checkpoint of its own. */
export async function leaveCheckpoint(db: Db, log: string, left: NewCheckpoint): Promise<void> {
  await checkpointsIn(db).replaceOne({ _id: left._id }, { ...left, log, epoch: 0 }, { upsert: true });
}

/** The checkpoint that a projection's documents move with: the group's, or its own; undefined when it has none yet. */
export async function checkpointOf(db: Db, projection: Versioned): Promise<Checkpoint | undefined> {
  const id = checkpointId(projection);
  const found = await checkpointsIn(db)
    .find({ _id: { $in: [GROUP, id] } })
    .toArray();
  const group = found.find(({ _id, members }) => _id === GROUP && members.includes(id));
  return group ?? found.find(({ _id }) => _id === id);
}

/** How far each projection is in a log, by its key, whoever carries it on. Throws what MongoDB throws. */
export async function reachedIn(db: Db, log: string): Promise<ReadonlyMap<string, Position>> {
  const found = await checkpointsIn(db).find({ log }).toArray();
  const [group, own] = [found.filter(({ _id }) => _id === GROUP), found.filter(({ _id }) => _id !== GROUP)];
  return new Map(
    [...own, ...group].flatMap(({ members, reached }) =>
      reached === undefined ? [] : members.map((id): [string, Position] => [id, reached]),
    ),
  );
}

const isDuplicate = (error: unknown): boolean => error instanceof MongoServerError && error.code === DUPLICATE_KEY;
