import { execFile } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type StoreProcess, startProcess, temporaryFolder } from '../../apps/embedded-stores/process-for-specs.js';
import { eventStoreDb } from '../../libs/platform/event-store/eventstoredb.js';
import { copyOf } from '../planted-for-specs.js';

const CONFIGS = ['jest.config.mjs', 'jest.slow.config.mjs', 'jest.real.config.mjs'];
const OF_ITS_OWN = /\b(startEmbeddedStores|startStore)\(/;
const LEFT_OUT = /^\/\/ Left out on servers: ./;

/** What `npm run test:real` says with these settings, and its exit code. */
async function real(settings: Record<string, string>, patterns: readonly string[] = [], cwd = '.') {
  const env = { PATH: process.env.PATH, ...settings };
  const running = promisify(execFile)(process.execPath, ['test/real.mjs', ...patterns], { env, cwd });
  return running.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: unknown) => error as { code: number; stdout: string; stderr: string },
  );
}

describe('The specs on servers', () => {
  let servers: StoreProcess;
  let keys: string;

  beforeAll(async () => {
    keys = await temporaryFolder();
    servers = await startProcess({ mongodb: true });
  });
  afterAll(async () => {
    await servers.discard();
    await rm(keys, { recursive: true, force: true });
  });

  it.each([
    [{}, 'EVENTSTORE_URL and MONGODB_URL'],
    [{ EVENTSTORE_URL: 'esdb://127.0.0.1:1' }, 'MONGODB_URL'],
    [{ EVENTSTORE_URL: ' ', MONGODB_URL: 'mongodb://127.0.0.1:1' }, 'EVENTSTORE_URL'],
  ])('are refused by one line without their names: %j', async (settings, missing) => {
    const { code, stderr } = await real(settings);
    const line = `Name the servers that the specs may write to: ${missing} must be set.\n`;
    expect([code, stderr]).toEqual([2, line]);
  });

  it('are refused when one neither asks for stores nor says why, before anything is written', async () => {
    const copy = copyOf('apps', 'libs', 'test', ...CONFIGS);
    try {
      await writeFile(join(copy, 'test/faults/silent.spec.ts'), "it('asks no store', () => undefined);\n");
      const nowhere = { EVENTSTORE_URL: 'esdb://127.0.0.1:1', MONGODB_URL: 'mongodb://127.0.0.1:1' };
      const { code, stdout, stderr } = await real({ ...nowhere, KEK_FILE: join(keys, 'kek') }, [], copy);
      const line =
        'They ask no server for its stores and do not say why in their first line: test/faults/silent.spec.ts.\n';
      expect([code, stdout, stderr]).toEqual([2, '', line]);
    } finally {
      await rm(copy, { recursive: true, force: true });
    }
  });

  it('write to them, and say which are left out, and why', async () => {
    const store = eventStoreDb(servers.url);
    expect(await store.head()).toBeUndefined();
    const settings = { EVENTSTORE_URL: servers.url, MONGODB_URL: servers.mongodbUrl, KEK_FILE: join(keys, 'kek') };
    const { code, stdout, stderr } = await real(settings, ['journeys/names', 'journeys/tampering']);
    expect([code, stdout]).toEqual([
      0,
      'left out  test/journeys/tampering.slow.spec.ts: it alters what is stored, which everybody else would meet.\n',
    ]);
    expect(stderr).toContain('PASS test/journeys/names.spec.ts');
    expect(await store.head()).toBeDefined();
    await store.close();
  });

  it('are left out by a line of their own when they start stores themselves', async () => {
    const folders = ['test/journeys', 'test/faults', 'libs/platform/event-store', 'libs/platform/policies'];
    const found = (await Promise.all(folders.map((folder) => readdir(folder, { recursive: true })))).flatMap(
      (names, at) => names.filter((name) => name.endsWith('.spec.ts')).map((name) => `${folders[at] ?? ''}/${name}`),
    );
    const texts = await Promise.all(found.map(async (path) => [path, await readFile(path, 'utf8')] as const));
    const starting = texts.filter(([, text]) => OF_ITS_OWN.test(text));
    expect(starting.length).toBeGreaterThan(4);
    expect(starting.filter(([, text]) => !LEFT_OUT.test(text)).map(([path]) => path)).toEqual([]);
  });
});
