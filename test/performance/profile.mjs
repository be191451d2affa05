import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentToken } from '#platform/auth';
import { directive, launch, register } from './application.mjs';
import { freshLog } from './log.mjs';
import { cpuOf, load, post, print, row, SECONDS, table } from './measuring.mjs';
import { AGENCY, UNIT } from './recording.mjs';

const IN_FLIGHT = 64;
const LEAST = 0.005; // of the time: what takes less is one line with all that does

/** What a create costs the application, and who uses the time of its two threads meanwhile: samples by folder and package, which cost something themselves. */
export async function benchProfile() {
  const its = await freshLog();
  const folder = mkdtempSync(join(tmpdir(), 'profile-'));
  const app = await launch(its.folder, its.settings, 'bersinar', ['--cpu-prof', `--cpu-prof-dir=${folder}`]);
  const chief = await developmentToken({ role: 'kepala-bnnk', unit: AGENCY });
  const body = JSON.stringify(directive(await register(app.url, { unitId: UNIT, role: 'kpr' })));
  const agent = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT });
  const create = () => post(agent, chief, `${app.url}/directives`, body);
  await load(IN_FLIGHT, SECONDS, create); // what is compiled late is compiled
  const [from, before] = [monotonicUs(), cpuOf(app.child.pid)];
  const { times } = await load(IN_FLIGHT, SECONDS, create);
  const [until, after] = [monotonicUs(), cpuOf(app.child.pid)];
  agent.destroy();
  app.child.kill('SIGTERM');
  await app.exited;
  await its.close();
  its.remove();
  print(
    `A create, ${IN_FLIGHT} in flight, ${times} of them: ${(((after - before) * 1000) / times).toFixed(2)} ms of CPU, of both threads.`,
  );
  const profiles = readdirSync(folder).toSorted((a, b) => threadIn(a) - threadIn(b));
  for (const [thread, file] of profiles.entries()) {
    const profile = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    show(['the API', 'projections and policies'][thread], usedBy(profile, from, until));
  }
  rmSync(folder, { recursive: true });
}

/** The number of a thread, from the name of its profile. */
const threadIn = (file) => Number(file.split('.')[4]);

/** The clock of a profile. */
const monotonicUs = () => Number(process.hrtime.bigint() / 1000n);

/** Microseconds between two moments, by who used them. */
function usedBy({ nodes, samples, timeDeltas, startTime }, from, until) {
  const owners = new Map(nodes.map((node) => [node.id, ownerOf(node.callFrame)]));
  const used = new Map();
  let at = startTime;
  samples.forEach((id, n) => {
    at += timeDeltas[n];
    const owner = owners.get(id);
    if (at >= from && at < until && owner !== '(idle)') used.set(owner, (used.get(owner) ?? 0) + timeDeltas[n]);
  });
  return used;
}

const PLACES = [
  /\/node_modules\/((?:@[^/]+\/)?[^/]+)/,
  /\/dist\/((?:apps|libs)\/[^/]+(?:\/[^/.]+(?=\/))?)/,
  /^(node:[^/]+(?:\/[^/]+)?)/,
];

function ownerOf({ url, functionName }) {
  if (url === '') return functionName.startsWith('(') ? functionName : 'V8 and the bindings of Node';
  for (const place of PLACES) {
    const [, owner] = place.exec(url) ?? [];
    if (owner) return owner;
  }
  return url;
}

function show(thread, used) {
  const whole = [...used.values()].reduce((sum, us) => sum + us, 0);
  const [many, few] = [[], []];
  for (const entry of [...used].toSorted(([, a], [, b]) => b - a)) (entry[1] >= LEAST * whole ? many : few).push(entry);
  const rest = few.reduce((sum, [, us]) => sum + us, 0);
  table(`the thread of ${thread}`, ['share of its time']);
  for (const [owner, us] of [...many, [`${few.length} others`, rest]]) row([owner, (us / whole).toFixed(3)]);
}
