import { randomUUID } from 'node:crypto';
import { type EventStore, id, type Place, placeOf, type RecordedEvent } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { inMemoryKeyring } from '#kernel/in-memory-keyring-for-specs';
import type { Db, MongoClient } from 'mongodb';
import { openMongo } from '../mongodb/index.js';
import { storesForSpecs } from '../stores/stores-for-specs.js';
import { mongoPolicyCheckpoints, type PolicyCheckpoints } from './checkpoints.js';
import { checkpointsForSpecs, countAll, mirror, policyEngine, reflected, senders } from './mirror-for-specs.js';
import { runPolicies } from './run-policy.js';
import { sendBy } from './senders.js';
import { until } from './until-for-specs.js';

const STREAM = `tally-${id('spec', 'tally')}`;
const at = (n: number, hash = 'a'.repeat(64)) => ({
  place: {
    position: `${String(n).padStart(20, '0')}.${hash.slice(0, 8)}`,
    stream: STREAM,
    revision: n,
    eventId: id('e', n),
    hash,
  },
  parked: { [STREAM]: { revision: n + 1, until: STREAM } },
  effect: `${String(n + 1).padStart(20, '0')}.${hash.slice(0, 8)}`,
});

const lastPlaceOf = async (store: EventStore): Promise<Place | undefined> => {
  let last: RecordedEvent | undefined;
  for await (const event of store.readAll()) last = event as RecordedEvent;
  return last && placeOf(last);
};

describe('Checkpoints of policies', () => {
  let stores: Awaited<ReturnType<typeof storesForSpecs>>;
  let client: MongoClient;
  const newDatabase = (): Db => client.db(`spec_${randomUUID().replaceAll('-', '')}`);

  beforeAll(async () => {
    stores = await storesForSpecs();
    client = openMongo(stores.mongodbUrl);
  });
  afterAll(async () => {
    await client.close();
    await stores.close();
  });

  it.each<[string, () => PolicyCheckpoints]>([
    ['MongoDB', () => mongoPolicyCheckpoints(newDatabase())],
    ['memory', checkpointsForSpecs],
  ])(
    'in %s keep what a policy passed by with its place, and only move forward, each policy its own',
    async (_, open) => {
      const checkpoints = open();
      expect(await checkpoints.read('a@1')).toBeUndefined();
      for (const n of [20, 30, 25]) await checkpoints.move('a@1', at(n));
      expect(await checkpoints.read('a@1')).toEqual(at(30));
      await checkpoints.move('a@1', { ...at(30), parked: {} });
      expect(await checkpoints.read('a@1')).toEqual({ ...at(30), parked: {} });
      expect(await checkpoints.read('a@2')).toBeUndefined();
      await checkpoints.move('a@2', at(1));
      expect([await checkpoints.read('a@2'), (await checkpoints.read('a@1'))?.place.revision]).toEqual([at(1), 30]);
    },
  );

  it.each<[string, () => PolicyCheckpoints]>([
    ['MongoDB', () => mongoPolicyCheckpoints(newDatabase())],
    ['memory', checkpointsForSpecs],
  ])('in %s forget what was read, and nothing that came after it', async (_, open) => {
    const checkpoints = open();
    await checkpoints.move('a@1', at(7));
    await checkpoints.move('a@1', at(8));
    await checkpoints.forget('a@1', at(7));
    expect(await checkpoints.read('a@1')).toEqual(at(8));
    await checkpoints.forget('a@1', at(8));
    expect(await checkpoints.read('a@1')).toBeUndefined();
    await checkpoints.move('a@1', at(2)); // an older copy of the log begins before what was forgotten
    expect(await checkpoints.read('a@1')).toEqual(at(2));
  });

  it('in MongoDB serve two runs of one policy at once', async () => {
    const [store, keyring, db] = [new InMemoryEventStore(), inMemoryKeyring(), newDatabase()];
    const engine = policyEngine({ store, keyring });
    const run = () =>
      runPolicies([mirror], {
        engine,
        store,
        dispatch: sendBy(engine, senders),
        checkpoints: mongoPolicyCheckpoints(db),
        pace: { batch: 2 },
      });
    const runs = [run(), run()];
    await until(() => runs.every((one) => one.statuses()[0]?.state === 'running'));
    const tallyId = await countAll(engine, 'x', [1, 2, 3, 4]);
    await until(async () => (await reflected(engine, tallyId)).length === 4);
    const head = await store.head();
    await until(() => runs.every((one) => one.statuses()[0]?.position === head));
    await Promise.all(runs.map((one) => one.stop()));
    expect(await reflected(engine, tallyId)).toEqual([2, 4, 6, 8]);
    const kept = { place: await lastPlaceOf(store), parked: {} };
    expect(await mongoPolicyCheckpoints(db).read('mirror@1')).toMatchObject(kept);
    expect((await store.read(`policy-${id('policy', 'mirror')}`)).map(({ type }) => type)).toEqual(['PolicyStarted']);
  });
});
