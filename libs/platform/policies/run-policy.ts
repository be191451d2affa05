import {
  type AnyCommand,
  type AnyPolicy,
  type Ask,
  asksOf,
  Conflict,
  type Engine,
  type EventStore,
  HistoryCorrupt,
  NotFound,
  type Position,
  type RawEvent,
  type RecordedEvent,
  Refusal,
  type Told,
  Unavailable,
  UnknownEvent,
} from '#kernel';
import { MongoError } from 'mongodb';
import { follow } from '../projections/follow.js';
import { persevere } from '../projections/persevere.js';
import type { PolicyCheckpoints } from './checkpoints.js';
import { recordRefusal, wasRefused } from './refusals.js';

/** Why a policy stopped; never a word of an event's data. */
export interface PolicyStop {
  readonly kind: 'foreign-log' | 'checkpoint-ahead' | 'corrupt-history' | 'unknown-event' | 'threw';
  /** Where it cannot go on: the event's place, or the checkpoint that does not fit this log. */
  readonly position: Position;
  readonly stream?: string;
  readonly revision?: number;
  /** What the program says of it: a type and version, a broken link, the name of an error. */
  readonly detail?: string;
}

/** Where one policy is; `trouble` is the code or the kind of what does not answer while it retries. */
export interface PolicyStatus {
  readonly name: string;
  readonly state: 'starting' | 'running' | 'retrying' | 'stopped';
  readonly position?: Position;
  readonly reason?: PolicyStop;
  readonly trouble?: string;
}

export interface PolicyHost {
  /** Where refusals are recorded. */
  readonly engine: Engine;
  /** Tells a command to its aggregate: throws what `tell` throws. */
  readonly dispatch: (ask: Ask<AnyCommand>) => Promise<Told>;
  /** A client of its own for the subscription. */
  readonly store: EventStore;
  readonly checkpoints: PolicyCheckpoints;
  /** Told every change of state. */
  readonly report?: (status: PolicyStatus) => void;
  /** Events reacted to between two checkpoints, at most; the longest pause between two attempts; the longest unquestioned silence. */
  readonly pace?: Partial<{ readonly batch: number; readonly pauseMs: number; readonly silenceMs: number }>;
}

const PACE = { batch: 100, pauseMs: 5_000, silenceMs: 15_000 };

/** Nothing but a person can make this policy go on. */
class Stop extends Error {
  constructor(readonly reason: PolicyStop) {
    super(`A policy stopped: ${reason.kind}.`);
  }
}

/**
 * Reacts to every event since the policy's first deployment until it is stopped. Commands are told before the checkpoint moves,
 * so that a crash between the two tells again, which is a repeat.
 */
export function runPolicy(policy: AnyPolicy, { engine, dispatch, store, checkpoints, report, ...host }: PolicyHost) {
  const pace = { ...PACE, ...host.pace };
  const { log, registry } = engine;
  const { name } = policy;
  let status: PolicyStatus = { name, state: 'starting' };
  const { stop } = persevere({ store, pauseMs: pace.pauseMs, attempt: react, meaningOf });

  return {
    status: (): PolicyStatus => status,
    /** Finishes the event in hand. */
    stop,
  };

  function become(change: Omit<PolicyStatus, 'name'>): void {
    const changed = change.state !== status.state;
    const { position = status.position } = change;
    status = { name, ...change, ...(position !== undefined && { position }) };
    if (changed) report?.(status);
  }

  function meaningOf(error: unknown): 'end' | 'wait' | 'renew' {
    if (error instanceof Stop) {
      become({ state: 'stopped', reason: error.reason });
      return 'end';
    }
    become({ state: 'retrying', trouble: troubleOf(error) });
    return isTransient(error) ? 'wait' : 'renew';
  }

  async function react(signal: AbortSignal, progressed: () => void): Promise<void> {
    let position = await begin();
    become({ state: 'running', position });
    const after = position === '' ? undefined : position;
    for await (const events of follow(store, after, { ...pace, signal })) {
      const { reached, trouble } = await pass(events, signal);
      if (reached !== undefined) {
        await checkpoints.move(name, { log, position: reached });
        position = reached;
        progressed();
        become({ state: 'running', position });
      }
      if (trouble !== undefined) throw trouble.error;
    }
  }

  /** The position after which it reacts: where the log ended when the policy was first deployed, unless it has got further. */
  async function begin(): Promise<Position> {
    const end = (await store.head()) ?? '';
    const { log: ofLog, position } = await checkpoints.startingAt(name, { log, position: end });
    if (ofLog !== log) throw new Stop({ kind: 'foreign-log', position });
    const isAhead = position > end && position > ((await store.head()) ?? '');
    if (isAhead) throw new Stop({ kind: 'checkpoint-ahead', position });
    return position;
  }

  /** How far all was told, and what was in the way of going further. */
  async function pass(
    events: readonly RawEvent[],
    signal: AbortSignal,
  ): Promise<{ reached?: Position; trouble?: { error: unknown } }> {
    let reached: { reached?: Position } = {};
    for (const raw of events) {
      if (signal.aborted) return reached;
      try {
        const event = registry.believe(raw);
        for (const ask of asksOf(policy, event)) await tellOnce(event, ask);
      } catch (error) {
        return { ...reached, trouble: { error: isTransient(error) ? error : stopAt(raw, error) } };
      }
      reached = { reached: raw.position };
    }
    return reached;
  }

  async function tellOnce(event: RecordedEvent, ask: Ask<AnyCommand>): Promise<void> {
    if (await wasRefused(engine, ask)) return;
    try {
      await dispatch(ask);
    } catch (error) {
      const code = error instanceof NotFound ? 'not-found' : error instanceof Refusal ? error.code : undefined;
      if (code === undefined) throw error;
      await recordRefusal(engine, name, event, ask, code);
    }
  }
}

/** Time may help: a store is down, or others write to the target all the while. */
const isTransient = (error: unknown): boolean =>
  error instanceof Unavailable || error instanceof Conflict || error instanceof MongoError;

function troubleOf(error: unknown): string {
  if (error instanceof Unavailable || error instanceof Conflict) return error.code;
  return error instanceof MongoError ? 'read-models-unavailable' : 'event-store-unavailable';
}

function stopAt({ position, stream, revision }: RawEvent, error: unknown): Stop {
  const where = { position, stream, revision };
  if (error instanceof HistoryCorrupt) return new Stop({ ...where, kind: 'corrupt-history', detail: error.message });
  if (error instanceof UnknownEvent) return new Stop({ ...where, kind: 'unknown-event', detail: error.message });
  return new Stop({ ...where, kind: 'threw', ...(error instanceof Error && { detail: error.name }) });
}

/** Runs each policy by itself: one that stops or lags holds up no other. */
export function runPolicies(policies: readonly AnyPolicy[], host: PolicyHost) {
  const runs = policies.map((policy) => runPolicy(policy, host));
  return {
    statuses: (): readonly PolicyStatus[] => runs.map((run) => run.status()),
    async stop(): Promise<void> {
      await Promise.all(runs.map((run) => run.stop()));
    },
  };
}
