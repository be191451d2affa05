// Measures this machine: every figure of the system stands beside the same stores driven raw in the same run.
import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedStores } from '#platform/stores';
import { start } from './application.mjs';
import { benchCases } from './cases.mjs';
import { benchCommands } from './commands.mjs';
import { benchFolding } from './folding.mjs';
import { benchGrowth } from './growth.mjs';
import { print, rss } from './measuring.mjs';
import { benchProjections } from './projections.mjs';
import { benchQueries } from './queries.mjs';
import { benchScreenings } from './screenings.mjs';
import { benchStart } from './start.mjs';
import { benchStory } from './story.mjs';
import { benchWaits } from './waits.mjs';

const FROM_SOURCES = ['--no-warnings', '--conditions=local-source', '--import', './test/faults/typescript.mjs'];
/** Of the sources: the stores in memory are not built. */
const benchBytes = () =>
  execFileSync(process.execPath, [...FROM_SOURCES, 'test/performance/bytes.mjs'], { stdio: 'inherit' });

/** Parts that need stores with nobody else on them, or none. */
const ALONE = {
  bytes: benchBytes,
  catchup: benchProjections,
  commands: benchCommands,
  folding: benchFolding,
  growth: benchGrowth,
  start: benchStart,
  story: benchStory,
};
const TOGETHER = {
  waits: benchWaits,
  queries: benchQueries,
  screenings: benchScreenings,
  cases: benchCases,
};
const parts = Object.keys({ ...ALONE, ...TOGETHER });
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !parts.includes(name));
if (unknown.length > 0) {
  print(`There is no part ${unknown.join(', ')}: ${parts.join(', ')}.`);
  process.exit(1);
}
const { EVENTSTORE_URL, MONGODB_URL, KEK_FILE } = process.env;
const areOnServers = !!EVENTSTORE_URL && !!MONGODB_URL;
if (!areOnServers && (EVENTSTORE_URL || MONGODB_URL)) {
  print('On servers it wants both: set EVENTSTORE_URL and MONGODB_URL.');
  process.exit(1);
}
const wanted = asked.length > 0 ? asked : areOnServers ? Object.keys(TOGETHER) : parts;
const alone = wanted.filter((name) => name in ALONE);
if (areOnServers && alone.length > 0) {
  print(
    `On the servers of EVENTSTORE_URL and MONGODB_URL ${alone.join(', ')} cannot be measured: it wants stores of its own.`,
  );
  process.exit(1);
}

for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => process.exit(1));

print(
  `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
);

for (const name of alone) {
  print('');
  await ALONE[name]();
}
if (wanted.some((one) => one in TOGETHER)) await benchTogether();
process.exit(0); // after batched appends a client may never end

/** The parts that are measured on one application and its stores. */
async function benchTogether() {
  const folder = mkdtempSync(join(tmpdir(), 'bersinar-bench-'));
  const kekFile = (areOnServers && KEK_FILE) || join(folder, 'kek');
  if (!existsSync(kekFile)) {
    writeFileSync(kekFile, `id ${randomUUID()}\nkey ${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  }

  const stores = areOnServers
    ? { eventstoreUrl: EVENTSTORE_URL, mongodbUrl: MONGODB_URL, pids: [], close: () => Promise.resolve() }
    : await startEmbeddedStores({ dataDir: folder });
  const app = await start(folder, {
    EVENTSTORE_URL: stores.eventstoreUrl,
    MONGODB_URL: stores.mongodbUrl,
    KEK_FILE: kekFile,
  }).catch(async ({ message }) => {
    print(message);
    await stores.close();
    rmSync(folder, { recursive: true, force: true });
    process.exit(1);
  });
  try {
    const [application, ...rest] = [app.child.pid, ...stores.pids].map(rss);
    const places = areOnServers ? 'stores are servers' : `stores ${rest[0]}`;
    print(
      `ready after ${app.readyMs} ms; at rest ${rest.reduce((sum, mb) => sum + mb, application)} MB RSS (application ${application}, ${places})`,
    );
    for (const name of wanted.filter((one) => one in TOGETHER)) {
      print('');
      await TOGETHER[name]({ app, stores, kekFile });
    }
  } finally {
    app.child.kill('SIGTERM');
    await app.exited;
    await stores.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
