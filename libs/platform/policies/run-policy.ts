import {
  type AnyPolicy,
  type Ask,
  BEFORE_FIRST,
  Conflict,
  countOf,
  type Engine,
  type EventStore,
  HistoryCorrupt,
  type Position,
  type RawEvent,
  Refusal,
  type Receipt,
  Unavailable,
  UnknownEvent,
} from '#kernel';
import { world } from '#kernel/world';
import { MongoError } from 'mongodb';
import { type Judge, judgeOf } from '../event-store/judge.js';
import { follow } from '../projections/follow.js';
import { persevere } from '../projections/persevere.js';
import { type Park, parkedStreams, type ParkedStreams, parkingOf } from '../repair/index.js';
import type { Parked, PolicyCheckpoints } from './checkpoints.js';
import { type Passing, passingOf, TooOld } from './passing.js';
import { remembering } from './remembering.js';
import type { StartedPolicies } from './policy-log.js';
import { type Standing, standingOf } from './standing.js';

/** Why a policy stopped or waits; never a word of an event's data. */
export interface PolicyStop {
  readonly kind: 'policy-types-changed' | 'policy-superseded' | 'corrupt-history' | 'too-old' | 'threw';
  /** Where it cannot go on: absent when it could not begin. */
  readonly position?: Position;
  readonly stream?: string;
  readonly revision?: number;
  /** What the program says of it: a type and version, a broken link, the name of an error. */
  readonly detail?: string;
}

/**
 * Where one policy is: `waiting` for a newer build, `stopped` by a bug; `trouble` is the code or the kind of what does not answer while it
 * retries.
 */
export interface PolicyStatus {
  readonly name: string;
  readonly n: number;
  readonly state: 'starting' | 'running' | 'retrying' | 'waiting' | 'stopped';
  /** Since when it is in this state. */
  readonly since?: string;
  /** The last event that was handled or passed by. */
  readonly position?: Position;
  /** What it passes by, from which revision, until which stream is resumed. */
  readonly parked: Readonly<Record<string, Parked>>;
  readonly reason?: PolicyStop;
  readonly trouble?: string;
}

export interface PolicyHost {
  /** Where refusals, starts and places are recorded. */
  readonly engine: Engine;
  /** Sends a command to its aggregate: throws what `send` throws. */
  readonly dispatch: (ask: Ask) => Promise<Receipt>;
  /** A client of its own for the subscription. */
  readonly store: EventStore;
  readonly checkpoints: PolicyCheckpoints;
  /** The judge, the register and the parking of the process, when others follow the tail too. */
  readonly judge?: Judge;
  readonly register?: ParkedStreams;
  readonly park?: Park;
  /** What was read when they were started just now, so that they need not read it again when they first begin. */
  readonly started?: StartedPolicies | undefined;
  /** Told every change of state. */
  readonly report?: (status: PolicyStatus) => void;
  readonly pace?: Partial<PolicyPace>;
}

export interface PolicyPace {
  /** Events reacted to between two checkpoints, at most. */
  readonly batch: number;
  /** The longest pause between two attempts. */
  readonly pauseMs: number;
  /** The longest unquestioned silence. */
  readonly silenceMs: number;
  /** How many events, or how much time, lie between two places in the log, at most ("To the byte" 2). */
  readonly reachEvents: number;
  readonly reachMs: number;
}

const PACE: PolicyPace = { batch: 100, pauseMs: 5_000, silenceMs: 15_000, reachEvents: 10_000, reachMs: 86_400_000 };
const MINUTE_MS = 60_000;

/** Nothing but a person or a newer build can make this policy go on. */
class Stop extends Error {
  constructor(readonly reason: PolicyStop) {
    super(`A policy stopped: ${reason.kind}.`);
  }
}

/**
 * Reacts to every event since the policy's first deployment until it is stopped. Commands are sent before its place moves, so that a crash
 * between the two sends again, which is a repeat; so is what it reads again when only the log remembers its place.
 */
