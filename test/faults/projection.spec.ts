import { jest } from '@jest/globals';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { EventStore, Position } from '#kernel';
import { eventStoreDb } from '#platform/event-store';
import { openMongo } from '#platform/mongodb';
import { compareWithFoldFromZero } from '#platform/projections';
import type { Db, MongoClient } from 'mongodb';
import { checkpointOf } from '../../libs/platform/projections/checkpoint.js';
import { until, untilAt } from '../../libs/platform/projections/mongo-for-specs.js';
import {
  both,
  keyring,
  notes,
  ranked,
  registry,
  removed,
  tellNote,
  written,
} from '../../libs/platform/projections/notes-for-specs.js';
import { storesForSpecs } from '../../libs/platform/stores/stores-for-specs.js';
import { seeded } from '#kernel/seeded';

const SEED = Number(process.env.SEED ?? 20_241_216);
const KILLS = Number(process.env.KILLS ?? 10);
const EVENTS = Number(process.env.EVENTS ?? 2_000);
const FEWER = 0.2; // of the projectors are of a build that knows fewer projections
const PER_APPEND = 20;
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

jest.setTimeout(600_000);

describe(`Two projectors, killed again and again (seed ${SEED})`, () => {
  let stores: Awaited<ReturnType<typeof storesForSpecs>>;
  let store: EventStore;
  let client: MongoClient;
  let db: Db;
  const children = new Set<ChildProcess>();

  beforeAll(async () => {
    stores = await storesForSpecs();
    store = eventStoreDb(stores.eventstoreUrl);
    client = openMongo(stores.mongodbUrl);
    db = client.db(stores.databaseName);
  });
  afterAll(async () => {
    await Promise.all([...children].map(kill));
    await db.dropDatabase();
    await client.close();
    await store.close();
    await stores.close();
  });

  async function startProjector(known: 'all' | 'fewer' = 'all'): Promise<ChildProcess> {
    const args = [stores.eventstoreUrl, stores.mongodbUrl, stores.databaseName, known];
    const child = fork(here('projector.ts'), args, {
      execArgv: ['--conditions=local-source', '--import', new URL('typescript.mjs', import.meta.url).href],
    });
    children.add(child);
    await once(child, 'message');
    return child;
  }

  async function kill(child: ChildProcess): Promise<void> {
    children.delete(child);
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  it('leave what a fold from zero gives', async () => {
    const random = seeded(SEED);
    let kills = 0;
    let told = 0;
    let last: Position = '';

    async function tell(): Promise<void> {
      while (told < EVENTS || kills < KILLS) {
        if (told > (EVENTS * (kills + 1)) / KILLS) {
          await delay(10);
          continue;
        }
        const batch = Array.from({ length: PER_APPEND }, (_, n) => {
          const turn = Math.floor(random() * 10);
          return turn === 0 ? removed : turn < 4 ? written(`note ${n}`, n) : ranked(n);
        });
        last = await tellNote(store, Math.floor(random() * 40), ...batch);
        told += batch.length;
      }
    }

    async function project(): Promise<void> {
      while (kills < KILLS) {
        const child = await startProjector(random() < FEWER ? 'fewer' : 'all');
        await delay(random() * 300);
        await kill(child);
        kills += 1;
      }
    }

    await Promise.all([tell(), project(), project()]);
    await Promise.all([startProjector(), startProjector()]);
    for (const projection of both) await untilAt(db, projection, last);
    await until(async () => (await checkpointOf(db, notes))?.members.length === both.length);
    for (const projection of both)
      expect(await compareWithFoldFromZero({ store, registry, keyring }, projection, db)).toEqual([]);
    expect(await db.collection<{ _id: string }>('totals__v1').findOne({ _id: 'all' })).toMatchObject({ events: told });
    expect(kills).toBeGreaterThanOrEqual(KILLS);
  });
});
