import type { EventStore } from '#kernel';
import type { Port } from './port.js';

const failure = (): Error => new Error('The connection dropped, or its node is no longer the leader.');

/** The event store as one process reaches it. */
export function storeThrough(port: Port, durable: EventStore): EventStore {
  let generation = 0;
  return {
    get generation() {
      return generation;
    },
    append: (stream, expected, events) => port.call('append', () => durable.append(stream, expected, events), failure),
    read: (stream, from) => port.call('read', () => durable.read(stream, from), failure),
    readOne: (stream, revision) => port.call('readOne', () => durable.readOne(stream, revision), failure),
    eventAt: (position) => port.call('eventAt', () => durable.eventAt(position), failure),
    head: (may) => port.call('head', () => durable.head(may), failure),
    readAll: async function* (after) {
      for await (const event of durable.readAll(after)) {
        await port.arrive('readAll', failure);
        yield event;
      }
    },
    subscribe: async function* (after, signal) {
      for await (const event of durable.subscribe(after, signal)) {
        await port.arrive('subscribe', failure);
        if (signal.aborted) return;
        yield event;
      }
    },
    renew: () => {
      generation += 1;
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}
