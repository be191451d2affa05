import type { RepairEventData } from '#contracts/repair/repair.events';
import {
  BEFORE_FIRST,
  type Engine,
  type Position,
  type RawEvent,
  type RecordedEvent,
  repairStreamOf,
  verifyAlone,
} from '#kernel';
import { judgeOf, sharedTail } from '../event-store/index.js';
import { follow } from '../projections/follow.js';
import type { CloudEvent, Mapping } from './cloud-event.js';
import { repairsOf } from './repairs.js';
import { wholeStreams } from './whole-streams.js';

/** One step of a feed: the cursor from here on, and what came out there for this subscriber. */
export interface Step {
  /** Of the last event that was considered and is believed, never of one that is passed by. */
  readonly position: Position;
  readonly cloudEvent?: CloudEvent;
  /** The `<type>@<version>` that is published and that only a later build knows: nothing comes until it runs. */
  readonly waiting?: string;
}

const PACE = { batch: 64, silenceMs: 30_000 };

/** The feeds of one process: they share one subscription, and each event is judged once for all. */
export function feedsOf(engine: Pick<Engine, 'store' | 'registry' | 'parked' | 'excluded'>, mapping: Mapping) {
  const { store } = engine;
  const tail = sharedTail(store);
  const judge = judgeOf(engine);
  const whole = wholeStreams({ store, judge });
  const minds = ({ type }: RawEvent): boolean => mapping.types.has(type) || type === 'StreamResumed';

  /**
   * The published events after a position that a subscriber of these units may see, in log order, then live until `signal` aborts. A stream
   * that is not believed is passed by from there; once it is resumed, what was passed comes in its order. Throws when the subscription drops.
   */
  return async function* feed(reach: string, after: Position, signal: AbortSignal): AsyncGenerator<Step> {
    const passed = new Map<string, number>(); // of each stream the first revision that was passed by in this connection
    let cursor = after;
    for await (const batch of follow(tail, after === BEFORE_FIRST ? undefined : after, { ...PACE, signal })) {
      for (const raw of batch) {
        for await (const step of stepsOf(raw)) {
          cursor = step.position;
          yield step;
          if (step.waiting !== undefined) {
            await over(signal);
            return;
          }
        }
      }
    }

    async function* stepsOf(raw: RawEvent): AsyncGenerator<Step> {
      const judgement = await judge.judge(raw);
      await whole.take(raw, judgement.kind !== 'disbelieved');
      if (judgement.kind === 'excluded') return;
      const { position } = raw;
      if (judgement.kind === 'disbelieved' || (await isParked(raw))) passBy(raw);
      else if (judgement.kind === 'too-old') yield minds(raw) ? waitFor(judgement) : { position };
      else if (resumes(judgement.event)) yield* resume(judgement.event);
      else yield { position, ...published(raw) };
    }

    async function isParked(raw: RawEvent): Promise<boolean> {
      const { stream, revision } = raw;
      const from = passed.get(stream);
      if (from !== undefined) return revision >= from;
      if (!minds(raw)) return false;
      const isSaidToBe = revision >= (engine.parked?.(stream) ?? Infinity); // it may lag behind the log
      return (isSaidToBe && revision >= (await repairsOf(store, stream)).parkedFrom) || whole.isBroken(raw);
    }

    function passBy({ stream, revision }: RawEvent): void {
      passed.set(stream, Math.min(revision, passed.get(stream) ?? Infinity));
    }

    function waitFor({ type, v }: { type: string; v: number }): Step {
      return { position: cursor, waiting: `${type}@${v}` };
    }

    function published(raw: RawEvent): Pick<Step, 'cloudEvent'> {
      const outgoing = mapping.types.has(raw.type) ? mapping(verifyAlone(raw)) : undefined;
      const isVisible = outgoing !== undefined && (reach === 'all' || outgoing.units.includes(reach));
      return isVisible ? { cloudEvent: outgoing.cloudEvent } : {};
    }

    /** What this subscriber passed by of a stream: all but the last with the cursor sent before, the last with that of the resumption. */
    async function* resume(resumption: RecordedEvent): AsyncGenerator<Step> {
      const { stream } = resumption.data as RepairEventData<'StreamResumed'>;
      const passedFrom = passed.get(stream) ?? Infinity;
      const parked = await repairsOf(store, stream, resumption.revision);
      const parkedFrom = Math.min(passedFrom, parked.parkedFrom);
      passed.delete(stream);
      whole.resumed(stream);
      let held: Pick<Step, 'cloudEvent'> | undefined;
      for (const raw of parkedFrom === Infinity ? [] : await store.read(stream, parkedFrom)) {
        if (raw.position >= resumption.position) break;
        if (raw.position > after && raw.revision < passedFrom) continue; // it came when its turn was
        const judgement = await judge.judge(raw);
        if (judgement.kind === 'disbelieved') {
          passBy(raw);
          break;
        }
        if (judgement.kind === 'too-old' && minds(raw)) {
          yield waitFor(judgement);
          return;
        }
        if (judgement.kind !== 'believed') continue;
        const next = published(raw);
        if (next.cloudEvent === undefined) continue;
        if (held !== undefined) yield { position: cursor, ...held };
        held = next;
      }
      yield { position: resumption.position, ...held };
    }
  };
}

/** The feeds of one process. */
export type Feed = ReturnType<typeof feedsOf>;

const resumes = ({ type, stream, data }: RecordedEvent): boolean =>
  type === 'StreamResumed' && typeof data.stream === 'string' && stream === repairStreamOf(data.stream);

const over = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
