import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { until } from '../../apps/bersinar/story/client.js';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** Builds the applications where their sources are newer. */
export const buildApps = () => run(process.execPath, ['test/build-newer.mjs', 'apps', 'libs'], { cwd: ROOT });

type Settings = Readonly<Record<string, string>>;

/** Runs a built application of that name with these settings and no others; resolves when it is ready or has given up. */
export async function startApp(name: string, settings: Settings, args: readonly string[] = [], root = ROOT) {
  const child = spawn(process.execPath, [`dist/apps/${name}/main.js`, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, PORT: '0', REQUESTS_PER_MINUTE: '999999999', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', error: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.error += text));
  const exited = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  const urlIn = () => /"url":"([^"]+)".*"msg":"ready"/.exec(said.out)?.[1];
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  await until(`${name} starts`, () => Promise.resolve(urlIn() !== undefined || hasEnded()), 180_000);
  if (hasEnded()) await exited;
  return {
    url: urlIn() ?? '',
    pid: child.pid ?? 0,
    said,
    exited,
    stop: async (signal: NodeJS.Signals = 'SIGTERM'): Promise<number | NodeJS.Signals | null> => {
      if (!hasEnded()) child.kill(signal);
      const [code, killedBy] = await exited;
      return code ?? killedBy;
    },
  };
}

export type App = Awaited<ReturnType<typeof startApp>>;

/** What an application that is expected to give up answers. */
export async function refusalOf(name: string, settings: Settings, args: readonly string[] = []) {
  const { said, stop } = await startApp(name, settings, args);
  return { lines: said.error.split('\n'), wasReady: said.out.includes('"ready"'), code: await stop('SIGKILL') };
}

/** The processes that a process has started and that still run. */
export async function childrenOf(pid: number): Promise<number[]> {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=']);
  const rows = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  return rows.flatMap(([child, parent]) => (parent === pid && child !== undefined ? [child] : []));
}

/** Whether a process is there. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** What a built command line tool prints. */
export async function printed(program: string, args: readonly string[]): Promise<string> {
  return (await run(process.execPath, [`dist/apps/bersinar/${program}.js`, ...args], { cwd: ROOT })).stdout;
}

/** What a program of ours prints that is run with the code of a build and these settings. */
export async function printedBy(program: string, settings: Settings, root = ROOT): Promise<string> {
  const env = { PATH: process.env.PATH, ...settings };
  return (await run(process.execPath, [`${ROOT}/${program}`], { cwd: root, env })).stdout;
}
