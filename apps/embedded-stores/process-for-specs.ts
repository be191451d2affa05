import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const program = resolve(fileURLToPath(import.meta.url), '../../../dist/apps/embedded-stores/main.js');

type Start = { dataDir?: string; port?: number; shell?: string };

/** Starts the built process on a folder of its own; `shell` is run before it in the same process, for limits. */
export async function startProcess({ dataDir, port: wanted = 0, shell }: Start = {}) {
  const folder = dataDir ?? (await temporaryFolder());
  const flags = [program, '--data-dir', folder, '--eventstore-port', String(wanted)];
  const limited = shell ? ['sh', '-c', `${shell}; exec "$@"`, 'sh', process.execPath] : [process.execPath];
  const [command = '', ...args] = [...limited, ...flags];
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const said = listen(child);
  const exited = once(child, 'close');
  await until(() => said.out.includes('\n') || child.exitCode !== null || child.signalCode !== null);
  const port = Number(/"eventstorePort":(\d+)/.exec(said.out)?.[1] ?? 0);

  return {
    child,
    dataDir: folder,
    port,
    url: `esdb://127.0.0.1:${port}?tls=false`,
    error: () => said.error,
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

function listen(child: ChildProcess) {
  const said = { out: '', error: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said.error += text));
  return said;
}
