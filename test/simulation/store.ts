import { NotLeaderError } from '@eventstore/db-client';
import { once } from 'node:events';
import { type EventStore, PATIENCE, type Position } from '#kernel';
import type { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import type { Client, Port } from './port.js';

/** The log on its server, what of it was lost when an older copy was put back, and how often that was. */
export interface Server {
  readonly log: InMemoryEventStore;
  readonly lost: Set<Position>;
  restores: number;
  isDown: boolean;
}

export const serverOf = (log: InMemoryEventStore): Server => ({ log, lost: new Set(), restores: 0, isDown: false });

const SILENCE_MS = 4 * PATIENCE.attemptMs; // as its connection: then it asks anew
const leader = { 'leader-endpoint-host': '127.0.0.1', 'leader-endpoint-port': '2114' };
const notLeader = Object.assign(new Error('Leader info available'), {
  ...{ code: 5, details: 'Leader info available' },
  metadata: { getMap: () => leader },
}) as unknown as ConstructorParameters<typeof NotLeaderError>[0];

const failure: Client['failure'] = (fault) =>
  fault === 'no leader' ? new NotLeaderError(notLeader) : new Error('The connection dropped.');
const CLIENT: Client = { failure, givesUpMs: SILENCE_MS };

/** The event store as one process reaches it. */
export function storeThrough(port: Port, server: Server): EventStore {
  let generation = 0;
  const { log } = server;
  const call = <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const { restores } = server;
    const there = async (): Promise<T> => {
      if (server.isDown || server.restores !== restores) throw failure('cut');
      return work();
    };
    return port.call(name, there, CLIENT);
  };
  return {
    get generation() {
      return generation;
    },
    append: (stream, expected, events) => call('append', () => log.append(stream, expected, events)),
    read: (stream, from) => call('read', () => log.read(stream, from)),
    readOne: (stream, revision) => call('readOne', () => log.readOne(stream, revision)),
    eventAt: (position) => call('eventAt', () => log.eventAt(position)),
    head: (may) => call('head', () => log.head(may)),
    readAll: async function* (after) {
      const events = await call('readAll', () => Promise.resolve(log.readAll(after)));
      for await (const event of events) {
        await port.arrive('readAll event', CLIENT);
        yield event;
      }
    },
    subscribe: async function* (after, signal) {
      const aborted = (): boolean => signal.aborted;
      const events = await call('subscribe', () => Promise.resolve(log.subscribe(after, signal)));
      if (aborted()) return;
      const abort = once(signal, 'abort');
      for await (const event of events) {
        await port.arrive('subscribe event', CLIENT, () => abort.then(() => undefined));
        if (aborted()) return;
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