export function runPolicy(policy: AnyPolicy, { engine, store, checkpoints, report, ...host }: PolicyHost) {
  const pace = { ...PACE, ...host.pace };
  const { judge = judgeOf({ store, registry: engine.registry }), register = parkedStreams() } = host;
  const { park = parkingOf({ engine, register }) } = host;
  const means = { engine, dispatch: host.dispatch, store, judge, register, park };
  const now = (): string => engine.now().toISOString();
  let started = host.started?.get(policy.name);
  let status: PolicyStatus = { name: policy.name, n: countOf(policy), state: 'starting', since: now(), parked: {} };
  const { stop } = persevere({ store, pauseMs: pace.pauseMs, attempt: react, meaningOf });

  return {
    status: (): PolicyStatus => status,
    /** Finishes the event in hand. */
    stop,
  };

  function become(change: Pick<PolicyStatus, 'state'> & Partial<PolicyStatus>): void {
    const changed = change.state !== status.state;
    const { name, n, parked, position } = status;
    const since = changed || status.since === undefined ? now() : status.since;
    status = { name, n, since, parked, ...(position !== undefined && { position }), ...change };
    if (changed) report?.(status);
  }

  function meaningOf(error: unknown): 'end' | 'wait' | 'renew' {
    if (error instanceof Stop) {
      become({ state: error.reason.kind === 'too-old' ? 'waiting' : 'stopped', reason: error.reason });
      return 'end';
    }
    become({ state: 'retrying', trouble: troubleOf(error) });
    return isTransient(error) ? 'wait' : 'renew';
  }

  async function react(signal: AbortSignal, progressed: () => void): Promise<void> {
    const standing = await begin();
    const passing = passingOf(policy, standing, means);
    const after = standing.place?.position;
    const remember = remembering(policy, standing, { engine, checkpoints, pace });
    const passed = (position: Position): void => {
      become({ state: 'running', position, parked: Object.fromEntries(passing.passed().parked) });
    };
    passed(after ?? BEFORE_FIRST);
    const minutely = world.every(Math.min(pace.reachMs, MINUTE_MS), () => {
      remember.inLog(passing).catch(() => undefined); // the next batch or minute says it
    });
    try {
      for await (const events of follow(store, after, { ...pace, signal })) {
        const { reached, trouble } = await passAll(passing, events, signal);
        if (reached.length > 0) {
          await remember.passedBatch(passing, reached);
          progressed();
          passed(reached.at(-1)?.position ?? BEFORE_FIRST);
        }
        if (trouble !== undefined) throw trouble.error;
      }
    } finally {
      minutely();
    }
  }

  async function begin(): Promise<Standing> {
    try {
      const standing = await standingOf(policy, { engine, store, checkpoints }, started);
      started = undefined;
      return standing;
    } catch (error) {
      if (error instanceof UnknownEvent) throw new Stop({ kind: 'too-old', detail: `${error.type}@${error.v}` });
      if (error instanceof HistoryCorrupt) throw new Stop({ kind: 'corrupt-history', detail: error.message });
      const kind = error instanceof Refusal ? STARTING_REFUSED.find((code) => code === error.code) : undefined;
      throw kind === undefined ? error : new Stop({ kind });
    }
  }
}

/** How much of a batch was passed, and what was in the way of going further. */
async function passAll(
  passing: Passing,
  events: readonly RawEvent[],
  signal: AbortSignal,
): Promise<{ reached: readonly RawEvent[]; trouble?: { error: unknown } }> {
  for (const [index, raw] of events.entries()) {
    if (signal.aborted) return { reached: events.slice(0, index) };
    try {
      await passing.pass(raw);
    } catch (error) {
      const trouble = { error: isTransient(error) ? error : stopAt(raw, error) };
      return { reached: events.slice(0, index), trouble };
    }
  }
  return { reached: events };
}

const STARTING_REFUSED = ['policy-types-changed', 'policy-superseded'] as const;

/** Time may help: a store is down, or others write to the target all the while. */
const isTransient = (error: unknown): boolean =>
  error instanceof Unavailable || error instanceof Conflict || error instanceof MongoError;

function troubleOf(error: unknown): string {
  if (error instanceof Unavailable || error instanceof Conflict) return error.code;
  return error instanceof MongoError ? 'read-models-unavailable' : 'event-store-unavailable';
}

function stopAt({ position, stream, revision }: RawEvent, error: unknown): Stop {
  const where = { position, stream, revision };
  if (error instanceof TooOld) return new Stop({ ...where, kind: 'too-old', detail: error.detail });
  return new Stop({ ...where, kind: 'threw', ...(error instanceof Error && { detail: error.name }) });
}

/** Runs each policy by itself: one that stops, waits or lags holds up no other. */
export function runPolicies(policies: readonly AnyPolicy[], host: PolicyHost) {
  const register = host.register ?? parkedStreams();
  const {
    judge = judgeOf({ store: host.store, registry: host.engine.registry }),
    park = parkingOf({ engine: host.engine, register }),
  } = host;
  const runs = policies.map((policy) => runPolicy(policy, { ...host, judge, register, park }));
  return {
    statuses: (): readonly PolicyStatus[] => runs.map((run) => run.status()),
    async stop(): Promise<void> {
      await Promise.all(runs.map((run) => run.stop()));
    },
  };
}
