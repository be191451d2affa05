import { binaryEvent, EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { AppendTooLarge, type EventStore, HistoryCorrupt, inMemoryKeyring, verifyStream } from '#kernel';
import { collect, itIsAnEventStore, someEvents, someStream } from '#kernel/event-store.contract';
import { storesForSpecs } from '../stores/stores-for-specs.js';
import { eventStoreDb } from './eventstoredb.js';
import { openLog } from './log.js';

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

describe('eventStoreDb', () => {
  itIsAnEventStore(() => store);

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

  it('opens one log however many processes start at once (D1)', async () => {
    const keyring = inMemoryKeyring();
    const others = Array.from({ length: 4 }, () => eventStoreDb(stores.eventstoreUrl));
    const logs = await Promise.all(
      others.map((one) =>
        openLog(
          { store: one, keyring, build: 'spec', now: () => new Date() },
          { purpose: 'REAL', production: false, place: 'spec' },
        ),
      ),
    );
    expect(new Set(logs.map(({ log }) => log)).size).toBe(1);
    await Promise.all(others.map((one) => one.close()));
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
