import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const others = 0o077;

/** Takes from everybody but their owner what the stores have on disk; throws in one sentence that names what it may not. */
export function keepPrivate(dataDir: string): void {
  const files = ['eventstore', 'mongodb'].flatMap((store) => withContent(join(dataDir, store)));
  for (const path of [dataDir, ...files]) takeFromOthers(path);
}

const withContent = (folder: string) =>
  existsSync(folder) ? [folder, ...readdirSync(folder).map((name) => join(folder, name))] : [];

function takeFromOthers(path: string): void {
  const { mode } = statSync(path);
  if ((mode & others) === 0 || process.platform === 'win32') return;
  try {
    chmodSync(path, mode & ~others & 0o777);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new Error(`Others than its owner may open ${path}, and that cannot be changed: ${code}.`, { cause: error });
  }
}
