// Left out on servers: it kills the stores and starts them again.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AnyPolicy, type Engine, type EventStore, id } from '#kernel';
import { inMemoryKeyring } from '#kernel/in-memory-keyring-for-specs';
import { TallyOpened } from '#kernel/tally-for-specs';
import type { MongoClient } from 'mongodb';
import { eventStoreDb } from '../event-store/index.js';
import { openMongo } from '../mongodb/index.js';
import { until } from './until-for-specs.js';
import { type EmbeddedStores, startEmbeddedStores } from '../stores/index.js';
import { mongoPolicyCheckpoints } from './checkpoints.js';
import { countAll, mirror, mirrorOf, policyEngine, reflected, refusals, senders } from './mirror-for-specs.js';
import { runPolicies } from './run-policy.js';
import { sendBy } from './senders.js';

describe('Policies on the stores', () => {
  let dataDir: string;
  let stores: EmbeddedStores;
  let store: EventStore;
  let subscribed: EventStore;
  let client: MongoClient;
  let engine: Engine;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'bersinar-spec-'));
    stores = await startEmbeddedStores({ dataDir });
    store = eventStoreDb(stores.eventstoreUrl ?? '');
    subscribed = eventStoreDb(stores.eventstoreUrl ?? '');
    client = openMongo(stores.mongodbUrl ?? '');
    engine = policyEngine({ store, keyring: inMemoryKeyring() });
  });
  afterAll(async () => {
    await client.close();
    await store.close();
    await subscribed.close();
    await stores.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function allAtHead(runs: ReturnType<typeof runPolicies>): Promise<boolean> {
    const end = await store.head();
    return runs.statuses().every(({ position }) => position === end);
  }

  it('react once to each event, two at a time, also when both stores were killed and came back', async () => {
    await countAll(engine, 'before the first deployment', [1]);
    const host = {
      engine,
      dispatch: sendBy(engine, senders),
      store: subscribed,
      checkpoints: mongoPolicyCheckpoints(client.db('spec')),
    };
    const runs = runPolicies([mirror, mirror], host);
    await until(() => runs.statuses().every(({ state }) => state === 'running'));
    const first = await countAll(engine, 'first', [1, 2, 600, 3]);
    await until(async () => (await reflected(engine, first)).length === 3);

    await until(() => allAtHead(runs)); // one who still tells would wait for the stores as one who runs
    for (const pid of stores.pids) process.kill(pid, 'SIGKILL');
    await until(() => runs.statuses().every(({ state }) => state === 'retrying'));
    await until(() => runs.statuses().every(({ state }) => state === 'running'));
    const second = await countAll(engine, 'second', [4, 5]);
    await until(() => allAtHead(runs));
    await runs.stop();
    expect([await reflected(engine, first), await reflected(engine, second)]).toEqual([
      [2, 4, 6],
      [8, 10],
    ]);
    expect((await refusals(engine)).map(({ data }) => data.code)).toEqual(['full']);
  });

  it('leave nothing untold and tell nothing twice when MongoDB is lost, a later set of types included', async () => {
    const db = client.db('lost');
    const host = {
      engine,
      dispatch: sendBy(engine, senders),
      store: subscribed,
      checkpoints: mongoPolicyCheckpoints(db),
      pace: { reachEvents: 3 },
    };
    const opening: AnyPolicy = { ...mirror, name: 'kept', events: [TallyOpened] };
    const both: AnyPolicy = { ...mirror, name: 'kept', n: 2 };
    const start = async (policy: AnyPolicy) => {
      const runs = runPolicies([policy], host);
      await until(() => runs.statuses().every(({ state }) => state === 'running'));
      return runs;
    };
    const upToDate = async (policy: AnyPolicy) => {
      const runs = await start(policy);
      await until(() => allAtHead(runs));
      await runs.stop();
    };
    await upToDate(opening);
    await db.dropDatabase();
    const first = await countAll(engine, 'while nobody runs', [1]);
    await upToDate(opening);
    const second = await countAll(engine, 'before the later set', [2]);
    await db.dropDatabase();
    await upToDate(both);
    const third = await countAll(engine, 'after it', [3, 4]);
    const runs = await start(both);
    await db.dropDatabase();
    const fourth = await countAll(engine, 'lost while it runs', [5]);
    await until(() => allAtHead(runs));
    await runs.stop();
    await db.dropDatabase();
    await upToDate(both);

    const reflections = await Promise.all([first, second, third, fourth].map((tallyId) => reflected(engine, tallyId)));
    expect(reflections).toEqual([[], [], [6, 8], [10]]);
    for (const tallyId of [first, second]) expect(await store.read(`tally-${mirrorOf(tallyId)}`)).toHaveLength(1);
    const remembered = (await store.read(`policy-${id('policy', 'kept')}`)).map(({ type }) => type);
    expect(remembered.filter((type) => type === 'PolicyStarted')).toHaveLength(2);
    expect(remembered).toContain('PolicyReached');
  });
});
