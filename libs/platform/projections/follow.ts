import { setTimeout as delay } from 'node:timers/promises';
import type { EventStore, Position, RawEvent } from '#kernel';
import { readAhead } from './deliveries.js';

/** How far and how long one reads a subscription at a time. */
export interface Reading {
  /** Events in a batch, at most. */
  readonly batch: number;
  /** How long a subscription may be silent before the head is looked up, in milliseconds. */
  readonly silenceMs: number;
  readonly signal: AbortSignal;
}

/** The event store, not what was read, is in the way. */
export class StoreSilent extends Error {}

/**
 * The events after a position in batches, then live until `signal` aborts. Throws `StoreSilent` when the subscription ends or is
 * silent while the log goes on, and what the store throws: go on from what has been done.
 */
export async function* follow(
  store: EventStore,
  after: Position | undefined,
  { batch, silenceMs, signal }: Reading,
): AsyncGenerator<readonly RawEvent[]> {
  const aborted = (): boolean => signal.aborted;
  const subscription = new AbortController();
  const deliveries = readAhead(store.subscribe(after, subscription.signal), batch);
  const end = (): void => {
    subscription.abort();
    deliveries.close();
  };
  signal.addEventListener('abort', end);
  let reached = after ?? '';
  try {
    while (!aborted()) {
      const taken = await deliveries.take(silenceMs);
      if (aborted()) return;
      if (taken === undefined) throw new StoreSilent('The subscription ended.');
      for (const delivery of taken) reached = 'event' in delivery ? delivery.event.position : delivery.checkpoint;
      const events = taken.flatMap((delivery) => ('event' in delivery ? [delivery.event] : []));
      if (events.length > 0) yield events;
      if (taken.length === 0) await mustBeAtHead(store, reached, silenceMs, signal);
    }
  } finally {
    signal.removeEventListener('abort', end);
    end();
  }
}

async function mustBeAtHead(store: EventStore, reached: Position, silenceMs: number, signal: AbortSignal) {
  const noAnswer = delay(silenceMs, undefined, { signal }).then(() => {
    throw new StoreSilent('The event store does not answer.');
  });
  noAnswer.catch(() => undefined);
  const head = await Promise.race([store.head(), noAnswer]);
  if (head !== undefined && head > reached) throw new StoreSilent('The subscription is silent.');
}
