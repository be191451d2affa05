import {
  type EventStore,
  type Gap,
  gapsOf,
  id,
  isExcluded,
  type JsonObject,
  type RawEvent,
  type RecordedEvent,
  repairStreamOf,
} from '#kernel';
import type { Judge, Judgement } from '../event-store/judge.js';
import type { TooOld } from './checkpoint.js';

/** An event that is not believed, and what of it does not hold. */
export interface Disbelieved {
  readonly kind: 'disbelieved';
  readonly raw: RawEvent;
  readonly code: string;
}

/** What is made of an event before any projection folds it. */
export type Seen =
  | { readonly kind: 'event'; readonly event: RecordedEvent }
  | Disbelieved
  | { readonly kind: 'too-old'; readonly raw: RawEvent; readonly known: TooOld }
  | { readonly kind: 'excluded'; readonly raw: RawEvent };

/** Judges what is read, and keeps out what two people excluded. */
export interface Looking {
  readonly look: (raw: RawEvent) => Seen | Promise<Seen>;
  /** The believed events of a stream from its first, and where it is not believed. */
  lookThrough(stream: string): Promise<{ readonly believed: readonly RecordedEvent[]; readonly broken?: Disbelieved }>;
  /** Whether two people excluded something of a stream, as far as was looked. */
  excludes(stream: string): boolean;
  /** Forgets what was found of a stream: its bytes were put right, or something of it was excluded. */
  forget(stream: string): void;
}

export function lookingWith(judge: Judge, store: Pick<EventStore, 'read'>): Looking {
  const gaps = new Map<string, readonly Gap[]>(); // of streams in trouble only

  const excluding = new Set<string>();

  function noteExclusion({ type, stream, data }: RecordedEvent): void {
    const about = type === 'EventsExcluded' ? aboutIn(stream, data) : undefined;
    if (about !== undefined) excluding.add(about);
  }

  function look(raw: RawEvent): Seen | Promise<Seen> {
    if (isExcluded(gaps.get(raw.stream) ?? [], raw.revision)) return { kind: 'excluded', raw };
    const judged = judge.judge(raw);
    return judged instanceof Promise ? judged.then((one) => lookAt(raw, one)) : lookAt(raw, judged);
  }

  function lookAt(raw: RawEvent, judged: Judgement): Seen | Promise<Seen> {
    if (judged.kind !== 'believed' && judged.kind !== 'too-old' && !gaps.has(raw.stream)) return lookForGaps(raw);
    if (judged.kind === 'believed') noteExclusion(judged.event);
    return seen(raw, judged);
  }

  async function lookForGaps(raw: RawEvent): Promise<Seen> {
    gaps.set(raw.stream, await gapsOf(store, raw.stream));
    return look(raw);
  }

  return {
    look,
    excludes: (stream) => excluding.has(stream),
    async lookThrough(stream) {
      gaps.set(stream, await gapsOf(store, stream)); // what was excluded may hold
      const believed: RecordedEvent[] = [];
      for (const raw of await store.read(stream)) {
        const one = await look(raw);
        if (one.kind === 'disbelieved') return { believed, broken: one };
        if (one.kind === 'event') believed.push(one.event);
      }
      return { believed };
    },
    forget(stream) {
      gaps.delete(stream);
      judge.forget(stream);
    },
  };
}

function seen(raw: RawEvent, judged: Judgement): Seen {
  switch (judged.kind) {
    case 'believed':
      return { kind: 'event', event: judged.event };
    case 'too-old':
      return { kind: 'too-old', raw, known: { type: judged.type, v: judged.v } };
    case 'excluded':
      return { kind: 'excluded', raw };
    case 'disbelieved':
      return { kind: 'disbelieved', raw, code: judged.trouble };
  }
}

/** The stream that an event says to believe again, if that is what it says. */
export function resumedBy({ type, stream, data }: RecordedEvent): string | undefined {
  return type === 'StreamResumed' ? aboutIn(stream, data) : undefined;
}

/** The document of a read model that an event says to fold anew, if that is what it says. */
export function refoldedBy({ type, stream, data }: RecordedEvent, name: string): string | undefined {
  if (type !== 'DocumentRefoldAsked' || data.name !== name || stream !== `readmodel-${id('readmodel', name)}`)
    return undefined;
  return typeof data.document === 'string' ? data.document : undefined;
}

/** The stream that an event of its repair stream is about. */
const aboutIn = (said: string, { stream }: JsonObject): string | undefined =>
  typeof stream === 'string' && repairStreamOf(stream) === said ? stream : undefined;
