// Left out on servers: it loses the keys of its own log.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db, Document } from 'mongodb';
import { SEAL_CLASSES } from '#kernel';
import { createLogger } from '#platform/telemetry';
import { openMongo } from '#platform/mongodb';
import { startEmbeddedStores } from '#platform/stores';
import { configFrom } from '../../apps/bersinar/config.js';
import { type Cast, cast } from '../../apps/bersinar/story/cast.js';
import { Api } from '../../apps/bersinar/story/client.js';
import { startSystem, type System } from '../../apps/bersinar/system.js';
import { RUTAN, jose, siti } from '../../libs/contexts/custody/directory/directory-for-specs.js';
import { erase } from './erasure-for-specs.js';

const KEYRING = 'bersinar-keyring';
const COLLECTIONS = ['keys', 'checkpoints'];
const LONG_AGO = { source: 'BACKFILL', lateCode: 'DATA_MIGRATION' };

describe('A system that starts', () => {
  let dataDir: string;
  let running: readonly System[] = [];

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'bersinar-lost-'));
  });
  afterEach(async () => {
    await Promise.all(running.map((system) => system.close()));
    await rm(dataDir, { recursive: true, force: true });
  });

  async function start(): Promise<System> {
    const system = await startSystem(configFrom({ PORT: '0', DATA_DIR: dataDir }), createLogger('silent'));
    running = [...running, system];
    return system;
  }

  /** What is done to the keyring while no system runs on it. */
  async function meanwhile(change: (keyring: Db) => Promise<unknown>): Promise<void> {
    const stores = await startEmbeddedStores({ dataDir, eventstore: false });
    const mongo = openMongo(stores.mongodbUrl ?? '');
    await change(mongo.db(KEYRING));
    await mongo.close();
    await stores.close();
  }

  it('on a keyring that lost keys that the log needs says so in one sentence, and does not start (D9)', async () => {
    const system = await start();
    const api = new Api(system.url);
    await register(api, await cast(api), jose);
    await system.close();
    await (await start()).close();

    await meanwhile((keyring) => keyring.collection<{ _id: string }>('keys').deleteMany({ _id: /^[0-9a-f]{8}-/ }));
    await expect(start()).rejects.toThrow(
      /^The keyring lacks \d+ keys? that the log needs: restore it before you start\.$/,
    );
  });

  it('on a keyring that was restored from an older copy deletes again what the log says is gone (D9)', async () => {
    let system = await start();
    let api = new Api(system.url);
    const people = await cast(api);
    const [gone, other] = [await register(api, people, jose), await register(api, people, siti)];
    const names = SEAL_CLASSES.map((c) => `${gone.subject}:${c}`);
    const backup = await collectionsOf(keyringOf(system));
    expect(backup[0]).toContainEqual(expect.objectContaining({ _id: names[1], ct: expect.any(String) as string }));
    await erase(system.engine, gone.subject, [people.karutan.id, people.agencyHead.id]);
    expect(await personIn(api, people, gone.inmateId)).toEqual([undefined, ['identity', 'security']]);
    await system.close();
    await meanwhile((keyring) => restore(keyring, backup));

    system = await start();
    api = new Api(system.url);
    const keys = keyringOf(system).collection<{ _id: string }>('keys');
    expect(await keys.find({ _id: { $in: names } }).toArray()).toEqual(
      names.map((name) => ({ _id: name, k: name, destroyed: true })),
    );
    expect(await personIn(api, people, gone.inmateId)).toEqual([undefined, ['identity', 'security']]);
    expect(await personIn(api, people, other.inmateId)).toEqual([siti.name, undefined]);
  });
});

const keyringOf = (system: System): Db => system.database.client.db(KEYRING);

const collectionsOf = (keyring: Db): Promise<Document[][]> =>
  Promise.all(COLLECTIONS.map((name) => keyring.collection(name).find().toArray()));

async function restore(keyring: Db, backup: readonly Document[][]): Promise<void> {
  for (const [index, name] of COLLECTIONS.entries()) {
    const documents = backup[index] ?? [];
    await keyring.collection(name).deleteMany({});
    if (documents.length > 0) await keyring.collection(name).insertMany(documents);
  }
}

async function register(api: Api, { registrar }: Cast, person: object) {
  const receipt = await api.command(registrar, '/inmates', { unitId: RUTAN, ...person, context: LONG_AGO });
  const inmateId = receipt.text('id');
  return { inmateId, subject: (await api.ask(registrar, `/inmates/${inmateId}`)).text('subject') };
}

/** The name that somebody was registered with, and what can no longer be read of it. */
async function personIn(api: Api, { registrar }: Cast, inmateId: string): Promise<unknown[]> {
  const answer = await api.ask(registrar, `/inmates/${inmateId}`);
  return [answer.at('registrations.0.name'), answer.at('registrations.0.gone')];
}
