// Left out on servers: it kills the stores and starts them again.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore } from '#kernel';
import type { Db, MongoClient } from 'mongodb';
import { eventStoreDb } from '../event-store/index.js';
import { openMongo } from '../mongodb/index.js';
import { type EmbeddedStores, startEmbeddedStores } from '../stores/index.js';
import { compareWithFoldFromZero } from './compare.js';
import { sendAll, until, untilAt } from './mongo-for-specs.js';
import { both, keyring, LOG, ranked, registry, sendNote, written } from './notes-for-specs.js';
import { runProjections } from './run-projections.js';

describe('Projections on the stores', () => {
  let dataDir: string;
  let stores: EmbeddedStores;
  let store: EventStore;
  let client: MongoClient;
  let db: Db;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'bersinar-spec-'));
    stores = await startEmbeddedStores({ dataDir });
    store = eventStoreDb(stores.eventstoreUrl ?? '');
    client = openMongo(stores.mongodbUrl ?? '');
    db = client.db('spec');
  });
  afterAll(async () => {
    await client.close();
    await store.close();
    await stores.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  const some = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, n) => [(from + n) % 10, n < 10 ? written(`note ${n}`) : ranked(n)] as const);
  const differences = () =>
    Promise.all(both.map((projection) => compareWithFoldFromZero({ store, registry, keyring }, projection, db)));

  it('catch up, go on live, and go on again when both stores were killed and came back', async () => {
    await sendAll(store, some(0, 30));
    const runs = runProjections(both, { store, db, registry, keyring, log: LOG });
    const live = await sendAll(store, some(30, 40));
    for (const projection of both) await untilAt(db, projection, live);
    await until(() => runs.statuses().every(({ state, position }) => state === 'running' && position === live));
    expect(await differences()).toEqual([[], []]);

    for (const pid of stores.pids) process.kill(pid, 'SIGKILL');
    await until(() => runs.statuses().every(({ state, trouble }) => state === 'retrying' && trouble !== undefined));
    await until(() => runs.statuses().every(({ state }) => state === 'running'));
    const last = await sendNote(store, 1, ranked(7));
    for (const projection of both) await untilAt(db, projection, last);
    expect(await differences()).toEqual([[], []]);
    await runs.stop();
  });
});
