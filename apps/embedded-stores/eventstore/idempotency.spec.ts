import {
  ANY,
  EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  STREAM_EXISTS,
  type AppendExpectedRevision,
  type EventData,
} from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { collect, startProcess, type StoreProcess } from '../process-for-specs.js';

let store: StoreProcess;
let client: EventStoreDBClient;

const connect = async (dataDir?: string) => {
  store = await startProcess({ ...(dataDir && { dataDir }) });
  client = EventStoreDBClient.connectionString(store.url);
};

beforeAll(() => connect());

afterAll(async () => {
  await client.dispose();
  await store.discard();
});

const newStream = () => `visit-${randomUUID()}`;
const event = () => jsonEvent({ type: 'VisitRecorded', data: {} });
const append = (stream: string, events: EventData[], expectedRevision: AppendExpectedRevision) =>
  client.appendToStream(stream, events, { expectedRevision });
const count = async (stream: string) => (await collect(client.readStream(stream))).length;

describe('an append that is sent again', () => {
  it('with its exact revision answers as the first time, however far the stream has gone', async () => {
    const stream = newStream();
    const [start, next] = [
      [event(), event()],
      [event(), event(), event()],
    ];
    const started = await append(stream, start, NO_STREAM);
    const continued = await append(stream, next, 1n);
    await append(stream, [event()], ANY);
    expect(await append(stream, start, NO_STREAM)).toEqual(started);
    expect(await append(stream, next, 1n)).toEqual(continued);
    expect(await count(stream)).toBe(6);
  });

  it('at the same moment is stored once', async () => {
    const stream = newStream();
    const events = [event(), event()];
    const answers = await Promise.all(Array.from({ length: 8 }, () => append(stream, events, NO_STREAM)));
    expect(new Set(answers.map(({ position }) => position?.commit)).size).toBe(1);
    expect(answers.every(({ nextExpectedRevision }) => nextExpectedRevision === 1n)).toBe(true);
    expect(await count(stream)).toBe(2);
  });

  it.each<[string, AppendExpectedRevision]>([
    ['ANY', ANY],
    ['STREAM_EXISTS', STREAM_EXISTS],
  ])('with %s answers as the first time while its ids are remembered', async (_, expected) => {
    const stream = newStream();
    await append(stream, [event()], NO_STREAM);
    const events = [event(), event()];
    const first = await append(stream, events, expected);
    await append(stream, [event()], ANY);
    expect(await append(stream, events, expected)).toEqual(first);
    expect(await count(stream)).toBe(4);
  });

  it('to another stream is another append', async () => {
    const events = [event()];
    await append(newStream(), events, ANY);
    const other = newStream();
    await append(other, events, ANY);
    expect(await count(other)).toBe(1);
  });

  it('after a restart is recognised by its exact revision, not by ANY', async () => {
    const stream = newStream();
    const [start, next] = [[event()], [event(), event()]];
    await append(stream, start, NO_STREAM);
    const first = await append(stream, next, 0n);
    await client.dispose();
    await store.stop();
    await connect(store.dataDir);
    expect(await append(stream, next, 0n)).toEqual(first);
    expect(await append(stream, start, NO_STREAM)).toMatchObject({ nextExpectedRevision: 0n });
    expect(await append(stream, next, ANY)).toMatchObject({ nextExpectedRevision: 4n });
  });
});

describe('an append of which a part is there', () => {
  it.each([
    ['begins as before and goes on otherwise', (kept: EventData[]) => [...kept.slice(0, 1), event()]],
    ['begins otherwise and goes on as before', (kept: EventData[]) => [event(), ...kept.slice(1)]],
    ['is longer than what is there', (kept: EventData[]) => [...kept, event()]],
    ['has another order', (kept: EventData[]) => kept.toReversed()],
  ])('is refused when it %s', async (_, change) => {
    const stream = newStream();
    const events = [event(), event()];
    await append(stream, events, NO_STREAM);
    const refused = { type: 'wrong-expected-version', actualVersion: 1n };
    await expect(append(stream, change(events), NO_STREAM)).rejects.toMatchObject(refused);
    expect(await count(stream)).toBe(2);
  });

  it('is refused with ANY as well', async () => {
    const stream = newStream();
    const kept = event();
    await append(stream, [kept], ANY);
    await expect(append(stream, [kept, event()], ANY)).rejects.toMatchObject({ type: 'wrong-expected-version' });
    expect(await count(stream)).toBe(1);
  });
});
