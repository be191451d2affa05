import { type AnyProjection, type EventStore, type Position, type RawEvent, Unavailable } from '#kernel';
import { type Db, MongoError } from 'mongodb';
import { foldTouches, touchesOf, withTokens } from './batch.js';
import { type Checkpoint, checkpointId, moveCheckpoint, startingCheckpoint } from './checkpoint.js';
import { ensureIndexes, loadDocuments, writeDocuments } from './documents.js';
import { follow } from './follow.js';
import { persevere } from './persevere.js';
import { Stop, type StopReason, WriteRefused } from './stop.js';
import type { Tokening } from './tokens.js';

/** Where one projection is; `trouble` names the store that does not answer while it retries. */
export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  readonly state: 'starting' | 'running' | 'retrying' | 'stopped';
  readonly position?: Position;
  readonly reason?: StopReason;
  readonly trouble?: 'read-models-unavailable' | 'event-store-unavailable' | 'keyring-unavailable';
}

export interface Projector extends Tokening {
  readonly store: EventStore;
  readonly db: Db;
  /** The uuid of the log: documents of another log are never continued. */
  readonly log: string;
  /** Told every change of state. */
  readonly report?: (status: ProjectionStatus) => void;
  readonly pace?: Partial<Pace>;
}

export interface Pace {
  /** Events folded and written together, at most. */
  readonly batch: number;
  /** The longest pause between two attempts, in milliseconds. */
  readonly pauseMs: number;
  /** How long a subscription may be silent before the head is looked up, in milliseconds. */
  readonly silenceMs: number;
}

const PACE: Pace = { batch: 500, pauseMs: 5_000, silenceMs: 15_000 };

const after =
  ({ position = '' }: Checkpoint) =>
  (event: RawEvent): boolean =>
    event.position > position;

/** Keeps the documents of one projection up with the log until it is stopped, whatever its stores do meanwhile. */
export function runProjection(projection: AnyProjection, projector: Projector) {
  const { store, registry, db, log, report } = projector;
  const pace = { ...PACE, ...projector.pace };
  const { name, version } = projection;
  let status: ProjectionStatus = { name, version, state: 'starting' };
  let indexed = false;
  const { stop } = persevere({ store, pauseMs: pace.pauseMs, attempt: keepUp, meaningOf });

  return {
    status: (): ProjectionStatus => status,
    /** Finishes the batch in hand. */
    stop,
  };

  function become(change: Pick<ProjectionStatus, 'state' | 'reason' | 'trouble'>, position = status.position): void {
    const changed = change.state !== status.state;
    status = { name, version, ...(position !== undefined && { position }), ...change };
    if (changed) report?.(status);
  }

  function meaningOf(error: unknown): 'end' | 'wait' | 'renew' {
    if (error instanceof Stop) {
      become({ state: 'stopped', reason: error.reason });
      return 'end';
    }
    const trouble = troubleOf(error);
    become({ state: 'retrying', trouble });
    return trouble === 'event-store-unavailable' ? 'renew' : 'wait';
  }

  /** Returns when stopped or when the checkpoint is no longer what it goes on from; throws `Stop` or what a store throws. */
  async function keepUp(signal: AbortSignal, progressed: () => void): Promise<void> {
    if (!indexed) await ensureIndexes(db, projection);
    indexed = true;
    let checkpoint = await begin();
    if (checkpoint === undefined) return;
    become({ state: 'running' }, checkpoint.position);
    for await (const events of follow(store, checkpoint.position, { ...pace, signal })) {
      checkpoint = await apply(checkpoint, events, progressed);
      if (checkpoint === undefined) return;
    }
  }

  async function begin(): Promise<Checkpoint | undefined> {
    const checkpoint = await startingCheckpoint(db, projection, log);
    const { position } = checkpoint;
    const where = { projection: checkpointId(projection), ...(position !== undefined && { position }) };
    if (checkpoint.log !== log) throw new Stop({ ...where, kind: 'foreign-log' });
    if (position !== undefined && position > ((await store.head()) ?? '')) {
      throw await stopAt(checkpoint, { ...where, kind: 'checkpoint-ahead' });
    }
    if (checkpoint.stopped === undefined) return checkpoint;
    return moveCheckpoint(db, checkpoint, position === undefined ? {} : { position });
  }

  async function apply(
    checkpoint: Checkpoint,
    events: readonly RawEvent[],
    progressed: () => void,
  ): Promise<Checkpoint | undefined> {
    const { touches: read, stop: unread } = touchesOf(projection, registry, events.filter(after(checkpoint)));
    const { touches, stop = unread } = await withTokens(projection, read, projector);
    const loaded = await loadDocuments(db, projection, [...new Set(touches.flatMap(({ ids }) => ids))]);
    const folded = foldTouches(projection, touches, loaded);
    try {
      await writeDocuments(db, projection, folded.documents);
    } catch (error) {
      if (!(error instanceof WriteRefused)) throw error;
      const at = checkpoint.position === undefined ? {} : { position: checkpoint.position };
      throw await stopAt(checkpoint, {
        projection: checkpointId(projection),
        kind: 'write-refused',
        detail: error.detail,
        ...at,
      });
    }
    const { position } = folded;
    const moved = position === undefined ? checkpoint : await advance(checkpoint, position);
    if (moved === undefined) return undefined;
    progressed();
    become({ state: 'running' }, moved.position);
    const reason = (folded.stop ?? stop)?.reason;
    if (reason === undefined) return moved;
    if ((moved.position ?? '') >= (reason.position ?? '')) return undefined;
    throw await stopAt(moved, reason);
  }

  /** Moves the checkpoint to a position that the documents hold, or finds it there or beyond; undefined when it was set back. */
  async function advance(from: Checkpoint, position: Position): Promise<Checkpoint | undefined> {
    const moved = await moveCheckpoint(db, from, { position });
    if (moved !== undefined) return moved;
    const theirs = await startingCheckpoint(db, projection, log);
    const reached = theirs.position ?? '';
    if (theirs.log !== log || theirs.stopped !== undefined || reached < (from.position ?? '')) return undefined;
    return reached >= position ? theirs : advance(theirs, position);
  }

  /** Says in the checkpoint why it stopped, so that queries need not wait, and gives the `Stop` to throw. */
  async function stopAt(checkpoint: Checkpoint, reason: StopReason): Promise<Stop> {
    const { position } = checkpoint;
    await moveCheckpoint(db, checkpoint, { ...(position !== undefined && { position }), stopped: reason }).catch(
      (error: unknown) => {
        if (!(error instanceof MongoError)) throw error;
      },
    );
    return new Stop(reason);
  }
}

function troubleOf(error: unknown): NonNullable<ProjectionStatus['trouble']> {
  if (error instanceof MongoError) return 'read-models-unavailable';
  const ofKeyring = error instanceof Unavailable && error.code === 'keyring-unavailable';
  return ofKeyring ? 'keyring-unavailable' : 'event-store-unavailable';
}

/** One projection that runs. */
export type ProjectionRun = ReturnType<typeof runProjection>;

/** Runs each projection by itself: one that stops or lags holds up no other. */
export function runProjections(projections: readonly AnyProjection[], projector: Projector) {
  const runs = projections.map((projection) => runProjection(projection, projector));
  return {
    statuses: (): readonly ProjectionStatus[] => runs.map((run) => run.status()),
    async stop(): Promise<void> {
      await Promise.all(runs.map((run) => run.stop()));
    },
  };
}
