import { setImmediate as turn } from 'node:timers/promises';
import type { Engine } from './ask.js';
import { Conflict, Refusal } from './errors.js';
import type { EventStore } from './event-store.js';
import { seeded } from './seeded.js';
import { storeWith } from './store-with-for-specs.js';

/** The store with something before and after each append and read. */
function stepping(store: EventStore, cut: () => Promise<void>): EventStore {
  const step = async <T>(call: () => Promise<T>): Promise<T> => {
    await cut();
    const answer = await call();
    await cut();
    return answer;
  };
  return storeWith(store, {
    append: (...input) => step(() => store.append(...input)),
    read: (...input) => step(() => store.read(...input)),
  });
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

/** The engine of a process that reaches the store in its own way. */
export const on = (engine: Engine, store: Engine['store']): Engine => Object.assign({}, engine, { store });

/** `done`, or the code by which it was refused. */
export async function outcomeOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return 'done';
  } catch (error) {
    if (error instanceof Refusal || error instanceof Conflict) return error.code;
    throw error;
  }
}
