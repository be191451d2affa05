import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, openSync, readdirSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { collect, refusedStart, startProcess, temporaryFolder, type StoreProcess } from './process-for-specs.js';

const event = () => jsonEvent({ type: 'VisitRecorded', data: {} });
const connect = (store: StoreProcess) => EventStoreDBClient.connectionString(store.url);
const unreadable = 'is damaged, or was written by another version.';

describe('the data folder', () => {
  it('belongs to one process, by whatever path it is reached', async () => {
    const store = await startProcess();
    const alias = `${store.dataDir}-alias`;
    await symlink(store.dataDir, alias);
    const refused = await refusedStart({ dataDir: alias });
    expect(refused.code).toBe(1);
    expect(refused.message.trim()).toBe(
      `embedded-stores: The data folder ${alias} is in use by process ${store.child.pid ?? 0}.`,
    );
    await rm(alias);
    await store.discard();
  });

  it('is waited for while the process before is still leaving', async () => {
    const before = await startProcess();
    const next = startProcess({ dataDir: before.dataDir });
    await before.stop();
    expect((await next).port).toBeGreaterThan(0);
    await (await next).discard();
  });

  it('is its owner’s alone, with all that is in it, from the first start on', async () => {
    const folder = await temporaryFolder();
    const dataDir = join(folder, 'data');
    const store = await startProcess({ dataDir, mongodb: true });
    expect(new Set(modesIn(dataDir))).toEqual(new Set(['700', '600']));
    expect(modesIn(dataDir)).toHaveLength(8); // the folder, two below it with two files each, and who holds it
    await store.discard();
    await rm(folder, { recursive: true });
  });

  it('that others could open is taken from them', async () => {
    const before = await startProcess({ mongodb: true });
    await before.stop();
    for (const path of pathsIn(before.dataDir)) chmodSync(path, statSync(path).isDirectory() ? 0o755 : 0o644);
    const store = await startProcess({ dataDir: before.dataDir, mongodb: true });
    expect(new Set(modesIn(before.dataDir))).toEqual(new Set(['700', '600']));
    await store.discard();
  });

  it('is free at once after SIGKILL, with all that was acknowledged', async () => {
    const killed = await startProcess();
    const client = connect(killed);
    await client.appendToStream('visit-1', [event(), event()]);
    await killed.stop('SIGKILL');
    await client.dispose();
    const store = await startProcess({ dataDir: killed.dataDir });
    const again = connect(store);
    expect(await collect(again.readStream('visit-1'))).toHaveLength(2);
    await again.dispose();
    await store.discard();
  });

  it('that cannot be written is refused', async () => {
    const folder = await temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    const { code, message } = await refusedStart({ dataDir: join(folder, 'file', 'data') });
    expect(code).toBe(1);
    expect(message).toMatch(/^embedded-stores: The data folder .* cannot be written: ENOTDIR\.\n$/);
    await rm(folder, { recursive: true });
  });

  it.each([
    [
      'holds something else',
      (file: string) => {
        writeFileSync(file, 'x'.repeat(20_000));
      },
      unreadable,
    ],
    [
      'is of another version of LMDB',
      (file: string) => {
        writeAt(file, 0x1c, 1);
      },
      unreadable,
    ],
    [
      'lost its head',
      (file: string) => {
        truncateSync(file, 100);
      },
      unreadable,
    ],
    [
      'lost its end',
      (file: string) => {
        truncateSync(file, 8_192);
      },
      'is damaged: its end is missing.',
    ],
    ['holds another format of events', rewriteFormat, 'has another format.'],
  ])('whose file %s is refused', async (_, damage, words) => {
    const store = await startProcess();
    const client = connect(store);
    await client.appendToStream('visit-1', event());
    await client.dispose();
    await store.stop();
    damage(join(store.dataDir, 'eventstore', 'data.mdb'));
    const { code, message } = await refusedStart({ dataDir: store.dataDir });
    expect(code).toBe(1);
    expect(message).toContain(words);
    expect(message.trim().split('\n')).toHaveLength(1);
    await store.discard();
  });
});

const pathsIn = (folder: string) => [
  folder,
  ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
];
const modesIn = (folder: string) => pathsIn(folder).map((path) => (statSync(path).mode & 0o777).toString(8));

function writeAt(path: string, offset: number, byte: number): void {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.of(byte), 0, 1, offset);
  closeSync(file);
}

function rewriteFormat(path: string): void {
  const folder = JSON.stringify(dirname(path));
  const options = `{ path: ${folder}, noSubdir: false, overlappingSync: false, encoding: 'binary' }`;
  const script = `require('lmdb').open(${options}).putSync('format', Buffer.from('bersinar-event-log-0'))`;
  spawnSync(process.execPath, ['-e', script], { stdio: 'inherit' });
}
