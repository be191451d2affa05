import { jest } from '@jest/globals';
import { binaryEvent, EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { AppendTooLarge, type EventStore, HistoryCorrupt, verifyStream } from '#kernel';
import { collect, itIsAnEventStore, someEvents, someStream } from '#kernel/event-store-contract-for-specs';
import { storesForSpecs } from '../stores/stores-for-specs.js';
import { eventStoreDb } from './eventstoredb.js';

let stores: Awaited<ReturnType<typeof storesForSpecs>>;
let store: EventStore;

beforeAll(async () => {
  stores = await storesForSpecs();
  store = eventStoreDb(stores.eventstoreUrl);
});

afterAll(async () => {
  await store.close();
  await stores.close();
});

/** A way to a server that counts the bytes that this sends. */
async function countedLine(url: string) {
  const { hostname, port, search } = new URL(url);
  let sent = 0;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) sockets.add(socket.on('error', () => undefined));
    upstream.on('data', (bytes) => (sent += bytes.length));
    client.pipe(upstream).pipe(client);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `esdb://127.0.0.1:${(server.address() as AddressInfo).port}${search}`,
    sent: () => sent,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

describe('eventStoreDb', () => {
  itIsAnEventStore(() => store);

  it('listens once to what ends a connection, however many calls begin before a server is found', async () => {
    const listening = jest.spyOn(AbortSignal.prototype, 'addEventListener');
    const fresh = eventStoreDb(stores.eventstoreUrl);
    await Promise.all(Array.from({ length: 20 }, () => fresh.read(someStream())));
    const signals = listening.mock.contexts;
    listening.mockRestore();
    await fresh.close();
    expect(signals.length).toBeGreaterThanOrEqual(20);
    expect(new Set(signals).size).toBe(signals.length);
  });

  it('refuses a batch larger than the store takes, and writes nothing', async () => {
    const stream = someStream();
    const [event] = someEvents(1);
    if (event === undefined) throw new Error('One event.');
    const large = Array.from({ length: 5 }, () => ({
      ...event,
      id: randomUUID(),
      data: { text: 'x'.repeat(300_000) },
    }));
    await expect(store.append(stream, 'no-stream', large)).rejects.toThrow(AppendTooLarge);
    expect(await store.read(stream)).toEqual([]);
    expect(store.generation).toBe(0);
  });

  it('is sent little to find the head of a long log, and behind many events of others once only', async () => {
    const [one] = someEvents(1);
    if (one === undefined) throw new Error('One event.');
    const large = Array.from({ length: 300 }, () => ({ ...one, id: randomUUID(), data: { text: 'x'.repeat(2_000) } }));
    const { position } = await store.append(someStream(), 'no-stream', large);
    const line = await countedLine(stores.eventstoreUrl);
    const ours = eventStoreDb(line.url, { prefixes: ['spec'] });
    await ours.head();
    const before = line.sent();
    expect(await ours.head()).toBe(position);
    expect(line.sent() - before).toBeLessThan(40_000);
    const others = EventStoreDBClient.connectionString(stores.eventstoreUrl);
    await others.appendToStream(
      'others',
      Array.from({ length: 600 }, () => jsonEvent({ type: 'Other', data: { text: 'x'.repeat(500) } })),
    );
    expect(await ours.head()).toBe(position);
    const behind = line.sent();
    expect(await ours.head()).toBe(position);
    expect(line.sent() - behind).toBeLessThan(100_000);
    await Promise.all([others.dispose(), ours.close()]);
    await line.close();
  });

  it('hands on what is no JSON object as it is, so that verifying says corrupt (D5)', async () => {
    const stream = someStream();
    const { metadata } = someEvents(1)[0] ?? {};
    const client = EventStoreDBClient.connectionString(stores.eventstoreUrl);
    await client.appendToStream(stream, [
      binaryEvent({ type: 'Bytes', data: new Uint8Array([123, 125]), metadata }),
      jsonEvent({ type: 'List', data: [1, 2], metadata }),
    ]);
    await client.dispose();
    const read = await store.read(stream);
    expect(read.map(({ type, data }) => [type, data])).toEqual([
      ['Bytes', new Uint8Array([123, 125])],
      ['List', [1, 2]],
    ]);
    expect(() => verifyStream(read)).toThrow('its data is not an object');
    expect(() => verifyStream(read.slice(1).map((event) => ({ ...event, revision: 0 })))).toThrow(HistoryCorrupt);
  });

  it('tells of a log that was never written to that it has no head', async () => {
    const empty = await storesForSpecs();
    const other = eventStoreDb(empty.eventstoreUrl);
    const isEmpty = process.env.EVENTSTORE_URL === undefined;
    expect([await other.head(), await collect(other.readAll())].flat().length > 1).toBe(!isEmpty);
    await other.close();
    await empty.close();
  });

  it('stops what is being read when it is closed', async () => {
    const other = eventStoreDb(stores.eventstoreUrl);
    const { position } = await other.append(someStream(), 'no-stream', someEvents(1));
    const following = collect(other.subscribe(position, new AbortController().signal)).then(
      () => 'ended',
      () => 'thrown',
    );
    await other.head();
    await other.close();
    expect(await following).toBe('thrown');
  });
});
