import type { RepairEventData } from '#contracts/repair/repair.events';
import {
  type AnyPolicy,
  type Ask,
  asksOf,
  BEFORE_FIRST,
  type Engine,
  type EventStore,
  HistoryCorrupt,
  NotFound,
  placeOf,
  type RawEvent,
  type RecordedEvent,
  Refusal,
  repairStreamOf,
  type Receipt,
  Unavailable,
  UnknownEvent,
} from '#kernel';
import type { Judge, Judgement } from '../event-store/judge.js';
import { type Park, type ParkedStreams, standing as standingIn, troubleIn } from '../repair/index.js';
import type { Parked } from './checkpoints.js';
import { recordRefusal, wasRefused } from './refusals.js';
import type { Standing } from './standing.js';

/** An event or a target is of a type, a version or an envelope that only a later build knows: it is told by that. */
export class TooOld extends Error {
  constructor(readonly detail: string) {
    super(detail);
  }
}

export interface Means {
  /** Where refusals are recorded. */
  readonly engine: Engine;
  /** Sends a command to its aggregate: throws what `send` throws. */
  readonly dispatch: (ask: Ask) => Promise<Receipt>;
  readonly store: EventStore;
  /** Judges the events of the tail, once for all who follow it. */
  readonly judge: Judge;
  /** Tells people of what is not believed. */
  readonly park: Park;
  /** What this process's engine asks before it believes a history. */
  readonly register: ParkedStreams;
}

export type Passing = ReturnType<typeof passingOf>;

/** Handles events one after the other for a policy, and remembers what it passed by. */
export function passingOf(policy: AnyPolicy, { reactsTo, ...standing }: Standing, means: Means) {
  const { engine, dispatch, store, judge, park, register } = means;
  let { parked, effect } = standing;
  let passed: Pick<Standing, 'place' | 'parked' | 'effect'> = standing;

  return {
    /** The last event that was handled, what was passed by up to then, and the last that followed. */
    passed: () => passed,
    /** Handles an event, or passes it by. Throws `TooOld`, what `react` throws, and what a store throws; then nothing has changed. */
    async pass(raw: RawEvent): Promise<void> {
      ({ parked } = passed);
      const event = await handled(raw);
      const place = event === undefined ? passed.place : placeOf(event);
      passed = { parked, ...(place && { place }), ...(effect && { effect }) };
    },
  };

  /** The event, if it is believed and was not passed by. */
  async function handled(raw: RawEvent): Promise<RecordedEvent | undefined> {
    if (raw.revision >= (parked.get(raw.stream)?.revision ?? Infinity)) return undefined;
    const judgement = await judged(raw);
    switch (judgement.kind) {
      case 'excluded':
        return undefined;
      case 'disbelieved':
        await park({ stream: raw.stream, revision: raw.revision, code: judgement.trouble });
        passBy(raw, raw.stream);
        return undefined;
      case 'too-old':
        if (!reactsTo(raw.type, raw.position) && raw.type !== 'StreamResumed') return undefined;
        throw new TooOld(`${judgement.type}@${judgement.v}`);
      case 'believed':
        await handle(judgement.event);
        return judgement.event;
    }
  }

  /** What the event is now: the tail may hold what was put right since. */
  async function judged(raw: RawEvent): Promise<Judgement> {
    const judgement = await fromStore(() => judge.judge(raw));
    if (judgement.kind !== 'disbelieved') return judgement;
    const there = await fromStore(() => store.readOne(raw.stream, raw.revision));
    return there === undefined ? judgement : fromStore(() => judge.judge(there));
  }

  async function handle(event: RecordedEvent): Promise<void> {
    register.take(event);
    if (event.type === 'StreamResumed') return resume(event);
    if (!reactsTo(event.type, event.position)) return;
    let unrecorded: HistoryCorrupt | undefined;
    for (const ask of asksOf(policy, event)) {
      try {
        await sendOnce(event, ask);
      } catch (error) {
        if (error instanceof UnknownEvent) throw new TooOld(`${error.type}@${error.v}`);
        if (!(error instanceof HistoryCorrupt)) throw error;
        unrecorded ??= error;
      }
    }
    if (unrecorded !== undefined) await holdFor(event, unrecorded.stream);
  }

  /** Handles, in stream order, what was passed by because of the stream, up to where it was resumed. */
  async function resume({ stream: said, data, position }: RecordedEvent): Promise<void> {
    const { stream } = data as RepairEventData<'StreamResumed'>;
    if (said !== repairStreamOf(stream)) return;
    const waiting = [...parked].filter(([, { until }]) => until === stream);
    parked = new Map([...parked].filter(([, { until }]) => until !== stream));
    if (waiting.length > 0) judge.forget(stream);
    for (const [passed, { revision }] of waiting) {
      const events = await fromStore(() => store.read(passed, revision));
      for (const raw of events) if (raw.position < position) await handled(raw);
    }
  }

  /** Passes a stream by from an event on, because it told a stream that is not believed. */
  async function holdFor(event: RecordedEvent, target: string): Promise<void> {
    const trouble = await troubleIn(engine, await standingIn(engine, target));
    if (trouble !== undefined) await park({ stream: target, ...trouble });
    else if ((engine.parked?.(target) ?? register.of(target)) === undefined) {
      throw new Unavailable('history-corrupt');
    }
    passBy(event, target);
  }

  function passBy({ stream, revision }: Pick<RawEvent, 'stream' | 'revision'>, until: string): void {
    const earlier: Parked | undefined = parked.get(stream);
    if (earlier === undefined || earlier.revision > revision)
      parked = new Map([...parked, [stream, { revision, until }]]);
  }

  async function sendOnce(event: RecordedEvent, ask: Ask): Promise<void> {
    if (await wasRefused(engine, ask)) return;
    try {
      const { position } = await dispatch(ask);
      if (position > (effect ?? BEFORE_FIRST)) effect = position;
    } catch (error) {
      const code = error instanceof NotFound ? 'not-found' : error instanceof Refusal ? error.code : undefined;
      if (code === undefined) throw error;
      await recordRefusal(engine, policy.name, event, ask, code);
    }
  }
}

/** What the store throws is no bug of the policy, whatever its client calls it: it passes with time. */
async function fromStore<T>(read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new Unavailable('event-store-unavailable', { cause: error });
  }
}
