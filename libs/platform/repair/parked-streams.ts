import type { RepairEvent } from '#contracts/repair/repair.events';
import { type Gap, isByTwo, type RecordedEvent, repairStreamOf } from '#kernel';

/** A stream that is passed by although the log does not say so yet. */
export interface Unrecorded {
  readonly stream: string;
  readonly revision: number;
  readonly code: string;
  /** When it was last alarmed. */
  readonly foundAt: string;
}

/** What this process knows to be parked or excluded; `of` and `excludedOf` are what an engine asks when it believes a history. */
export interface ParkedStreams {
  /** The revision from which a stream is parked; undefined when it is not. */
  readonly of: (stream: string) => number | undefined;
  /** What two people excluded of a stream. */
  readonly excludedOf: (stream: string) => readonly Gap[];
  /** Every stream that is parked, and from which revision. */
  readonly all: () => ReadonlyMap<string, number>;
  /** How many streams were parked in the hour before an instant. */
  readonly parkedWithinHourBefore: (at: string) => number;
  /** What was found and could not be recorded, until it is. */
  readonly unrecorded: () => ReadonlyMap<string, Unrecorded>;
  /** Takes in what was found and could not be recorded. */
  readonly note: (found: Unrecorded) => void;
  /** Takes in a believed event of the tail; those of other kinds, and what it knows already, change nothing. */
  readonly take: (event: RecordedEvent) => void;
}

const HOUR_MS = 3_600_000;

/** A register of parked streams: what was known before, and what is taken in. */
export function parkedStreams(known: Iterable<readonly [string, number]> = []): ParkedStreams {
  const parked = new Map<string, number>(known);
  const excluded = new Map<string, readonly Gap[]>();
  const unrecorded = new Map<string, Unrecorded>();
  const taken = new Map<string, number>();
  let recent: string[] = [];

  function take(event: RecordedEvent): void {
    if (!event.stream.startsWith('repair-') || event.revision <= (taken.get(event.stream) ?? -1)) return;
    const { type, data } = event as unknown as RepairEvent;
    if (event.stream !== repairStreamOf(data.stream)) return;
    taken.set(event.stream, event.revision);
    if (type === 'EventsExcluded' && isByTwo(data)) {
      const { from, to, lastHash } = data;
      excluded.set(data.stream, [...(excluded.get(data.stream) ?? []), { from, to, lastHash }]);
    }
    if (type === 'StreamResumed') parked.delete(data.stream);
    if (type === 'StreamResumed' || type === 'StreamParked') unrecorded.delete(data.stream);
    if (type !== 'StreamParked') return;
    parked.set(data.stream, data.revision);
    recent.push(event.metadata.recordedAt);
  }

  return {
    of: (stream) => parked.get(stream),
    excludedOf: (stream) => excluded.get(stream) ?? [],
    all: () => new Map(parked),
    parkedWithinHourBefore: (at) => {
      const since = Date.parse(at) - HOUR_MS;
      recent = recent.filter((recordedAt) => Date.parse(recordedAt) > since);
      return recent.length;
    },
    unrecorded: () => unrecorded,
    note: (found) => {
      unrecorded.set(found.stream, found);
    },
    take,
  };
}
