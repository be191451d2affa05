import { EventStoreDBClient, jsonEvent, START } from '@eventstore/db-client';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  collect,
  program,
  refusedStart,
  startProcess,
  temporaryFolder,
  until,
  type StoreProcess,
} from './process-for-specs.js';

const event = (data: Record<string, unknown> = {}) => jsonEvent({ type: 'VisitRecorded', data });
const connect = (store: StoreProcess) => EventStoreDBClient.connectionString(store.url);
const cutOff = /^(cancelled|unavailable)$/;
const typeOf = (error: unknown) => (error as { type?: string }).type;
const newStream = () => `visit-${randomUUID()}`;

describe('the command line', () => {
  it.each([
    ['without a data folder', [], 'Give the data folder'],
    [
      'with a port that is none',
      ['--data-dir', '/nowhere', '--eventstore-port', '99999'],
      '--eventstore-port must be a port',
    ],
    ['with an unknown flag', ['--data-folder', 'x'], "Unknown option '--data-folder'"],
    ['by hand', ['--data-dir', '/nowhere'], 'it hands its password over a channel'],
  ])('%s is refused', async (_, flags, words) => {
    const child = spawn(process.execPath, [program, ...flags], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (text: Buffer) => (said += text.toString()));
    await once(child, 'close');
    expect([child.exitCode, said]).toEqual([1, expect.stringContaining(words)]);
  });

  it('with a port in use is refused', async () => {
    const store = await startProcess();
    const dataDir = await temporaryFolder();
    const { code, message } = await refusedStart({ dataDir, port: store.port });
    expect(code).toBe(1);
    expect(message).toBe(`embedded-stores: Port ${store.port} on 127.0.0.1 is in use.\n`);
    await rm(dataDir, { recursive: true });
    await store.discard();
  });
});

describe('SIGTERM', () => {
  it('ends subscriptions and appends so that the client knows, and the client finds the next process', async () => {
    const store = await startProcess();
    const client = connect(store);
    await client.appendToStream('visit-1', event());
    const subscription = client.subscribeToAll({ fromPosition: START });
    const dropped = once(subscription, 'error');
    await once(subscription, 'data');
    expect(await store.stop()).toBe(0);
    const [error] = (await dropped) as [Error & { type: string }];
    expect([error.type, error.message]).toEqual(['cancelled', expect.stringContaining('is shutting down')]);
    await expect(client.appendToStream('visit-1', event())).rejects.toMatchObject({ code: 14 });

    const next = await startProcess({ dataDir: store.dataDir, port: store.port });
    await until(async () => (await client.appendToStream('visit-2', event()).catch(() => undefined)) !== undefined);
    expect(await collect(client.readStream('visit-1'))).toHaveLength(1);
    await client.dispose();
    await next.discard();
  });

  it('answers each append that is under way: stored, or known to be cut off', async () => {
    const store = await startProcess();
    const client = connect(store);
    const streams = Array.from({ length: 200 }, newStream);
    await client.appendToStream('visit-0', event());
    const appending = Promise.allSettled(streams.map((stream) => client.appendToStream(stream, event())));
    await store.stop();
    const outcomes = await appending;
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(typeOf(outcome.reason)).toMatch(cutOff);
    }
    const next = await startProcess({ dataDir: store.dataDir });
    const again = connect(next);
    for (const [i, stream] of streams.entries()) {
      if (outcomes[i]?.status === 'fulfilled') expect(await collect(again.readStream(stream))).toHaveLength(1);
    }
    await Promise.all([client.dispose(), again.dispose()]);
    await next.discard();
  });
});

describe('the parent', () => {
  it('takes the process with it when it is killed', async () => {
    const dataDir = await temporaryFolder();
    const script = `
      const child = require('node:child_process').fork(${JSON.stringify(program)},
        ['--data-dir', ${JSON.stringify(dataDir)}, '--eventstore-port', '0'], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
      child.on('message', (ready) => console.log(JSON.stringify({ ...ready, pid: child.pid })));`;
    const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const { ready, pid, eventstorePort } = JSON.parse(line.toString()) as Record<string, number>;
    expect([ready, existsSync(join(dataDir, 'embedded-stores.pid'))]).toEqual([true, true]);
    expect(eventstorePort).toBeGreaterThan(0);
    parent.kill('SIGKILL');
    await until(() => !isAlive(pid ?? 0));
    expect(existsSync(join(dataDir, 'embedded-stores.pid'))).toBe(false);
    await rm(dataDir, { recursive: true });
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('a full disk', () => {
  it('refuses appends in words, keeps what was acknowledged and goes on answering', async () => {
    const store = await startProcess({ shell: 'trap "" XFSZ; ulimit -f 140000' });
    const client = connect(store);
    const note = 'x'.repeat(50_000);
    let stored = 0;
    const fill = async () => {
      for (;;) {
        await client.appendToStream('visit-1', event({ note }), {
          expectedRevision: stored === 0 ? 'no_stream' : BigInt(stored - 1),
        });
        stored++;
      }
    };
    await expect(fill()).rejects.toThrow('Nothing was stored: the disk refused it');
    expect(stored).toBeGreaterThan(0);
    await expect(
      client.appendToStream(newStream(), event({ note }), { credentials: { username: 'officer', password: 'none' } }),
    ).rejects.toThrow('RESOURCE_EXHAUSTED');
    expect(await collect(client.readStream('visit-1'))).toHaveLength(stored);

    await client.dispose();
    await store.stop();
    const roomy = await startProcess({ dataDir: store.dataDir });
    const again = connect(roomy);
    expect(await collect(again.readStream('visit-1'))).toHaveLength(stored);
    const next = await again.appendToStream('visit-1', event(), { expectedRevision: BigInt(stored - 1) });
    expect(next.nextExpectedRevision).toBe(BigInt(stored));
    await again.dispose();
    await roomy.discard();
  });
});
