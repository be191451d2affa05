// Left out on servers: it compares two logs.
import { EventStoreDBClient } from '@eventstore/db-client';
import { setTimeout as delay } from 'node:timers/promises';
import { BEFORE_FIRST, type EventStore } from '#kernel';
import { someEvents, someStream } from '#kernel/event-store-contract-for-specs';
import { eventStoreDb } from '../event-store/index.js';
import { storesForSpecs } from '../stores/stores-for-specs.js';
import { sendNote, written } from '../projections/notes-for-specs.js';
import { beginning } from './cursor.js';

const PREFIXES = ['note', 'spec'];
let [original, copy]: Awaited<ReturnType<typeof storesForSpecs>>[] = [];
let [store, older]: EventStore[] = [];

const there = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('It is opened before each spec.');
  return value;
};

beforeAll(async () => {
  [original, copy] = await Promise.all([storesForSpecs(), storesForSpecs()]);
  [store, older] = [original, copy].map((of) => eventStoreDb(there(of).eventstoreUrl, { prefixes: PREFIXES }));
});

afterAll(async () => {
  for (const one of [store, older, original, copy]) await one?.close();
});

describe('a cursor, through the real client', () => {
  it('is not refused that the server gave, also where the log ends in what the server says of itself', async () => {
    const its = there(store);
    expect(await beginning({ store: its }, 'now')).toMatch(/^\d{20}\.[0-9a-f]{8}$/);
    await sendNote(its, 1, written('first'));
    const cursor = await beginning({ store: its }, 'now');
    expect(cursor).not.toBe(BEFORE_FIRST);
    const client = EventStoreDBClient.connectionString(there(original).eventstoreUrl);
    const lastStream = async (): Promise<string> => {
      let last = '';
      for await (const { event } of client.readAll()) last = event?.streamId ?? '';
      return last;
    };
    for (let turn = 0; turn < 400 && !(await lastStream()).startsWith('$'); turn += 1) await delay(100);
    expect(await lastStream()).toMatch(/^\$/);
    await client.dispose();
    expect(await beginning({ store: its }, 'now')).toBe(cursor);
    expect(await beginning({ store: its }, { after: cursor })).toBe(cursor);
  });

  it('is of the last event that is what was written, where the log ends in one that is not', async () => {
    const its = there(store);
    const believed = await sendNote(its, 2, written('second'));
    await its.append(someStream(), 'no-stream', someEvents(6));
    expect(await beginning({ store: its }, 'now')).toBe(believed);
  });

  it('is gone in a copy from before it, whether that has grown past it or not', async () => {
    const [its, copied] = [there(store), there(older)];
    const { position } = await its.append(someStream(), 'no-stream', someEvents(5));
    const isGone = { code: 'cursor-gone' };
    await expect(beginning({ store: copied }, { after: position })).rejects.toMatchObject(isGone);
    for (let n = 0; n < 5; n += 1) await copied.append(someStream(), 'no-stream', someEvents(10));
    expect(there(await copied.head()) > position).toBe(true);
    await expect(beginning({ store: copied }, { after: position })).rejects.toMatchObject(isGone);
    expect(await beginning({ store: its }, { after: position })).toBe(position);
  });
});
