import { type AnyProjection, type EventStore, type Position, Unavailable } from '#kernel';
import { type Db, MongoError } from 'mongodb';
import { type Judge, judgeOf } from '../event-store/judge.js';
import type { Breakage } from './batch.js';
import { behindOf } from './behind.js';
import type { Checkpoint, Parked } from './checkpoint.js';
import { gathering } from './gather.js';
import { groupOf } from './group.js';
import { lookingWith } from './look.js';
import { memberOf } from './member.js';
import { persevere } from './persevere.js';
import { type ProjectionStatus, statusBoard } from './status.js';
import type { Tokening } from './tokens.js';
import type { Run } from './run.js';
import type { Pace } from './pace.js';

export interface Projector extends Tokening {
  readonly store: EventStore;
  readonly db: Db;
  /** The uuid of the log: documents of another log are never continued. */
  readonly log: string;
  /** The judge that all followers of the process share. */
  readonly judge?: Judge;
  /** Tells people that a stream is passed by; asked again while it fails. To park what is parked must be a no-op. */
  readonly park?: (at: Parked) => Promise<void>;
  /** Told every document that a projection cannot carry on. */
  readonly broke?: (breakage: Breakage) => void;
  /** Told every change of state. */
  readonly report?: (status: ProjectionStatus) => void;
  readonly pace?: Partial<Pace>;
}

const BEYOND_ALL: Position = '~'; // sorts after every digit
const PACE: Pace = { batch: 500, gatherMs: 25, pauseMs: 5_000, silenceMs: 15_000 };

/** The projections of a process while they run. */
export interface Projections {
  readonly statuses: () => readonly ProjectionStatus[];
  /** The streams that are passed by, but by those that wait for a newer build. */
  parked(): readonly Parked[];
  /** Somebody waits for a position: what holds it is folded at once. */
  readonly wake: (position: Position) => void;
  /** Finishes the batches in hand. */
  stop(): Promise<void>;
}

/**
 * Keeps the documents of all projections up with the log until it is stopped, whatever its stores do meanwhile: one group that moves
 * by one checkpoint, and beside it one reading for all that are behind, until they join.
 */
export function runProjections(projections: readonly AnyProjection[], projector: Projector): Projections {
  const { store, registry, keyring, db, log } = projector;
  const pace = { ...PACE, ...projector.pace };
  const board = statusBoard(projections, projector.report);
  const gatherer = gathering(pace.gatherMs);
  const passed = new Map<string, readonly Parked[]>();
  const run: Run = {
    log,
    pace,
    board,
    gatherer,
    members: new Map(projections.map(memberOf).map((member) => [member.id, member])),
    waiting: new Set(),
    means: {
      store,
      registry,
      keyring,
      db,
      looking: lookingWith(projector.judge ?? judgeOf({ store, registry }), store),
      broke: projector.broke,
      park: parking(projector.park),
    },
    passes: ({ members, parked }: Checkpoint) => {
      for (const id of members) passed.set(id, parked);
    },
  };
  if (projections.length === 0) return idle;
  const group = groupOf(run);
  const behind = behindOf(run, group);
  const endeavour = { store, pauseMs: pace.pauseMs };
  const runs = [
    persevere({ ...endeavour, attempt: group.keepUp, meaningOf: meaning(group.members) }),
    persevere({ ...endeavour, attempt: behind.keepUp, meaningOf: meaning(behind.members) }),
  ];
  return {
    statuses: board.all,
    parked: () => {
      const goingOn = [...run.members.keys()].filter((id) => !run.waiting.has(id));
      const all = goingOn.flatMap((id) => passed.get(id) ?? []);
      return [...new Map(all.map((one) => [one.stream, one])).values()];
    },
    wake: gatherer.wake,
    stop: async () => {
      gatherer.wake(BEYOND_ALL);
      await Promise.all(runs.map(({ stop }) => stop()));
    },
  };

  function meaning(members: () => readonly string[]) {
    return (error: unknown): 'wait' | 'renew' => {
      const trouble = troubleOf(error);
      board.become(members(), { state: 'retrying', trouble });
      return trouble === 'event-store-unavailable' ? 'renew' : 'wait';
    };
  }
}

const nobody = (): Promise<void> => Promise.resolve();

const idle: Projections = {
  statuses: () => [],
  parked: () => [],
  wake: () => undefined,
  stop: () => Promise.resolve(),
};

/** Records each stream that is passed by, with the next batch again if it cannot be done now: nobody stands still for it. */
function parking(park: Projector['park']) {
  const due = new Map<string, Parked>();
  return async (parked: readonly Parked[]): Promise<void> => {
    for (const one of parked) due.set(one.stream, one);
    for (const at of [...due.values()]) {
      await (park ?? nobody)(at).then(
        () => due.delete(at.stream),
        () => undefined,
      );
    }
  };
}

function troubleOf(error: unknown): NonNullable<ProjectionStatus['trouble']> {
  if (error instanceof MongoError) return 'read-models-unavailable';
  const ofKeyring = error instanceof Unavailable && error.code === 'keyring-unavailable';
  return ofKeyring ? 'keyring-unavailable' : 'event-store-unavailable';
}
