import { BEFORE_FIRST, type Position } from '#kernel';
import { world } from '#kernel/world';
import type { Feed } from '#platform/gateway';
import type { Tape } from './tape.js';

const SILENCE_MS = 30_000;

/** A service that subscribes to all events: what came to it, and from where on it would subscribe again. */
export interface Subscriber {
  readonly received: string[];
  cursor: Position;
}

export const subscriber = (): Subscriber => ({ received: [], cursor: BEFORE_FIRST });

/** Listens until it is over: where the feed fails or falls silent it asks another process for what comes after its cursor. */
export async function listen(
  its: Subscriber,
  tape: Tape,
  feeds: () => readonly Feed[],
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    const there = feeds();
    const one = there[tape.choose(Math.max(1, there.length))];
    if (one !== undefined) await hear(its, one, isOver);
    await world.delay(500);
  }
}

async function hear(its: Subscriber, feed: Feed, isOver: () => boolean): Promise<void> {
  const stopping = new AbortController();
  const steps = feed('all', its.cursor, stopping.signal);
  try {
    while (!isOver()) {
      const next = await Promise.race([steps.next(), world.delay(SILENCE_MS).then(() => undefined)]);
      if (next === undefined || next.done === true) return;
      its.cursor = next.value.position;
      if (next.value.cloudEvent !== undefined) its.received.push(next.value.cloudEvent.id);
    }
  } catch {
    // it subscribes again
  } finally {
    stopping.abort();
  }
}
