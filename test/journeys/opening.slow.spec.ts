// Left out on servers: it starts logs, each time an empty one.
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { createHash, randomUUID } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonical, GENESIS, id } from '#kernel';
import { eventStoreDb } from '#platform/event-store';
import { openKeyring } from '#platform/keyring';
import { openMongo } from '#platform/mongodb';
import { startEmbeddedStores } from '#platform/stores';
import { buildApps, refusalOf, startApp } from './processes-for-specs.js';

const DEMONSTRATION = ['--demonstration'];
const notOfThisFormat = (place: string): string =>
  `The log in ${place} is not in format 2 of the data: this build neither reads nor changes it. Keep it, and start on another one.`;
const OLD = '2024-12-13T03:00:00.000Z';
const LOCKS = /lock\.mdb$|\.pid$/;

const digestOf = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

/** What every file of a folder holds, but for what says who has it open. */
async function contentOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !LOCKS.test(entry.name));
  const digests = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [
      path.slice(folder.length),
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    ] as const;
  });
  return Object.fromEntries(await Promise.all(digests));
}

/** What the first edition of the data format left behind: a log that says no format, and a keyring without keys of the house. */
async function startOldLog(dataDir: string): Promise<void> {
  const stores = await startEmbeddedStores({ dataDir });
  const mongo = openMongo(stores.mongodbUrl ?? '');
  const client = EventStoreDBClient.connectionString(stores.eventstoreUrl ?? '');
  const db = mongo.db('bersinar-keyring');
  const keyring = await openKeyring({ db, kekFile: join(dataDir, 'keys', 'kek'), mayCreate: true });
  await keyring.macKeyAt(OLD);
  const [stream, log] = [`log-${id('log')}`, randomUUID()];
  const event = { id: id('event', log, 0), type: 'LogStarted', data: { log } };
  const metadata = {
    ...{ env: 1, v: 1, log, recordedAt: OLD, zone: 'Asia/Jakarta', unitId: 'BERSINAR', about: [] },
    actor: { id: 'bersinar', kind: 'SYSTEM', role: 'system', unitId: 'BERSINAR' },
    command: { id: log, mac: GENESIS, macKey: log },
    ...{ $correlationId: log, $causationId: log, source: 'SYSTEM', legalBasis: 'LEGAL_DUTY', build: '0.1.0+unknown' },
    prevHash: GENESIS,
  };
  const hash = digestOf(`bersinar/event/1\n${canonical({ stream, revision: 0, ...event, metadata })}`);
  await client.appendToStream(stream, jsonEvent({ ...event, metadata: { ...metadata, hash } }));
  await client.dispose();
  await mongo.close();
  await stores.close();
}

describe('A process that opens a log', () => {
  let folder: string;
  const at = (name: string) => join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bersinar-opening-'));
    await buildApps();
    await Promise.all([startOldLog(at('old')), start('real'), start('demonstration', DEMONSTRATION)]);
    await cp(at('real'), at('mixed'), { recursive: true });
    for (const part of ['mongodb', 'keys']) {
      await rm(at(`mixed/${part}`), { recursive: true });
      await cp(at(`demonstration/${part}`), at(`mixed/${part}`), { recursive: true });
    }
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function start(name: string, args: readonly string[] = []): Promise<void> {
    const app = await startApp('bersinar', { DATA_DIR: at(name) }, args);
    expect([app.said.error, await app.stop()]).toEqual(['', 0]);
  }
  const givesUp = (sentence: string) => ({ code: 1, wasReady: false, lines: [sentence, ''] });

  it.each<[string, string, readonly string[], (place: string) => string]>([
    ['that began in the first edition of the data format', 'old', [], notOfThisFormat],
    ['that began so, for a demonstration', 'old', DEMONSTRATION, notOfThisFormat],
    [
      'of a demonstration, for real work',
      'demonstration',
      [],
      (place) => `The log in ${place} is a demonstration: start it with --demonstration, or real work on another one.`,
    ],
    [
      'of real people, for a demonstration',
      'real',
      DEMONSTRATION,
      (place) => `The log in ${place} is of real people: a demonstration starts on another one.`,
    ],
    [
      'whose keyring is not its own',
      'mixed',
      [],
      (place) =>
        `keyring-of-another-log: the keyring does not belong to the log in ${place}: restore the keyring that does.`,
    ],
  ])('refuses one %s, in one line that names where it is, and changes nothing', async (_, name, args, sentence) => {
    const before = await contentOf(at(name));
    expect(Object.keys(before)).toEqual(expect.arrayContaining(['/eventstore/data.mdb', '/keys/kek']));
    expect(await refusalOf('bersinar', { DATA_DIR: at(name) }, args)).toEqual(givesUp(sentence(at(name))));
    expect(await contentOf(at(name))).toEqual(before);
  });

  it.each<[string, string, readonly string[], string]>([
    [
      'one of a demonstration',
      'demonstration',
      [],
      'The log in the event store of EVENTSTORE_URL is a demonstration: start it with --demonstration, or real work on another one.',
    ],
    [
      'one of a demonstration, told that it is one',
      'demonstration',
      DEMONSTRATION,
      'A demonstration is refused where NODE_ENV is production.',
    ],
    ['to begin a demonstration', 'nothing', DEMONSTRATION, 'A demonstration is refused where NODE_ENV is production.'],
  ])('refuses in production %s', async (_, name, args, sentence) => {
    const stores = await startEmbeddedStores({ dataDir: at(name) });
    const store = eventStoreDb(stores.eventstoreUrl ?? '');
    const before = await store.head();
    const refusal = await refusalOf(
      'bersinar',
      {
        NODE_ENV: 'production',
        OIDC_ISSUER: 'https://issuer',
        OIDC_JWKS_URL: 'https://127.0.0.1:9/jwks',
        EVENTSTORE_URL: stores.eventstoreUrl ?? '',
        MONGODB_URL: stores.mongodbUrl ?? '',
        KEYRING_URL: `${stores.mongodbUrl ?? ''}&appName=keyring`,
        KEK_FILE: at('demonstration/keys/kek'),
      },
      args,
    );
    const after = await store.head();
    await store.close();
    await stores.close();
    expect([refusal, after]).toEqual([givesUp(sentence), before]);
  });

  it('has its own again, each for what it is', async () => {
    await start('real');
    await start('demonstration', DEMONSTRATION);
  });

  it('takes no other argument', async () => {
    const refusal = await refusalOf('bersinar', { DATA_DIR: at('nothing') }, ['--demo']);
    expect(refusal).toEqual(givesUp('There is one argument: --demonstration.'));
  });
});
