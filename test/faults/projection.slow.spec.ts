// Left out on servers: it kills the projector on stores that it counts.
import { jest } from '@jest/globals';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PREFIXES } from '#contracts/log/log.events';
import { definitions } from '#contracts/registry';
import { type EventStore, Registry } from '#kernel';
import { seeded } from '#kernel/seeded';
import { eventStoreDb } from '#platform/event-store';
import { openKeyring } from '#platform/keyring';
import { openMongo } from '#platform/mongodb';
import { checkpointOf, collectionOf, compareWithFoldFromZero } from '#platform/projections';
import { checkpointsIn, GROUP } from '../../libs/platform/projections/checkpoint.js';
import { startEmbeddedStores } from '#platform/stores';
import type { MongoClient } from 'mongodb';
import { PROJECTIONS } from '../../apps/bersinar/followers.js';
import { operate } from '../../apps/bersinar/projections.js';
import { until } from '../../apps/bersinar/story/client.js';
import { type App, buildApps, startApp } from '../journeys/processes-for-specs.js';
import { type Listed, rowsIn, saidOf } from '../journeys/listed-for-specs.js';
import { recordedStory } from '../journeys/recorded-story.js';
import { runsOf, seedOf } from '../tier.js';
import { killAgainAndAgain, mortals } from './kills-for-specs.js';
import { askedAgain, readOnce, repeatedLog } from './repeated-log-for-specs.js';

const SEED = seedOf(20_241_216);
const KILLS = runsOf(20, 300);
const EVENTS = runsOf(8_000, 20_000);
const SENDERS = 6;
const FEWER = 0.1; // of the projectors are of a build that knows fewer projections
const PATIENCE_MS = 300_000; // whoever left the group stays apart for a minute
const PROJECTOR = fileURLToPath(new URL('projector-of-all.mjs', import.meta.url));

jest.setTimeout(runsOf(1_800_000, 7_200_000));

describe(`Two projectors of all read models, killed ${KILLS} times while ${EVENTS} events are folded (seed ${SEED})`, () => {
  const children = mortals();
  let folder: string;
  let stores: Awaited<ReturnType<typeof startEmbeddedStores>>;
  let settings: Record<'EVENTSTORE_URL' | 'MONGODB_URL' | 'KEK_FILE', string>;
  let store: EventStore;
  let client: MongoClient;
  let api: App;

  beforeAll(async () => {
    const [{ dataDir }] = await Promise.all([recordedStory(), buildApps()]);
    folder = await mkdtemp(join(tmpdir(), 'bersinar-kills-'));
    await cp(dataDir, folder, { recursive: true });
    stores = await startEmbeddedStores({ dataDir: folder });
    const { eventstoreUrl: EVENTSTORE_URL = '', mongodbUrl: MONGODB_URL = '' } = stores;
    settings = { EVENTSTORE_URL, MONGODB_URL, KEK_FILE: join(folder, 'keys', 'kek') };
    store = eventStoreDb(EVENTSTORE_URL, { prefixes: PREFIXES });
    client = openMongo(MONGODB_URL);
    api = await startApp('api', settings, ['--demonstration']);
  });
  afterAll(async () => {
    await children.end();
    await api.stop('SIGKILL');
    await client.close();
    await store.close();
    await stores.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** What `npm run projections -- list` says of the projections. */
  const list = async (): Promise<readonly Listed[]> =>
    rowsIn(await operate(['list', '--url', api.url])).filter(({ kind }) => kind === 'PROJECTION');

  it('leave what a fold from zero gives, and are listed with how far all are', async () => {
    const kekFile = settings.KEK_FILE;
    const keyring = await openKeyring({ db: client.db('bersinar-keyring'), kekFile, mayCreate: false });
    const db = client.db('bersinar');
    const start = (known: 'all' | 'fewer') => children.start(PROJECTOR, [known], settings);
    const checkpoints = () => Promise.all(PROJECTIONS.map((projection) => checkpointOf(db, projection)));
    const areTogether = async (): Promise<boolean> => {
      const head = (await askedAgain(store, () => store.head())) ?? '';
      return (await checkpoints()).every(
        (one) => one?.members.length === PROJECTIONS.length && (one.reached ?? '') >= head,
      );
    };
    const listed: (readonly Listed[])[] = [];
    const random = seeded(SEED);
    const senderOf = await repeatedLog(store, keyring);
    const { killed, input } = await killAgainAndAgain({
      random,
      kills: KILLS,
      events: EVENTS,
      start: async () => {
        const child = start(random() < FEWER ? 'fewer' : 'all');
        await children.heard(child);
        return child;
      },
      kill: async (child) => {
        await children.kill(child);
        listed.push(await list());
      },
      senders: Array.from({ length: SENDERS }, senderOf),
      reached: async () => (await checkpointsIn(db).findOne({ _id: GROUP }))?.reached ?? '',
    });
    expect(killed).toBe(KILLS);
    expect(input).toBeGreaterThanOrEqual(EVENTS);
    const survivors = [start('all'), start('all')];
    await until('Moving together', areTogether, PATIENCE_MS);
    const whos = survivors.map(({ pid }) => `${hostname()}/${pid ?? 0}`);
    const theirs = async () => (await list()).filter(({ by = '' }) => whos.includes(by));
    const areWell = (rows: readonly Listed[]) =>
      rows.length === whos.length * PROJECTIONS.length &&
      saidOf(rows, 'PROJECTION', 'state', 'lag').join() === 'running 0';
    await until('both are said to run all', async () => areWell(await theirs()), PATIENCE_MS);
    for (const rows of listed) {
      expect(new Set(rows.map(({ name }) => name)).size).toBe(PROJECTIONS.length);
      expect(rows.filter(({ position }) => position === undefined || position === '-')).toEqual([]);
    }
    await children.end();

    const whole = await readOnce(store);
    const means = { store: whole.store, registry: new Registry(definitions), keyring };
    const differing: Record<string, number> = {};
    for (const projection of PROJECTIONS) {
      const { length } = await compareWithFoldFromZero(means, projection, db);
      if (length > 0) differing[projection.name] = length;
    }
    expect(differing).toEqual({});
    expect(await db.collection('breakages').find().toArray()).toEqual([]);
    const [history = ''] = PROJECTIONS.filter(({ name }) => name === 'history-index').map(collectionOf);
    expect(
      await db
        .collection(history)
        .find({ units: { $exists: true } })
        .toArray(),
    ).toHaveLength(whole.length);
  });
});
