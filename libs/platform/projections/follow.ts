import type { EventStore, Position, RawEvent } from '#kernel';
import { world } from '#kernel/world';
import { StoreSilent } from '../event-store/store-silent.js';
import { readAhead } from './deliveries.js';

/** How far and how long one reads a subscription at a time. */
export interface Reading {
  /** Events in a batch, at most. */
  readonly batch: number;
  /** How long a subscription may be silent before the head is looked up, in milliseconds. */
  readonly silenceMs: number;
  readonly signal: AbortSignal;
  /** How long a batch that has begun may grow; not at all by default. */
  readonly gather?: () => Promise<void>;
  /** Sees each event as soon as it is there, in order, while earlier ones are worked on; that it fails is nothing yet. */
  readonly prepare?: (raw: RawEvent) => unknown;
  /** Told whenever all has been read and nothing came for `silenceMs`. */
  readonly quiet?: () => void;
}

const GRACE_MS = 1_000;

/**
 * The events after a position in batches, then live until `signal` aborts. Throws `StoreSilent` when the subscription ends or is
 * silent while the log goes on, and what the store throws: go on from what has been done.
 */
export async function* follow(
  store: EventStore,
  after: Position | undefined,
  { batch, silenceMs, signal, gather, prepare, quiet }: Reading,
): AsyncGenerator<readonly RawEvent[]> {
  const aborted = (): boolean => signal.aborted;
  const subscription = new AbortController();
  const deliveries = readAhead(store.subscribe(after, subscription.signal), batch, prepare);
  const end = (reason?: unknown): void => {
    subscription.abort(reason);
    deliveries.close();
  };
  const stop = (): void => {
    end();
  };
  signal.addEventListener('abort', stop);
  let reached = after ?? '';
  let due = ''; // the head that was seen during a silence: it may have been on its way
  try {
    while (!aborted()) {
      const taken = await deliveries.take(due > reached ? Math.min(silenceMs, GRACE_MS) : silenceMs, gather);
      if (aborted()) return;
      if (taken === undefined) throw new StoreSilent('The subscription ended.');
      reached = taken.at(-1)?.position ?? reached;
      if (taken.length > 0) yield taken;
      if (taken.length === 0 && due > reached) throw new StoreSilent('The subscription is silent.');
      due = taken.length > 0 ? '' : await headWithin(store, silenceMs, signal);
      if (taken.length === 0 && due <= reached) quiet?.();
    }
  } catch (error) {
    end(error);
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    end();
  }
}

/** The head, a failure of which is one of the store like silence. */
async function headWithin(store: EventStore, silenceMs: number, signal: AbortSignal): Promise<Position> {
  const noAnswer = world.delay(silenceMs, { signal }).then(() => {
    throw new Error('It took too long.');
  });
  try {
    return (await Promise.race([store.head(), noAnswer])) ?? '';
  } catch (cause) {
    throw new StoreSilent('The event store does not answer.', { cause });
  }
}
