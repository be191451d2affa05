import type { EventStore } from './event-store.js';

/** The store as it would be with some of its calls changed, for specs. */
export const storeWith = (store: EventStore, changes: Partial<EventStore>): EventStore => ({
  append: (...told) => store.append(...told),
  read: (...told) => store.read(...told),
  readOne: (...told) => store.readOne(...told),
  eventAt: (...told) => store.eventAt(...told),
  readAll: (...told) => store.readAll(...told),
  head: (may) => store.head(may),
  subscribe: (...told) => store.subscribe(...told),
  generation: 0,
  renew: () => Promise.resolve(),
  close: () => store.close(),
  ...changes,
});
