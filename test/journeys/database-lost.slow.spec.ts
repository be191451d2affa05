// Left out on servers: it records what only a later build knows, so that this one would wait.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PREFIXES } from '#contracts/log/log.events';
import type { EventStore, RecordedEvent } from '#kernel';
import { eventStoreDb } from '#platform/event-store';
import { loadKek } from '#platform/keyring';
import { openMongo } from '#platform/mongodb';
import type { MongoClient } from 'mongodb';
import { POLICIES, PROJECTIONS } from '../../apps/bersinar/followers.js';
import { until } from '../../apps/bersinar/story/client.js';
import type { Stage } from '../../apps/bersinar/story/scene.js';
import { storesForSpecs } from '../../libs/platform/stores/stores-for-specs.js';
import { type Changes, otherBuild } from './builds-for-specs.js';
import { hear, publishedIn, REGISTERED } from './hearing-for-specs.js';
import { marksOf } from './outages-for-specs.js';
import { type App, buildApps, printedBy, startApp } from './processes-for-specs.js';
import { stageAt } from './stage-for-specs.js';
import { followed, merge, registerInmate } from './troubled-for-specs.js';

const PATIENCE_MS = 60_000;
const MODELS = 'bersinar';

/** A later release of every policy. */
const RELEASED: Changes = {
  'apps/bersinar/followers.js': [
    ['export const POLICIES = [', 'const before = ['],
    [
      '//# sourceMappingURL',
      'export const POLICIES = before.map((policy) => ({ ...policy, n: (policy.n ?? 1) + 1 }));\n//# sourceMappingURL',
    ],
  ],
};

describe('With every database but the log and the keyring lost', () => {
  let folder: string;
  let stores: Awaited<ReturnType<typeof storesForSpecs>>;
  let settings: Record<string, string>;
  let client: MongoClient;
  let store: EventStore;
  let app: App;
  let stage: Stage;
  let later: string;
  const duplicates: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bersinar-database-lost-'));
    [stores, later] = await Promise.all([storesForSpecs(), otherBuild(join(folder, 'later'), RELEASED), buildApps()]);
    client = openMongo(stores.mongodbUrl);
    store = eventStoreDb(stores.eventstoreUrl, { prefixes: PREFIXES });
    const kekFile = join(folder, 'kek');
    await loadKek({ file: kekFile, mayCreate: true });
    const { eventstoreUrl: EVENTSTORE_URL, mongodbUrl: MONGODB_URL } = stores;
    const DEV_ISSUER_KEY = resolve('.dev-issuer/key.jwk');
    settings = { EVENTSTORE_URL, MONGODB_URL, KEK_FILE: kekFile, DEV_ISSUER_KEY };
    await start('bersinar');
    await mergeTwo();
    await untilHandled();
  });
  afterAll(async () => {
    await app.stop('SIGKILL');
    await client.close();
    await store.close();
    await stores.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function start(name: 'bersinar' | 'api', root?: string): Promise<void> {
    app = await startApp(name, settings, [], root);
    stage = await stageAt(app.url);
  }
  const lose = () => client.db(MODELS).dropDatabase();
  /** Two records turn out to be there twice, of which a policy has to tell the second. */
  async function mergeTwo(): Promise<void> {
    for (let n = 0; n < 2; n += 1) {
      const [survivor, duplicate] = [await registerInmate(stage), await registerInmate(stage)];
      await merge(stage, survivor, duplicate);
      duplicates.push(duplicate);
    }
  }
  const marks = () => Promise.all(duplicates.map((duplicate) => marksOf(store, duplicate)));
  async function untilHandled(): Promise<void> {
    await until('the policy tells each', async () => !(await marks()).includes(0), PATIENCE_MS);
    expect(await followed(stage, (await store.head()) ?? '')).toEqual({});
  }
  /** What policies told, each by what it follows and what it came to. */
  async function reactions(): Promise<readonly string[]> {
    const published: string[] = [];
    for await (const { stream, type, metadata } of store.readAll()) {
      const { of } = (metadata as RecordedEvent['metadata']).command;
      if (of !== undefined) published.push(`${of.policy} ${of.stream}@${of.revision} ${stream} ${type}`);
    }
    return published.sort();
  }
  /** What each of the read models has that a fold from zero has not, or otherwise. */
  const differences = async () => {
    const lines = (await printedBy('test/journeys/compare-with-fold.mjs', settings)).trimEnd().split('\n');
    expect(lines).toHaveLength(PROJECTIONS.length);
    return lines.flatMap((line) => (JSON.parse(line) as [string, string, object[]])[2]);
  };
  async function isWhole(): Promise<void> {
    await untilHandled();
    expect(await marks()).toEqual(duplicates.map(() => 1));
    const before = await reactions();
    expect(before).toHaveLength(duplicates.length);
    expect(new Set(before).size).toBe(before.length);
    expect(await differences()).toEqual([]);
    const last = (await publishedIn(store)).at(-1) ?? '';
    expect((await hear(app.url, stage.cast.service, last)).events).toEqual(await publishedIn(store));
    expect(last).toContain(REGISTERED);
  }

  it('while all runs, nothing is left untold and nothing told twice', async () => {
    await lose();
    await mergeTwo();
    await isWhole();
  });

  it('while nobody reacts, nor when it starts', async () => {
    await app.stop();
    await start('api');
    await mergeTwo();
    await app.stop();
    await lose();
    await start('bersinar');
    await mergeTwo();
    await isWhole();
  });

  it('killed in its midst, and started by a later release', async () => {
    await mergeTwo();
    await app.stop('SIGKILL');
    await lose();
    await start('bersinar', later);
    await mergeTwo();
    await isWhole();
    const policies = (await client.db(MODELS).collection<{ _id: string }>('policies').find().toArray()).map(
      ({ _id }) => _id,
    );
    expect(policies.filter((name) => name.endsWith('@2'))).toHaveLength(POLICIES.length);
  });

  it('once more under the later release, which had gone on meanwhile', async () => {
    await app.stop();
    await lose();
    await start('bersinar', later);
    await mergeTwo();
    await isWhole();
  });
});
