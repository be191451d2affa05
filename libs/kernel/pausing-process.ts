import { setImmediate as turn } from 'node:timers/promises';
import type { EventStore } from './event-store.js';
import { seeded } from './seeded.js';

/** The store with something before and after each append and read. */
function stepping(store: EventStore, cut: () => Promise<void>): EventStore {
  const step = async <T>(call: () => Promise<T>): Promise<T> => {
    await cut();
    const answer = await call();
    await cut();
    return answer;
  };
  return {
    append: (stream, expected, events) => step(() => store.append(stream, expected, events)),
    read: (stream, from) => step(() => store.read(stream, from)),
    readOne: (stream, revision) => store.readOne(stream, revision),
    eventAt: (position) => store.eventAt(position),
    readAll: (after) => store.readAll(after),
    head: () => store.head(),
    subscribe: (after, signal) => store.subscribe(after, signal),
    generation: 0,
    renew: () => Promise.resolve(),
    close: () => store.close(),
  };
}

function signal() {
  let give: () => void = () => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { give, given };
}

/**
 * A process that pauses at the n-th of its cuts, counted from 0, until it is resumed: before each call to its store and after it, where it
 * is done and nobody heard. `run` answers once it pauses or is done; `isPaused` says which.
 */
export function pausingProcess(n: number) {
  let cuts = 0;
  let paused = false;
  const [reaching, resuming] = [signal(), signal()];
  const cut = async (): Promise<void> => {
    cuts += 1;
    if (cuts - 1 !== n) return;
    paused = true;
    reaching.give();
    await resuming.given;
  };
  return {
    storeOf: (store: EventStore): EventStore => stepping(store, cut),
    isPaused: (): boolean => paused,
    run: async (work: Promise<unknown>): Promise<void> => {
      await Promise.race([reaching.given, work]);
    },
    resume: (): void => {
      resuming.give();
    },
  };
}

/** The store as several processes reach it whose calls come in an order that only the seed tells. */
export function interleaved(store: EventStore, seed: number): EventStore {
  const random = seeded(seed);
  return stepping(store, async () => {
    for (let turns = Math.floor(random() * 6); turns > 0; turns -= 1) await turn();
  });
}
