import { setTimeout as delay } from 'node:timers/promises';
import type { EventStore, Position, RawEvent } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { collect, someEvents, someStream } from '#kernel/event-store-contract-for-specs';

/** A store that counts its subscriptions, and in which all that are open can be made to fail or to fall silent. */
export class Watched extends InMemoryEventStore {
  opened = 0;
  open = 0;
  readonly begunAfter: (Position | undefined)[] = [];
  private breaking = new AbortController();
  private mute = false;

  override async *subscribe(after: Position | undefined, signal: AbortSignal): AsyncIterable<RawEvent> {
    this.opened += 1;
    this.open += 1;
    this.begunAfter.push(after);
    const { signal: broken } = this.breaking;
    try {
      for await (const delivery of super.subscribe(after, AbortSignal.any([signal, broken]))) {
        while (this.mute && !broken.aborted && !signal.aborted) await delay(1);
        yield delivery;
      }
      if (broken.aborted && broken.reason !== 'ended') throw broken.reason;
    } finally {
      this.open -= 1;
    }
  }

  breakAll(reason: unknown = new Error('dropped')): void {
    this.breaking.abort(reason);
    this.breaking = new AbortController();
  }

  silence(mute: boolean): void {
    this.mute = mute;
  }
}

/** One who reads what comes, `hold` halting him before he takes the next. */
export function followerOf(store: EventStore, after?: Position) {
  const stopping = new AbortController();
  const seen: Position[] = [];
  let gate: Promise<void> | undefined;
  let release = (): void => undefined;
  const ended = (async () => {
    for await (const { position } of store.subscribe(after, stopping.signal)) {
      seen.push(position);
      await gate;
    }
    return 'ended' as const;
  })().catch((error: unknown) => error);
  return {
    seen,
    ended,
    hold: () => (gate = new Promise((resolve) => (release = resolve))),
    goOn: () => {
      gate = undefined;
      release();
    },
    stop: (reason?: unknown) => {
      stopping.abort(reason);
      return ended;
    },
  };
}

export async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 2_000; turn += 1) {
    if (holds()) return;
    await delay(1);
  }
  throw new Error('It never came true.');
}

export const send = async (store: EventStore, count: number): Promise<Position> =>
  (await store.append(someStream(), 'no-stream', someEvents(count))).position;

export const placesIn = async (store: EventStore, after?: Position): Promise<readonly Position[]> =>
  (await collect(store.readAll(after))).map(({ position }) => position);
