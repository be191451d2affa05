import { isDeepStrictEqual } from 'node:util';
import { BEFORE_FIRST, type Engine, Gone, type Position, type RawEvent } from '#kernel';
import { world } from '#kernel/world';
import type { Feed } from '#platform/gateway';
import { beginning } from '../../libs/platform/gateway/cursor.js';
import { publishedIn } from './builds.js';
import type { Tape } from './tape.js';

const SILENCE_MS = 45_000; // longer than a feed is silent before it looks whether it should be

/** A process that has feeds. */
export interface Feeding {
  readonly engine: Engine;
  readonly feed: Feed;
}

/** A service that subscribes to what a unit sees, or all: after which event it began, what came to it, and from where on it would subscribe again. */
export interface Subscriber {
  readonly reach: string;
  since: Position;
  readonly received: string[];
  /** The same as it came, word for word. */
  readonly texts: string[];
  cursor: Position;
  /** The cursors of which it was told that they are gone. */
  readonly gone: Position[];
}

const subscriber = (reach: string, since = BEFORE_FIRST): Subscriber => ({
  ...{ reach, since, cursor: since },
  received: [],
  texts: [],
  gone: [],
});

const RECENT = 12;

/** One that begins where the log ends, and others that begin a while before: of a unit, and of all. */
export function subscribersOf(events: readonly RawEvent[], tape: Tape): readonly Subscriber[] {
  const recent = (): Position | undefined => events.at(-1 - tape.choose(RECENT))?.position;
  return [
    subscriber('all', events.at(-1)?.position),
    subscriber('all', recent()),
    subscriber('RUTAN-BANJARNEGARA', recent()),
  ];
}

/** What was published since each began came to it once, in the order of the log. */
export const unheardIn = (events: readonly RawEvent[], subscribers: readonly Subscriber[]): readonly string[] =>
  subscribers.flatMap(({ reach, since, received }) => {
    const published = publishedIn(
      events.filter(({ position }) => position > since),
      reach,
    );
    return isDeepStrictEqual(published, received)
      ? []
      : [
          `of ${published.length} events published for ${reach} after ${since} ${received.length} came, or in another order`,
        ];
  });

/** Nobody is told that a cursor is gone whose event no older log has lost. */
export const needlesslyGone = (lost: ReadonlySet<Position>, subscribers: readonly Subscriber[]): readonly string[] =>
  subscribers.flatMap(({ gone }) =>
    gone.filter((cursor) => !lost.has(cursor)).map((cursor) => `the cursor ${cursor} was said to be gone, and is not`),
  );

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
    const steps = feed(its.reach, from, stopping.signal);
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
    if (error instanceof TypeError) throw error;
    if (!(error instanceof Gone)) return; // it subscribes again
    its.gone.push(its.cursor);
    its.cursor = its.since = BEFORE_FIRST; // what it knows is of a log that is there no more
    its.received.length = 0;
  } finally {
    stopping.abort();
  }
}
