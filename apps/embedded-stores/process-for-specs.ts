import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { eventStoreUrlAt, mongodbUrlAt, passwordFlag, sendPassword } from './password-for-specs.js';

export const program = resolve(fileURLToPath(import.meta.url), '../../../dist/apps/embedded-stores/main.js');

type Start = { dataDir?: string; port?: number; shell?: string; mongodb?: boolean };
type Ports = { eventstorePort?: number; mongodbPort?: number };

/** Starts the built process on a folder of its own; `shell` is run before it in the same process, for limits. */
export async function startProcess({ dataDir, port: wanted = 0, shell, mongodb = false }: Start = {}) {
  const folder = dataDir ?? (await temporaryFolder());
  const flags = [program, '--data-dir', folder, '--eventstore-port', String(wanted), passwordFlag];
  if (mongodb) flags.push('--mongodb-port', '0');
  const limited = shell ? ['sh', '-c', `${shell}; exec "$@"`, 'sh', process.execPath] : [process.execPath];
  const [command = '', ...args] = [...limited, ...flags];
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  sendPassword(child);
  let error = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (error += text));
  const exited = once(child, 'close');
  const ready = once(child, 'message').then(([ports]) => ports as Ports);
  const none = exited.then((): Ports => ({}));
  const { eventstorePort: port = 0, mongodbPort = 0 } = await Promise.race([ready, none]);

  return {
    child,
    dataDir: folder,
    port,
    url: eventStoreUrlAt(port),
    mongodbUrl: mongodbUrlAt(mongodbPort),
    error: () => error,
    exited,
    async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
      child.kill(signal);
      await exited;
      return child.exitCode;
    },
    async discard(): Promise<void> {
      child.kill('SIGKILL');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type StoreProcess = Awaited<ReturnType<typeof startProcess>>;

/** What a process that is expected to give up says on stderr, and its exit code. */
export async function refusedStart(start: Start) {
  const given = await startProcess(start);
  await given.exited;
  return { message: given.error(), code: given.child.exitCode };
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

export const temporaryFolder = () => mkdtemp(join(tmpdir(), 'embedded-stores-'));

/** Waits for a condition, 20 s at most. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('Waited 20 s for a condition that never held.');
    await delay(10);
  }
}
