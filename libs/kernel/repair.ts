import type { Engine } from './ask.js';
import { type Gap, GENESIS, isExcluded, verifyAlone, verifyStream } from './chain.js';
import type { RawEvent, RecordedEvent } from './envelope.js';
import { HistoryCorrupt, UnknownEvent } from './errors.js';
import type { EventStore } from './event-store.js';
import { id } from './ids.js';
import type { Registry } from './registry.js';

/** The stream that says what became of a stream that is not believed ("To the byte" 3). */
export const repairStreamOf = (stream: string): string => `repair-${id('repair', stream)}`;

/**
 * What was excluded of a stream, from what its repair stream says; a repair stream that is not believed itself excludes nothing from there
 * on. Throws what the store throws.
 */
export async function gapsOf(store: Pick<EventStore, 'read'>, stream: string): Promise<readonly Gap[]> {
  const gaps: Gap[] = [];
  for (const event of believedOf(await store.read(repairStreamOf(stream)))) {
    if (event.type !== 'EventsExcluded' || !isByTwo(event.data)) continue;
    const { from, to, lastHash } = event.data as unknown as Gap;
    gaps.push({ from, to, lastHash });
  }
  return gaps;
}

/** Whether who asked for an exclusion is another than who approved it: one person excludes nothing ("To the byte" 11). */
export const isByTwo = ({
  askedBy,
  approvedBy,
}: {
  readonly askedBy?: unknown;
  readonly approvedBy?: unknown;
}): boolean => askedBy !== approvedBy;

/** The last event of a stream: what is appended follows it, or what two people excluded at the end. */
export interface StreamEnd {
  readonly revision: number;
  readonly hash: string;
}

/** The end of a stream of which nothing was excluded. */
export const endOf = (history: readonly RecordedEvent[]): StreamEnd => {
  const { revision, metadata } = history.at(-1) ?? { revision: -1, metadata: { hash: GENESIS } };
  return { revision, hash: metadata.hash };
};

/**
 * The verified history of a stream, and its end unless it is empty, without what was excluded, also where that holds as it is; what this
 * process does not know to be excluded is looked up only when the history does not hold. It must fit the schemas of `registry`. Throws `HistoryCorrupt`, `UnknownEvent`, and what
 * the store throws.
 */
export async function believeToEnd(
  engine: Pick<Engine, 'store' | 'parked' | 'excluded'> & Partial<Pick<Engine, 'registry'>>,
  stream: string,
  raw: readonly RawEvent[],
): Promise<{ readonly history: RecordedEvent[]; readonly end?: StreamEnd }> {
  const parkedAt = engine.parked?.(stream);
  if (parkedAt !== undefined) throw new HistoryCorrupt(stream, parkedAt, 'it is parked until somebody resumes it');
  const known = engine.excluded?.(stream) ?? [];
  try {
    return withEnd(verified(known), raw, known);
  } catch (error) {
    if (!(error instanceof HistoryCorrupt) || stream.startsWith('repair-')) throw error;
    const gaps = await gapsOf(engine.store, stream);
    if (gaps.length === 0) throw error;
    return withEnd(verified(gaps), raw, gaps);
  }

  function verified(gaps: readonly Gap[]): RecordedEvent[] {
    const history = verifyStream(raw, gaps);
    if (engine.registry !== undefined) mustFit(engine.registry, history);
    return history;
  }
}

/** Throws `HistoryCorrupt` at the first event that is not as its schema says; of a later build's nobody can tell. */
export function mustFit(registry: Registry, history: readonly RecordedEvent[]): void {
  for (const event of history) {
    if (misfitIn(registry, event)) {
      throw new HistoryCorrupt(event.stream, event.revision, 'it is not as its schema says');
    }
  }
}

function misfitIn(registry: Registry, event: RecordedEvent): boolean {
  try {
    return registry.misfitOf(event) !== undefined;
  } catch (error) {
    if (error instanceof UnknownEvent) return false;
    throw error;
  }
}

function withEnd(history: RecordedEvent[], raw: readonly RawEvent[], gaps: readonly Gap[]) {
  const revision = raw.at(-1)?.revision;
  if (revision === undefined) return { history };
  const gap = gaps.find((one) => isExcluded([one], revision));
  return { history, end: gap === undefined ? endOf(history) : { revision, hash: gap.lastHash } };
}

/** The verified history of a stream. Throws like `believeToEnd`. */
export const believe = async (...input: Parameters<typeof believeToEnd>): Promise<RecordedEvent[]> =>
  (await believeToEnd(...input)).history;

/** The events of a stream up to the first that is not believed. */
export function believedOf(raw: readonly RawEvent[]): readonly RecordedEvent[] {
  const believed: RecordedEvent[] = [];
  try {
    for (const event of raw) {
      const { revision, metadata } = believed.at(-1) ?? { revision: -1, metadata: undefined };
      if (event.revision !== revision + 1) return believed;
      const alone = verifyAlone(event);
      if (metadata !== undefined && alone.metadata.prevHash !== metadata.hash) return believed;
      believed.push(alone);
    }
  } catch (error) {
    if (!(error instanceof HistoryCorrupt || error instanceof UnknownEvent)) throw error;
  }
  return believed;
}
