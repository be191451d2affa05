import { jest } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import type { AnyProjection, EventStore, Position } from '#kernel';
import { seeded } from '#kernel/seeded';
import { eventStoreDb } from '#platform/event-store';
import { openMongo } from '#platform/mongodb';
import { checkpointOf, compareWithFoldFromZero } from '#platform/projections';
import type { Db, MongoClient } from 'mongodb';
import { until } from '../../apps/bersinar/story/client.js';
import {
  both,
  keyring,
  ranked,
  registry,
  removed,
  tellNote,
  written,
} from '../../libs/platform/projections/notes-for-specs.js';
import { storesForSpecs } from '../../libs/platform/stores/stores-for-specs.js';
import { runsOf, seedOf } from '../tier.js';
import { killAgainAndAgain, mortals } from './kills-for-specs.js';

const SEED = seedOf(20_241_216);
const KILLS = runsOf(50, 300);
const EVENTS = 20_000;
const FEWER = 0.2; // of the projectors are of a build that knows fewer projections
const PATIENCE_MS = 300_000; // whoever left the group stays apart for a minute
const NOTES = 200;
const PER_APPEND = 50;
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

jest.setTimeout(runsOf(1_800_000, 7_200_000));

/** All move together again, past the last event. */
async function untilTogether(db: Db, projections: readonly AnyProjection[], last: Position): Promise<void> {
  await until(
    'Moving together',
    async () => {
      const group = projections[0] && (await checkpointOf(db, projections[0]));
      return group?.members.length === projections.length && (group.reached ?? '') >= last;
    },
    PATIENCE_MS,
  );
}

describe(`Two projectors of notes, killed ${KILLS} times while ${EVENTS} events are folded (seed ${SEED})`, () => {
  const children = mortals();
  let stores: Awaited<ReturnType<typeof storesForSpecs>>;
  let store: EventStore;
  let client: MongoClient;
  let db: Db;

  beforeAll(async () => {
    stores = await storesForSpecs();
    store = eventStoreDb(stores.eventstoreUrl);
    client = openMongo(stores.mongodbUrl);
    db = client.db(stores.databaseName);
  });
  afterAll(async () => {
    await children.end();
    await db.dropDatabase();
    await client.close();
    await store.close();
    await stores.close();
  });

  const startProjector = (known: 'all' | 'fewer' = 'all') =>
    children.start(
      here('projector.ts'),
      [stores.eventstoreUrl, stores.mongodbUrl, stores.databaseName, known],
      ['--conditions=local-source', '--import', new URL('typescript.mjs', import.meta.url).href],
    );

  it('leave what a fold from zero gives', async () => {
    const random = seeded(SEED);
    let last: Position = '';
    const tell = async (): Promise<number> => {
      const batch = Array.from({ length: PER_APPEND }, (_, n) => {
        const turn = Math.floor(random() * 10);
        return turn === 0 ? removed : turn < 4 ? written(`note ${n}`, n) : ranked(n);
      });
      last = await tellNote(store, Math.floor(random() * NOTES), ...batch);
      return batch.length;
    };
    const startOne = () => startProjector(random() < FEWER ? 'fewer' : 'all');
    const toll = {
      random,
      kills: KILLS,
      events: EVENTS,

      start: startOne,
      kill: children.kill,
      tellers: [tell],
    };
    const { told, killed } = await killAgainAndAgain(toll);
    await Promise.all([startProjector(), startProjector()]);
    await untilTogether(db, both, last);
    const means = { store, registry, keyring };
    for (const projection of both) expect(await compareWithFoldFromZero(means, projection, db)).toEqual([]);
    const total = await db.collection<{ _id: string }>('totals__v1').findOne({ _id: 'all' });
    expect(total).toMatchObject({ events: told });
    expect(killed).toBeGreaterThanOrEqual(KILLS);
  });
});
