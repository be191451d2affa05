import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { developmentToken } from '#platform/auth';
import { directive, register } from './application.mjs';
import { appendDirectives } from './directives.mjs';
import { freshLog } from './log.mjs';
import { cpuOf, post, ratio, row, table } from './measuring.mjs';
import { AGENCY, UNIT } from './recording.mjs';

const EVENTS = 20_000;
const TURNS = 3;
const A_COMMAND_EVERY_MS = 20;
const WITHOUT_FOLDING_MS = 8_000;
const WARM = 20;

/** How long commands take while all projections catch up with a log: without a projector, with it on a thread of its own, and on the API's. */
export async function benchFolding() {
  const its = await freshLog();
  await appendDirectives(its.engine, EVENTS, EVENTS / 20);
  const events = await lengthOf(its.store); // on servers others' too: what is folded anew is folded whole
  const took = { none: [], thread: [], own: [] };
  const folded = { thread: [], own: [] };
  let staffId;
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const how of Object.keys(took)) {
      const app = await launched(its, how);
      if (how !== 'none') await untilFolded(its);
      staffId ??= await register(app.url, { unitId: UNIT, role: 'kpr' });
      const { latencies, seconds, cpu } = await commandsWhileFolding(its, app, how, staffId);
      took[how].push(...latencies);
      folded[how]?.push({ seconds, cpu });
      app.child.kill('SIGTERM');
      await once(app.child, 'exit');
    }
  }
  table(`commands while ${events} events are folded`, [
    'projector',
    'commands',
    'median ms',
    'p99 ms',
    'of no projector',
    'p99',
    'events/s',
    'CPU s',
  ]);
  const none = shares(took.none);
  for (const [how, latencies] of Object.entries(took)) {
    const own = shares(latencies);
    const rates = (folded[how] ?? []).map(({ seconds }) => events / seconds).sort((a, b) => a - b);
    const cpus = (folded[how] ?? []).map(({ cpu }) => cpu).sort((a, b) => a - b);
    const middle = (some) => some[Math.floor(some.length / 2)];
    const [rate, cpu] = rates.length === 0 ? ['', ''] : [Math.round(middle(rates)), middle(cpus).toFixed(1)];
    const ratios = [ratio(own.median, none.median), ratio(own.p99, none.p99)];
    row([how, latencies.length, own.median.toFixed(1), own.p99.toFixed(1), ...ratios, rate, cpu]);
  }
  await its.close();
  its.remove();
}

function shares(latencies) {
  const sorted = [...latencies].sort((a, b) => a - b);
  const at = (share) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return { median: at(0.5), p99: at(0.99) };
}

async function lengthOf(store) {
  let events = 0;
  for await (const { stream } of store.readAll()) events += stream ? 1 : 0;
  return events;
}

async function launched({ folder, settings }, how) {
  const env = { ...process.env, ...settings, PORT: '0', DATA_DIR: folder };
  const app = join(import.meta.dirname, 'folding-app.mjs');
  const child = spawn(process.execPath, [app, how], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  process.once('exit', () => child.kill('SIGKILL'));
  const [url] = await once(child.stdout, 'data');
  return { child, url: String(url).trim() };
}

/** Sends one command after another, at a modest rate, while the projections, whose documents are lost, fold the log anew. */
async function commandsWhileFolding(its, { child, url }, how, staffId) {
  const token = await developmentToken({ role: 'kepala-bnnk', unit: AGENCY });
  const agent = new Agent({ keepAlive: true });
  const body = JSON.stringify(directive(staffId));
  for (let n = 0; n < WARM; n += 1) await post(agent, token, `${url}/directives`, body);
  const [begun, cpu] = [performance.now(), cpuOf(child.pid)];
  let folding = true;
  if (how !== 'none') await its.database.dropDatabase();
  const end = (how === 'none' ? delay(WITHOUT_FOLDING_MS) : untilFolded(its)).finally(() => (folding = false));
  const latencies = [];
  while (folding) {
    const from = performance.now();
    await post(agent, token, `${url}/directives`, body);
    latencies.push(performance.now() - from);
    await delay(Math.max(0, A_COMMAND_EVERY_MS - (performance.now() - from)));
  }
  await end;
  agent.destroy();
  const seconds = (performance.now() - begun) / 1000;
  return { latencies, seconds, cpu: cpuOf(child.pid) - cpu };
}

const MOST_UNANSWERED = 30;

/** Resolves when the projections have got to where the log ends now. A server that is at its limit may be late: it is asked again, so many times. */
async function untilFolded({ store, database }) {
  const head = await store.head();
  const checkpoints = database.collection('checkpoints');
  for (let unanswered = 0; ; await delay(50)) {
    try {
      if ((await checkpoints.findOne({ _id: 'group' }))?.reached >= head) return;
      unanswered = 0;
    } catch (error) {
      unanswered += 1;
      if (unanswered === MOST_UNANSWERED) throw error;
    }
  }
}
