import type { EventStore } from './event-store.js';

/** The store as it would be with some of its calls changed, for specs. */
export const storeWith = (store: EventStore, changes: Partial<EventStore>): EventStore => ({
  append: (...input) => store.append(...input),
  read: (...input) => store.read(...input),
  readOne: (...input) => store.readOne(...input),
  eventAt: (...input) => store.eventAt(...input),
  readAll: (...input) => store.readAll(...input),
  head: (may) => store.head(may),
  subscribe: (...input) => store.subscribe(...input),
  generation: 0,
  renew: () => Promise.resolve(),
  close: () => store.close(),
  ...changes,
});
