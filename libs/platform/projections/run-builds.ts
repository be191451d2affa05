import { type AnyProjection, type Position, Unavailable } from '#kernel';
import { MongoError } from 'mongodb';
import { judgeOf } from '../event-store/judge.js';
import { behindOf } from './behind.js';
import type { Checkpoint, Parked } from './checkpoint.js';
import { gathering } from './gather.js';
import { groupOf } from './group.js';
import { lookingWith } from './look.js';
import { memberOf } from './member.js';
import type { Pace } from './pace.js';
import { persevere } from './persevere.js';
import type { Run } from './run.js';
import type { Projections, Projector } from './projector.js';
import { type ProjectionStatus, statusBoard } from './status.js';

const BEYOND_ALL: Position = '~'; // sorts after every digit
const PACE: Pace = { batch: 500, gatherMs: 25, pauseMs: 5_000, silenceMs: 15_000 };

/**
 * Keeps the documents of these buildings up with the log until it is stopped, whatever its stores do meanwhile: one group that moves
 * by one checkpoint, and beside it one reading for all that are behind, until they join.
 */
export function runBuilds(projections: readonly AnyProjection[], projector: Projector, self: string): Projections {
  const { store, registry, keyring, db, log } = projector;
  const pace = { ...PACE, ...projector.pace };
  const board = statusBoard(projections, projector.report);
  const gatherer = gathering(pace.gatherMs);
  const passed = new Map<string, readonly Parked[]>();
  const run: Run = {
    self,
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
      board.become(
        members().filter((id) => !run.waiting.has(id)), // they say what they wait for
        { state: 'retrying', trouble },
      );
      return trouble === 'event-store-unavailable' ? 'renew' : 'wait';
    };
  }
}

const nobody = (): Promise<void> => Promise.resolve();

export const idle: Projections = {
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

export function troubleOf(error: unknown): NonNullable<ProjectionStatus['trouble']> {
  if (error instanceof MongoError) return 'read-models-unavailable';
  const ofKeyring = error instanceof Unavailable && error.code === 'keyring-unavailable';
  return ofKeyring ? 'keyring-unavailable' : 'event-store-unavailable';
}
