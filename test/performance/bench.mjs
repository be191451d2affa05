// Measures this machine: every figure of the system stands beside the same stores driven raw in the same run.
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedStores } from '#platform/stores';
import { start } from './application.mjs';
import { benchBytes } from './bytes.mjs';
import { benchCases } from './cases.mjs';
import { benchCommands } from './commands.mjs';
import { print, rss } from './measuring.mjs';
import { benchProjections } from './projections.mjs';
import { benchQueries } from './queries.mjs';
import { benchScreenings } from './screenings.mjs';
import { benchStory } from './story.mjs';

const PARTS = {
  bytes: benchBytes,
  commands: benchCommands,
  catchup: benchProjections,
  queries: benchQueries,
  screenings: benchScreenings,
  cases: benchCases,
  story: benchStory,
};
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  print(`There is no part ${unknown.join(', ')}: ${Object.keys(PARTS).join(', ')}.`);
  process.exit(1);
}

for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => process.exit(1));

const folder = mkdtempSync(join(tmpdir(), 'bersinar-bench-'));
const kekFile = join(folder, 'kek');
writeFileSync(kekFile, `id ${randomUUID()}\nkey ${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });

print(
  `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
);
print('');

const stores = await startEmbeddedStores({ dataDir: folder });
const app = await start(folder, {
  EVENTSTORE_URL: stores.eventstoreUrl,
  MONGODB_URL: stores.mongodbUrl,
  KEK_FILE: kekFile,
});
try {
  print(
    `ready after ${app.readyMs} ms; at rest ${rss(app.child.pid) + rss(stores.pids[0])} MB RSS (application ${rss(app.child.pid)}, stores ${rss(stores.pids[0])})`,
  );
  for (const [name, bench] of Object.entries(PARTS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    print('');
    await bench({ app, stores, kekFile });
  }
} finally {
  app.child.kill('SIGTERM');
  await app.exited;
  await stores.close();
  rmSync(folder, { recursive: true, force: true });
}
