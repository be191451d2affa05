import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const root = join(import.meta.dirname, '..', '..');

/** What `npm run simulate` prints, what it says is wrong, and how it ends, on the sources in a folder. */
export async function simulated(
  options: readonly string[],
  cwd = root,
): Promise<{ readonly printed: string; readonly said: string; readonly status: unknown }> {
  const sources = ['--no-warnings', '--conditions=local-source', '--import', './test/faults/typescript.mjs'];
  const child = spawn(process.execPath, [...sources, 'test/simulation/simulate.ts', ...options], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [printed, said, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<unknown[]>,
  ]);
  return { printed, said, status };
}
