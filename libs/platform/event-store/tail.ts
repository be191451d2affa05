import { type EventStore, inBackground, type Position, type RawEvent } from '#kernel';
import { world } from '#kernel/world';
import { StoreSilent } from './store-silent.js';

/** One subscription and what it last delivered. */
export interface Tail {
  /** A seat for whoever has read up to a position; undefined when the deliveries after it are no longer held, or soon will not be. */
  seatAfter(at: Position): Seat | undefined;
  /** How long ago it last showed that it is alive, in milliseconds. */
  quietMs(): number;
  /** Resolves when what is at this head was delivered; ends it as silent when that does not come within `GRACE_MS`. */
  show(head: Position): Promise<void>;
}

/** A place at the tail, taken until `deliveries` ends or it is left. */
export interface Seat {
  /** What comes; returns the position after which it lost touch with the window, undefined when it ended. Throws what the subscription throws. */
  deliveries(signal: AbortSignal): AsyncGenerator<RawEvent, Position | undefined>;
  leave(): void;
}

const GRACE_MS = 1_000; // the head may be on its way

/** Subscribes after a position, until the last seat is left; holds at most `window` deliveries. Tells `onEnd` that nobody may join any more. */
export function openTail(store: EventStore, after: Position, window: number, onEnd: () => void): Tail {
  const half = Math.ceil(window / 2);
  const closing = new AbortController();
  const waiting = new Set<() => void>();
  const held: RawEvent[] = [];
  let [dropped, before] = [0, after]; // how many are no longer held, and the place of the last of them
  let end: { readonly error?: unknown } | undefined;
  let seats = 0;
  let heard = world.now();
  inBackground('reading a tail of the log', pump());

  return { seatAfter, quietMs: () => world.now() - heard, show };

  async function pump(): Promise<void> {
    try {
      for await (const delivery of store.subscribe(after === '' ? undefined : after, closing.signal)) {
        if (held.length === 2 * half) drop(half);
        held.push(delivery);
        heard = world.now();
        wake();
      }
      finish({});
    } catch (error) {
      finish({ error });
    }
  }

  function drop(count: number): void {
    for (const { position } of held.splice(0, count)) before = position;
    dropped += count;
  }

  function finish(how: { readonly error?: unknown }): void {
    end ??= how;
    onEnd();
    closing.abort();
    wake();
  }

  function wake(): void {
    for (const go of waiting) go();
  }

  async function show(head: Position): Promise<void> {
    const late = new AbortController();
    const inTime = world.later(GRACE_MS, () => {
      late.abort();
    });
    while (reached() < head && end === undefined && !late.signal.aborted) await somethingNew(late.signal);
    inTime();
    if (reached() < head) finish({ error: new StoreSilent('The subscription is silent.') });
    heard = world.now();
  }

  function reached(): Position {
    return held.at(-1)?.position ?? before;
  }

  function seatAfter(at: Position): Seat | undefined {
    const newer = held.at(-half - 1); // half the window lies before whoever joins: a slow one would be out again at once
    if (at < (newer?.position ?? before)) return undefined;
    return takeSeat(at, dropped + held.findLastIndex(({ position }) => position <= at) + 1);
  }

  function takeSeat(from: Position, first: number): Seat {
    let [at, next, taken] = [from, first, true];
    seats += 1;

    const leave = (): void => {
      if (!taken) return;
      taken = false;
      seats -= 1;
      if (seats === 0) finish({});
    };

    async function* deliveries(signal: AbortSignal): AsyncGenerator<RawEvent, Position | undefined> {
      try {
        while (!signal.aborted) {
          if (next < dropped) return at;
          const delivery = held[next - dropped];
          if (delivery === undefined) {
            if (end === undefined) await somethingNew(signal);
            else if ('error' in end) throw end.error;
            else return undefined;
          } else {
            next += 1;
            if (delivery.position <= at) continue; // it was read before the seat was taken
            at = delivery.position;
            yield delivery;
          }
        }
        if (signal.reason instanceof StoreSilent) finish({ error: signal.reason });
        return undefined;
      } finally {
        leave();
      }
    }

    return { deliveries, leave };
  }

  function somethingNew(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const go = (): void => {
        waiting.delete(go);
        signal.removeEventListener('abort', go);
        resolve();
      };
      waiting.add(go);
      signal.addEventListener('abort', go);
    });
  }
}
