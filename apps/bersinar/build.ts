import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { said } from './config.js';

/** The repository's folder: the nearest one above the code that has a package.json. */
export const ROOT = nearest(import.meta.dirname);

/** What wrote an event (D1): the version and the commit, or `unknown`. Images say the commit in GIT_SHA. */
export function build(env: Readonly<Record<string, string | undefined>> = process.env): string {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  return `${version}+${said(env.GIT_SHA) ?? commit() ?? 'unknown'}`;
}

function nearest(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : nearest(dirname(folder));
}

function commit(): string | undefined {
  try {
    return execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim();
  } catch {
    return undefined;
  }
}
