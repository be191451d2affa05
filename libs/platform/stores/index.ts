import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export type EmbeddedStoresOptions = {
  dataDir: string;
  eventstore?: boolean;
  mongodb?: boolean;
  log?: (message: string) => void;
};

type Ports = { eventstorePort?: number; mongodbPort?: number };
type Ready = Ports & { password: string };
type Running = { child: ChildProcess; ready: Ready; exited: Promise<string> };

const startLimit = 15_000;
const stopLimit = 8_000;
const longestPause = 5_000;

/** Runs the embedded stores on `dataDir` in a process of their own, restarted on the same ports whenever it dies; throws in one sentence when it cannot start within 15 s. */
export async function startEmbeddedStores(options: EmbeddedStoresOptions) {
  const { dataDir, eventstore = true, mongodb = true, log = () => undefined } = options;
  const closing = new AbortController();
  const closed = () => closing.signal.aborted;
  let current = await start(
    dataDir,
    { ...(eventstore && { eventstorePort: 0 }), ...(mongodb && { mongodbPort: 0 }) },
    log,
  );
  const { ready } = current;
  const kept = keepRunning();

  return {
    ...(ready.eventstorePort && { eventstoreUrl: eventStoreUrl(ready.eventstorePort, ready.password) }),
    ...(ready.mongodbPort && { mongodbUrl: mongodbUrl(ready.mongodbPort, ready.password) }),
    /** Of the processes that run now. */
    get pids(): number[] {
      return current.child.pid === undefined ? [] : [current.child.pid];
    },
    async close(): Promise<void> {
      closing.abort();
      await stop(current);
      await kept;
    },
  };

  async function keepRunning(): Promise<void> {
    for (let failures = 0; ;) {
      const reason = await current.exited;
      if (closed()) return;
      log(`The embedded stores stopped (${reason}) and are started again.`);
      await pause(failures);
      if (closed()) return;
      try {
        current = await start(dataDir, ready, log);
        failures = 0;
        if (closed()) await stop(current);
      } catch (error) {
        failures++;
        log(error instanceof Error ? error.message : String(error));
      }
    }
  }

  async function pause(failures: number): Promise<void> {
    const { signal } = closing;
    await delay(Math.min(longestPause, 100 * 2 ** failures), undefined, { signal }).catch(() => undefined);
  }
}

export type EmbeddedStores = Awaited<ReturnType<typeof startEmbeddedStores>>;

async function start(
  dataDir: string,
  { eventstorePort, mongodbPort, password }: Ports & { password?: string },
  log: (line: string) => void,
): Promise<Running> {
  const flags = ['--data-dir', dataDir];
  if (eventstorePort !== undefined) flags.push('--eventstore-port', String(eventstorePort));
  if (mongodbPort !== undefined) flags.push('--mongodb-port', String(mongodbPort));
  if (password !== undefined) flags.push('--password-is-sent');
  const child = fork(program(), flags, {
    execArgv: isOfSource ? process.execArgv : [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  if (password !== undefined) child.send({ password }, () => undefined);
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = text.trim().replace(/^embedded-stores: /, '');
    log(words);
  });
  const exited = once(child, 'close').then(
    ([code, signal]) => words || `exit ${String(signal ?? code)}`,
    (error: unknown) => String(error),
  );
  const timer = setTimeout(() => {
    words ||= `no answer within ${startLimit / 1_000} s`;
    child.kill('SIGKILL');
  }, startLimit);
  const ready = await Promise.race([once(child, 'message').then(([message]: Ready[]) => message), exited]);
  clearTimeout(timer);
  if (typeof ready !== 'object') throw new Error(`The embedded stores did not start: ${ready ?? 'no answer'}`);
  return { child, ready, exited };
}

/** Without TLS the client sends no user, but the name of its connection with each call: that is the password. */
const eventStoreUrl = (port: number, password: string) =>
  `esdb://127.0.0.1:${port}?tls=false&connectionName=${password}`;
const mongodbUrl = (port: number, password: string) =>
  `mongodb://bersinar:${password}@127.0.0.1:${port}/?directConnection=true`;

async function stop({ child, exited }: Running): Promise<void> {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopLimit);
  await exited;
  clearTimeout(timer);
}

/** Whether this process runs the sources as they are: then so do the stores. */
const isOfSource = process.execArgv.includes('--conditions=local-source');

function program(): string {
  let root = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(root, 'package.json'))) root = dirname(root);
  if (isOfSource) return join(root, 'apps/embedded-stores/main.ts');
  const path = join(root, 'dist/apps/embedded-stores/main.js');
  if (!existsSync(path)) throw new Error('The embedded stores are not built: run `npm run build` first.');
  return path;
}
