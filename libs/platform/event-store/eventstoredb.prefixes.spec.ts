// Left out on servers: it starts the log itself, each time an empty one.
import { EventStoreDBClient, streamNameFilter } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import type { EventStore, Position, RawEvent } from '#kernel';
import { inMemoryKeyring } from '#kernel/in-memory-keyring-for-specs';
import { collect, someEvents } from '#kernel/event-store-contract-for-specs';
import { storesForSpecs } from '../stores/stores-for-specs.js';
import { announcements, LOG_STREAM } from './announcements.js';
import { eventStoreDb } from './eventstoredb.js';
import { openLog, type Opening } from './log.js';
import { until } from './watched-for-specs.js';

const KNOWN = ['log', 'tally'];
const NEWER = ['log', 'novel', 'tally'];
const OPENING: Opening = { purpose: 'REAL', production: false, place: 'spec', prefixes: KNOWN };
const keyring = inMemoryKeyring();

let stores: Awaited<ReturnType<typeof storesForSpecs>>;
let anybody: EventStore;
let open: EventStore[] = [];

const adapter = (prefixes: readonly string[] = KNOWN): EventStore => {
  const store = eventStoreDb(stores.eventstoreUrl, { prefixes });
  open.push(store);
  return store;
};
const opened = (prefixes: readonly string[]) =>
  openLog({ store: anybody, keyring, build: 'spec', now: () => new Date() }, { ...OPENING, prefixes });
const write = async (stream: string): Promise<Position> =>
  (await anybody.append(stream, 'no-stream', someEvents(1))).position;
const of = (prefix: string): string => `${prefix}-${randomUUID()}`;

/** What is delivered to one who follows from the first event on. */
function following(store: EventStore) {
  const stopping = new AbortController();
  const seen: RawEvent[] = [];
  const ended = (async () => {
    for await (const event of store.subscribe(undefined, stopping.signal)) seen.push(event);
  })();
  const reaches = (stream: string) => until(() => seen.some((event) => event.stream === stream));
  return { seen, reaches, stop: () => (stopping.abort(), ended) };
}

beforeEach(async () => {
  stores = await storesForSpecs();
  anybody = eventStoreDb(stores.eventstoreUrl);
  await opened(KNOWN);
});

afterEach(async () => {
  await Promise.all([...open, anybody].map((store) => store.close()));
  open = [];
  await stores.close();
});

describe('a store that is told which streams are ours (D3)', () => {
  it('passes by what others wrote: never delivered, never read, never the head', async () => {
    const [ours, last] = [of('tally'), of('tally')];
    await write(ours);
    const foreign = [await write(of('foreign')), await write('tally-7'), await write(of('tallyho'))];
    const store = adapter();
    const follower = following(store);
    const streams = (events: readonly RawEvent[]) => events.map(({ stream }) => stream);
    expect(streams(await collect(store.readAll()))).toEqual([LOG_STREAM, ours]);
    expect(await store.head()).toBe((await store.read(ours))[0]?.position);
    for (const position of foreign) expect(await store.eventAt(position)).toBeUndefined();
    await write(last);
    await follower.reaches(last);
    expect(streams(follower.seen)).toEqual([LOG_STREAM, ours, last]);
    await follower.stop();
  });

  it('has the server leave it out', async () => {
    const [ours, last] = [of('tally'), of('tally')];
    for (const stream of [ours, of('foreign'), 'tally-7', `tally-${randomUUID().toUpperCase()}`, last]) {
      await write(stream);
    }
    const client = EventStoreDBClient.connectionString(stores.eventstoreUrl);
    const filter = streamNameFilter({ regex: announcements(['tally']).pattern() });
    const sent: string[] = [];
    for await (const { event } of client.subscribeToAll({ filter })) {
      if (event !== undefined) sent.push(event.streamId);
      if (event?.streamId === last) break;
    }
    await client.dispose();
    expect(sent).toEqual([ours, last]);
  });

  it('counts a prefix that is announced later from its announcement on', async () => {
    const [early, late] = [of('novel'), of('novel')];
    const [older, whoAsks] = [adapter(), adapter()];
    await older.head();
    const follower = following(older);
    const before = await write(early);
    await opened(NEWER);
    await whoAsks.head(); // knows of it before the follower does
    await older.head();
    const after = await write(late);
    await follower.reaches(late);
    const newer = adapter(NEWER);
    for (const store of [older, whoAsks, newer]) {
      expect((await collect(store.readAll())).map(({ type }) => type)).toEqual([
        'LogStarted',
        'PrefixesAdded',
        'Counted',
      ]);
      expect(await store.head()).toBe(after);
      expect(await store.eventAt(before)).toBeUndefined();
      expect((await store.eventAt(after))?.stream).toBe(late);
    }
    expect(follower.seen.map(({ stream }) => stream)).toEqual([LOG_STREAM, LOG_STREAM, late]);
    await follower.stop();
  });

  it('learns of it when it is asked for the head or an event, although it follows nothing', async () => {
    const asked = adapter();
    await asked.head();
    await opened(NEWER);
    const position = await write(of('novel'));
    expect(await asked.head()).toBe(position);
    const other = adapter();
    expect((await other.eventAt(position))?.position).toBe(position);
  });

  it('believes only an announcement whose own hash holds', async () => {
    const [started] = await anybody.read(LOG_STREAM);
    const { metadata } = started ?? {};
    const forged = { ...someEvents(1, 'PrefixesAdded')[0], data: { prefixes: ['novel'] }, metadata } as never;
    await anybody.append(LOG_STREAM, 0, [forged]);
    const stream = of('novel');
    await write(stream);
    expect((await collect(adapter().readAll())).map(({ type }) => type)).toEqual(['LogStarted', 'PrefixesAdded']);
  });
});
