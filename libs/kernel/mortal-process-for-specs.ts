import type { EventStore } from './event-store.js';

/** The process is no more: nothing that it still tries is done. */
export class Dead extends Error {}

/**
 * A process that dies at the n-th of its cuts, counted from 0: each call through `step` has one before it, where nothing is
 * done, and one after it, where it is done and nobody heard. `died` says whether it has.
 */
export function mortalProcess(n: number) {
  let cuts = 0;
  let died = false;
  const cut = (): void => {
    died ||= cuts === n;
    cuts += 1;
    if (died) throw new Dead();
  };
  const step = async <T>(call: () => Promise<T>): Promise<T> => {
    cut();
    const answer = await call();
    cut();
    return answer;
  };
  return {
    step,
    died: (): boolean => died,
    /** The store as this process reaches it. */
    storeOf: (store: EventStore): EventStore => ({
      append: (stream, expected, events) => step(() => store.append(stream, expected, events)),
      read: (stream, from) => step(() => store.read(stream, from)),
      readOne: (stream, revision) => store.readOne(stream, revision),
      eventAt: (position) => store.eventAt(position),
      readAll: (after) => store.readAll(after),
      head: (may) => store.head(may),
      subscribe: (after, signal) => store.subscribe(after, signal),
      generation: 0,
      renew: () => (died ? Promise.reject(new Dead()) : Promise.resolve()),
      close: () => store.close(),
    }),
  };
}
