import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startEmbeddedStores } from './index.js';

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bersinar-stores-'));
});

afterEach(() => rm(dataDir, { recursive: true, force: true }));

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('Waited 20 s for a condition that never held.');
    await delay(20);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const event = () => jsonEvent({ type: 'VisitRecorded', data: {} });

describe('the embedded stores', () => {
  it('run in a process of their own until they are closed', async () => {
    const stores = await startEmbeddedStores({ dataDir, mongodb: false });
    const [pid = 0] = stores.pids;
    expect([stores.pids.length, isAlive(pid), pid === process.pid]).toEqual([1, true, false]);
    expect(stores.eventstoreUrl).toMatch(/^esdb:\/\/127\.0\.0\.1:\d+\?tls=false&connectionName=[\w-]{32}$/);
    expect(stores).not.toHaveProperty('mongodbUrl');
    await stores.close();
    expect(isAlive(pid)).toBe(false);
  });

  it('have a password, another at each start, which only who knows the URLs knows', async () => {
    const passwords = new Set<string>();
    for (let start = 1; start <= 2; start++) {
      const lines: string[] = [];
      const stores = await startEmbeddedStores({ dataDir, log: (line) => lines.push(line) });
      const [pid = 0] = stores.pids;
      const password = new URL(stores.mongodbUrl ?? '').password;
      expect(stores.eventstoreUrl).toContain(password);
      const seen = await Promise.all(['cmdline', 'environ'].map((what) => readFile(`/proc/${pid}/${what}`, 'utf8')));
      process.kill(pid, 'SIGKILL');
      await until(() => stores.pids[0] !== pid);
      const again = await readFile(`/proc/${stores.pids[0] ?? 0}/cmdline`, 'utf8');
      expect([...seen, again, ...lines].filter((text) => text.includes(password))).toEqual([]);
      expect(again).toContain('--password-is-sent');
      passwords.add(password);
      await stores.close();
    }
    expect(passwords.size).toBe(2);
    expect([...passwords].every((password) => /^[\w-]{32}$/.test(password))).toBe(true);
  });

  it('are started again at the same place, with the same data, whenever they die', async () => {
    const lines: string[] = [];
    const stores = await startEmbeddedStores({ dataDir, mongodb: false, log: (line) => lines.push(line) });
    const client = EventStoreDBClient.connectionString(stores.eventstoreUrl ?? '');
    await client.appendToStream('visit-1', event(), { expectedRevision: 'no_stream' });
    for (let death = 1; death <= 2; death++) {
      const [pid = 0] = stores.pids;
      process.kill(pid, 'SIGKILL');
      await until(() => lines.length === death && stores.pids[0] !== pid);
      const append = () => client.appendToStream('visit-1', event(), { expectedRevision: BigInt(death - 1) });
      await until(() => append().then(Boolean, () => false));
    }
    expect(lines).toEqual(Array(2).fill('The embedded stores stopped (exit SIGKILL) and are started again.'));
    await client.dispose();
    await stores.close();
  });

  it('are not started again when they are closed while they are down', async () => {
    const lines: string[] = [];
    const stores = await startEmbeddedStores({ dataDir, mongodb: false, log: (line) => lines.push(line) });
    const [pid = 0] = stores.pids;
    process.kill(pid, 'SIGKILL');
    await until(() => lines.length > 0);
    await stores.close();
    expect(stores.pids.some(isAlive)).toBe(false);
    const next = await startEmbeddedStores({ dataDir, mongodb: false });
    await next.close();
  });

  it('leave the interrupt of a terminal, which reaches them too, to their parent', async () => {
    const lines: string[] = [];
    const stores = await startEmbeddedStores({ dataDir, mongodb: false, log: (line) => lines.push(line) });
    const client = EventStoreDBClient.connectionString(stores.eventstoreUrl ?? '');
    process.kill(stores.pids[0] ?? 0, 'SIGINT');
    for (let i = 0; i < 50; i++) await client.appendToStream('visit-1', event());
    await client.dispose();
    expect(lines).toEqual([]);
    await stores.close();
  });

  it('say in one sentence why they do not start', async () => {
    await writeFile(join(dataDir, 'file'), '');
    await expect(startEmbeddedStores({ dataDir: join(dataDir, 'file'), mongodb: false })).rejects.toThrow(
      /^The embedded stores did not start: The data folder .* cannot be written: EEXIST\.$/,
    );
  });

  it('say who holds the data folder', async () => {
    const first = await startEmbeddedStores({ dataDir, mongodb: false });
    const [pid = 0] = first.pids;
    await expect(startEmbeddedStores({ dataDir, mongodb: false })).rejects.toThrow(`is in use by process ${pid}.`);
    await first.close();
  });
});
