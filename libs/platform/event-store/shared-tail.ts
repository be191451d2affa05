import type { EventStore, Position, RawEvent } from '#kernel';
import { openTail, type Seat, type Tail } from './tail.js';

const WINDOW = 1_000;
const DOUBT_MS = 5_000;

/**
 * The store with one subscription for all who have caught up: they are given the same deliveries, of which the last `window` are held. Whoever
 * is further behind reads by a subscription of his own until he can join, so that nobody waits for anybody. When the shared subscription fails,
 * is silent for whoever joins while the log went on, or a follower aborts with `StoreSilent` as the reason, all who share it see that failure.
 */
export function sharedTail(store: EventStore, { window = WINDOW }: { readonly window?: number } = {}): EventStore {
  let tail: Tail | undefined;

  async function* subscribe(after: Position | undefined, signal: AbortSignal): AsyncGenerator<RawEvent> {
    let at: Position | undefined = after ?? '';
    while (at !== undefined && !signal.aborted) {
      if (tail !== undefined && tail.quietMs() > DOUBT_MS) await tail.show((await store.head()) ?? ''); // who comes and goes never waits for it long enough
      const seat: Seat | undefined = tail?.seatAfter(at) ?? (yield* catchUp(at, signal));
      at = seat === undefined ? undefined : yield* seat.deliveries(signal);
    }
  }

  /** What comes after a position by a subscription of its own, up to a seat at the tail; undefined when the subscription ended. */
  async function* catchUp(from: Position, signal: AbortSignal): AsyncGenerator<RawEvent, Seat | undefined> {
    const head = (await store.head()) ?? '';
    if (signal.aborted) return undefined;
    let seat = seatAfter(from, head);
    if (seat !== undefined) return seat;
    try {
      for await (const event of store.subscribe(from === '' ? undefined : from, signal)) {
        yield event;
        seat = seatAfter(event.position, head); // before its own subscription closes, so that nothing passes meanwhile
        if (seat !== undefined) break;
      }
    } catch (error) {
      seat?.leave();
      throw error;
    }
    return seat;
  }

  function seatAfter(at: Position, head: Position): Seat | undefined {
    if (tail === undefined && at >= head) tail = open(at);
    return tail?.seatAfter(at);
  }

  function open(after: Position): Tail {
    const opened = openTail(store, after, window, () => {
      if (tail === opened) tail = undefined;
    });
    return opened;
  }

  return {
    append: (stream, expected, events) => store.append(stream, expected, events),
    read: (stream, from) => store.read(stream, from),
    readOne: (stream, revision) => store.readOne(stream, revision),
    eventAt: (position) => store.eventAt(position),
    readAll: (after) => store.readAll(after),
    head: (may) => store.head(may),
    subscribe,
    get generation() {
      return store.generation;
    },
    renew: (generation) => store.renew(generation),
    close: () => store.close(),
  };
}
