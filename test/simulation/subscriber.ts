import { BEFORE_FIRST, type Engine, Gone, type Position, type RawEvent } from '#kernel';
import { world } from '#kernel/world';
import type { Feed } from '#platform/gateway';
import { beginning } from '../../libs/platform/gateway/cursor.js';
import { publishedIn } from './builds.js';
import type { Tape } from './tape.js';

const SILENCE_MS = 30_000;

/** A process that has feeds. */
export interface Feeding {
  readonly engine: Engine;
  readonly feed: Feed;
}

/** A service that subscribes to all events: what came to it, and from where on it would subscribe again. */
export interface Subscriber {
  readonly received: string[];
  /** The same as it came, word for word. */
  readonly texts: string[];
  cursor: Position;
}

/** One that has received all of these. */
export const subscriber = (events: readonly RawEvent[]): Subscriber => ({
  received: publishedIn(events),
  texts: [],
  cursor: events.at(-1)?.position ?? BEFORE_FIRST,
});

/** Listens until it is over: where the feed fails or falls silent it asks another process for what comes after its cursor. */
export async function listen(
  its: Subscriber,
  tape: Tape,
  feeds: () => readonly Feeding[],
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    const there = feeds();
    const one = there[tape.choose(Math.max(1, there.length))];
    if (one !== undefined) await hear(its, one, isOver);
    await world.delay(500);
  }
}

async function hear(its: Subscriber, { engine, feed }: Feeding, isOver: () => boolean): Promise<void> {
  const stopping = new AbortController();
  const silence = () => world.delay(SILENCE_MS).then(() => undefined);
  try {
    const from = await Promise.race([beginning(engine, { after: its.cursor }), silence()]);
    if (from === undefined) return;
    const steps = feed('all', from, stopping.signal);
    while (!isOver()) {
      const next = await Promise.race([steps.next(), silence()]);
      if (next === undefined || next.done === true) return;
      its.cursor = next.value.position;
      const { cloudEvent } = next.value;
      if (cloudEvent === undefined) continue;
      its.received.push(cloudEvent.id);
      its.texts.push(JSON.stringify(cloudEvent));
    }
  } catch (error) {
    if (!(error instanceof Gone)) return; // it subscribes again
    its.cursor = BEFORE_FIRST; // what it knows is of a log that is there no more
    its.received.length = 0;
  } finally {
    stopping.abort();
  }
}
