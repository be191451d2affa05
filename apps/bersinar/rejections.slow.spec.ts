// Left out on servers: it has one client, by which a promise is rejected.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadKek } from '#platform/keyring';
import { startEmbeddedStores } from '#platform/stores';
import { fork, spawn } from 'node:child_process';
import { program } from '../embedded-stores/process-for-specs.js';
import { buildApps, ROOT, startApp } from '../../test/journeys/processes-for-specs.js';
import { until } from './story/client.js';

/** Rejects a promise for which nobody waits at SIGUSR2, in each thread; throws at SIGWINCH. */
const PRELOADED = `
  import { BroadcastChannel, isMainThread } from 'node:worker_threads';
  const channel = new BroadcastChannel('signals');
  const reject = () => { Promise.reject(new TypeError('unwatched')); };
  channel.onmessage = reject;
  channel.unref();
  const signalled = () => { reject(); channel.postMessage('reject'); };
  if (isMainThread) process.on('SIGUSR2', signalled).on('SIGWINCH', () => { throw new TypeError('uncaught'); });
`;
const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(PRELOADED)}`;
const REJECTED = /"name":"TypeError","message":"unwatched".*"msg":"a promise was rejected for which nobody waits"/g;

describe('A promise that is rejected while nobody waits for it', () => {
  let folder: string;
  let stores: Awaited<ReturnType<typeof startEmbeddedStores>>;
  let settings: Readonly<Record<string, string>>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bersinar-rejections-'));
    await buildApps();
    stores = await startEmbeddedStores({ dataDir: join(folder, 'stores') });
    const kekFile = join(folder, 'kek');
    await loadKek({ file: kekFile, mayCreate: true });
    settings = {
      EVENTSTORE_URL: stores.eventstoreUrl ?? '',
      MONGODB_URL: stores.mongodbUrl ?? '',
      KEK_FILE: kekFile,
      NODE_OPTIONS,
    };
  });
  afterAll(async () => {
    await stores.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each([
    ['bersinar', 2], // its thread is one more
    ['api', 1],
    ['projector', 1],
    ['gateway', 1],
  ])('is logged by %s, which goes on; what nobody catches ends it', async (name, times) => {
    const app = await startApp(name, settings);
    const isReady = async () => (await fetch(`${app.url}/health/ready`)).ok;
    await until('it is ready', isReady, 60_000);
    process.kill(app.pid, 'SIGUSR2');
    const logged = () => app.said.out.match(REJECTED)?.length ?? 0;
    await until('it is logged', () => Promise.resolve(logged() === times), 30_000);
    expect(await isReady()).toBe(true);
    process.kill(app.pid, 'SIGWINCH');
    expect([await app.exited, app.said.error]).toEqual([[1, null], '']);
    expect(app.said.out).toMatch(
      /"level":60.*"message":"uncaught".*"msg":"it ends, because of what nobody caught"\}\n$/,
    );
  });

  it('ends the embedded stores with one line: they are started again', async () => {
    const flags = ['--data-dir', join(folder, 'own'), '--eventstore-port', '0'];
    const child = fork(program, flags, {
      env: { NODE_OPTIONS },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let error = '';
    child.stderr?.on('data', (text: Buffer) => (error += text.toString()));
    await once(child, 'message');
    child.kill('SIGUSR2');
    expect([await once(child, 'close'), error]).toEqual([[1, null], 'embedded-stores: unwatched\n']);
  });

  it('ends a command of the command line with one line', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const flags = ['dist/apps/bersinar/projections.js', 'list', '--url', url];
    const env = { PATH: process.env.PATH, DEV_ISSUER_KEY: join(folder, 'issuer'), NODE_OPTIONS };
    const child = spawn(process.execPath, flags, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let error = '';
    child.stderr.on('data', (text: Buffer) => (error += text.toString()));
    await once(silent, 'connection');
    child.kill('SIGUSR2');
    expect([await once(child, 'close'), error]).toEqual([[1, null], 'projections: unwatched\n']);
    silent.close();
  });
});
