import { transformFile } from '@swc/core';
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = 'apps/embedded-stores';

/** Builds the embedded stores, which specs start as a process, where a source is newer than what was made of it. */
export default async function buildEmbeddedStores() {
  const files = await readdir(join(root, source), { recursive: true });
  const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
  const failed = (await Promise.allSettled(sources.map(buildIfNewer))).find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
}

async function buildIfNewer(file) {
  const from = join(root, source, file);
  const to = join(root, 'dist', source, file.replace(/\.ts$/, '.js'));
  const [{ mtimeMs: written }, built] = await Promise.all([stat(from), stat(to).catch(() => undefined)]);
  if (built && built.mtimeMs >= written) return;
  const { code, map } = await transformFile(from, { cwd: root, swcrc: true });
  await mkdir(dirname(to), { recursive: true });
  await replace(`${to}.map`, map);
  await replace(to, `${code}\n//# sourceMappingURL=${to.slice(to.lastIndexOf('/') + 1)}.map\n`);
}

// Another run may start the stores while this one builds them.
async function replace(path, text) {
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, text);
  await rename(draft, path);
}
