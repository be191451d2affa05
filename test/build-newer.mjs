import { transformFile } from '@swc/core';
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Builds a folder into `dist` where a source is newer than what was made of it. */
export async function buildNewer(folder) {
  const files = await readdir(join(root, folder), { recursive: true });
  const sources = files.filter((file) => /\.(ts|json)$/.test(file) && !file.endsWith('.spec.ts'));
  const built = await Promise.allSettled(sources.map((file) => buildIfNewer(join(folder, file))));
  const failed = built.find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
}

async function buildIfNewer(file) {
  const from = join(root, file);
  const to = join(root, 'dist', file.replace(/\.ts$/, '.js'));
  const [{ mtimeMs: written }, built] = await Promise.all([stat(from), stat(to).catch(() => undefined)]);
  if (built && built.mtimeMs >= written) return;
  if (file.endsWith('.json')) {
    await mkdir(dirname(to), { recursive: true });
    return replace(to, await readFile(from));
  }
  const { code, map } = await transformFile(from, { cwd: root, swcrc: true });
  await mkdir(dirname(to), { recursive: true });
  await replace(`${to}.map`, map);
  await replace(to, `${code}\n//# sourceMappingURL=${to.slice(to.lastIndexOf('/') + 1)}.map\n`);
}

// Another run may start what this one builds.
async function replace(path, text) {
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, text);
  await rename(draft, path);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await Promise.all(process.argv.slice(2).map(buildNewer));
