import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** A folder with these parts of the sources, in which bugs can be planted; whoever asks for it removes it. */
export function copyOf(...parts: readonly string[]): string {
  const copy = mkdtempSync(join(tmpdir(), 'bersinar-planted-'));
  for (const part of [...parts, 'package.json', '.swcrc']) {
    cpSync(join(root, part), join(copy, part), { recursive: true, preserveTimestamps: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** Plants what a patch says, or takes it out again with `--reverse`. */
export function plant(copy: string, patch: string, ...how: readonly string[]): void {
  execFileSync('git', ['apply', ...how, patch], { cwd: copy });
}
