// Measures this machine: every figure of the system stands beside the same stores driven raw in the same run.
import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { oneLine } from '../../dist/apps/bersinar/process.js';
import { start } from './application.mjs';
import { benchCases } from './cases.mjs';
import { benchCommands } from './commands.mjs';
import { benchFolding } from './folding.mjs';
import { benchGrowth } from './growth.mjs';
import { areOnServers, DATABASE, dropOwnDatabase, freshLog } from './log.mjs';
import { print, rss } from './measuring.mjs';
import { benchProfile } from './profile.mjs';
import { benchProjections } from './projections.mjs';
import { benchQueries } from './queries.mjs';
import { benchScreenings } from './screenings.mjs';
import { benchStart } from './start.mjs';
import { benchStory } from './story.mjs';
import { benchWaits } from './waits.mjs';

const FROM_SOURCES = ['--no-warnings', '--conditions=local-source', '--import', './test/faults/typescript.mjs'];
/** A part that runs the sources: the stores in memory are not built. */
const ofSources = (file) => () =>
  execFileSync(process.execPath, [...FROM_SOURCES, `test/performance/${file}`], { stdio: 'inherit' });

/** Parts that are measured on stores of their own, or on none. */
const ALONE = {
  story: benchStory, // first, because it wants a log with nothing in it
  bytes: ofSources('bytes.mjs'),
  together: ofSources('projector-cpu.mjs'),
  catchup: benchProjections,
  commands: benchCommands,
  profile: benchProfile,
  folding: benchFolding,
  growth: benchGrowth,
  start: benchStart,
};
const TOGETHER = {
  waits: benchWaits,
  queries: benchQueries,
  screenings: benchScreenings,
  cases: benchCases,
};
const NOT_ON_SERVERS = {
  together: 'it plays the story on stores of its own, and its events from memory',
  start: 'it compares logs and keyrings of sizes of their own, and how long our own stores take to start',
};
const parts = Object.keys({ ...ALONE, ...TOGETHER });
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !parts.includes(name));
if (unknown.length > 0) refuse(`There is no part ${unknown.join(', ')}: ${parts.join(', ')}.`);
const { EVENTSTORE_URL, MONGODB_URL, KEK_FILE } = process.env;
if (!areOnServers && (EVENTSTORE_URL || MONGODB_URL))
  refuse('On servers it wants both: set EVENTSTORE_URL and MONGODB_URL.');
if (areOnServers && !KEK_FILE) refuse('On servers it wants the key of their log as well: set KEK_FILE.');
const isMeant = (name) => !areOnServers || !(name in NOT_ON_SERVERS);
const wanted = asked.length > 0 ? asked : parts;

if (areOnServers) await tryServers();
for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => void end(1));

print(
  `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
);
if (areOnServers)
  print(
    `In the database ${DATABASE}, which is dropped at the end, on servers whose CPU and memory are not ours to measure.`,
  );

try {
  for (const name of wanted.filter((one) => one in ALONE)) {
    print('');
    if (isMeant(name)) await ALONE[name]();
    else print(`${name} is left out on servers: ${NOT_ON_SERVERS[name]}.`);
  }
  if (wanted.some((one) => one in TOGETHER)) await benchTogether();
} catch (error) {
  console.error(error);
  await end(1);
}
await end(0);

/** Ends at once: after batched appends a client may never end. */
async function end(code) {
  if (areOnServers) await dropOwnDatabase().catch(() => undefined); // a server may be gone
  process.exit(code);
}

function refuse(line) {
  print(line);
  process.exit(1);
}

/** Ends with the line that says why it cannot be measured there. */
async function tryServers() {
  try {
    const its = await freshLog();
    await its.close();
    its.remove();
  } catch (error) {
    refuse(oneLine(error));
  }
}

/** The parts that are measured on one application and its stores. */
async function benchTogether() {
  const its = await freshLog();
  const app = await start(its.folder, its.settings);
  try {
    const [application, ...rest] = [app.child.pid, ...its.pids].map(rss);
    const stores = areOnServers ? '' : `, stores ${rest[0]}`;
    print(
      `ready after ${app.readyMs} ms; at rest ${rest.reduce((sum, mb) => sum + mb, application)} MB RSS (application ${application}${stores})`,
    );
    for (const name of wanted.filter((one) => one in TOGETHER)) {
      print('');
      await TOGETHER[name]({ app, its });
    }
  } finally {
    app.child.kill('SIGTERM');
    await app.exited;
    await its.close();
    its.remove();
  }
}
