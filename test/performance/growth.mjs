import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { developmentToken } from '#platform/auth';
import { directive, launch, register, untilReached } from './application.mjs';
import { appendDirectives } from './directives.mjs';
import { areOnServers, endOf, freshLog } from './log.mjs';
import { get, post, print, ratio, row, table } from './measuring.mjs';
import { AGENCY, UNIT } from './recording.mjs';

const STREAMS = [1_000, 200_000];
const TIMES = 300;
const ISSUE = { issuedOn: '2025-01-02', effectiveOn: '2025-01-02', acknowledgeBy: '2025-01-09' };

/** Commands and queries on a log of so many streams and on a far larger one. */
export async function benchGrowth() {
  if (areOnServers)
    print('There is one log on the servers: it is measured before and after it grows, beside all that it had before.');
  const medians = areOnServers ? await beforeAndAfter() : await sideBySide();
  table('median ms with so many streams', [...STREAMS, 'ratio']);
  for (const [what, [one, other]] of Object.entries(medians))
    row([what, one.toFixed(2), other.toFixed(2), ratio(other, one)]);
}

/** Both stand side by side and are asked in turn, so that whatever else the machine does meets both. */
async function sideBySide() {
  const systems = await Promise.all(STREAMS.map(systemOf));
  const medians = await mediansOf(systems);
  for (const { close } of systems) await close();
  return medians;
}

async function beforeAndAfter() {
  const [few, many] = STREAMS;
  const system = await systemOf(few);
  const before = await mediansOf([system]);
  await system.grow(many - few);
  const after = await mediansOf([system]);
  await system.close();
  return Object.fromEntries(Object.keys(before).map((what) => [what, [...before[what], ...after[what]]]));
}

/** A system with so many streams, up with its log: what may be asked of it, how to give it more, and how to end it. */
async function systemOf(streams) {
  const its = await freshLog();
  await appendDirectives(its.engine, streams, streams);
  const app = await launch(its.folder, its.settings);
  await untilReached(app.url, await endOf(its));
  const agent = new Agent({ keepAlive: true });
  const grow = async (more) => {
    await appendDirectives(its.engine, more, more);
    await untilReached(app.url, await endOf(its));
  };
  const close = async () => {
    agent.destroy();
    app.child.kill('SIGTERM');
    await app.exited;
    await its.close();
    its.remove();
  };
  return { calls: await callsOf(app.url, agent), grow, close };
}

/** By what is asked, the median of each system. */
async function mediansOf(systems) {
  const medians = {};
  for (const what of Object.keys(systems[0].calls)) {
    const calls = systems.map((system) => system.calls[what]);
    await inTurn(TIMES / 10, calls);
    medians[what] = await inTurn(TIMES, calls);
  }
  return medians;
}

/** The median milliseconds of each of these calls, made one after another in turn. */
async function inTurn(times, calls) {
  const took = calls.map(() => []);
  const order = [...calls.keys()];
  for (let n = 0; n < times; n += 1) {
    for (const which of n % 2 === 0 ? order : order.toReversed()) {
      const begun = performance.now();
      await calls[which]();
      took[which].push(performance.now() - begun);
    }
  }
  return took.map((all) => all.sort((a, b) => a - b)[Math.floor(times / 2)]);
}

async function callsOf(url, agent) {
  const chief = await developmentToken({ role: 'kepala-bnnk', unit: AGENCY });
  const auditor = await developmentToken({ role: 'auditor', unit: UNIT });
  const guard = await developmentToken({ role: 'kpr', unit: UNIT });
  const body = JSON.stringify(directive(await register(url, { unitId: UNIT, role: 'kpr' })));
  const create = async () => JSON.parse((await post(agent, chief, `${url}/directives`, body)).text).id;
  const made = await create();
  await untilFound(agent, chief, `${url}/directives/${made}`);
  await post(agent, chief, `${url}/directives/${made}/issue`, JSON.stringify(ISSUE));
  const report = () => JSON.stringify({ followUpId: randomUUID(), report: 'It was read out at the roll call.' });
  const ask =
    (path, token = chief) =>
    async () => {
      const { status } = await get(agent, token, `${url}${path}`);
      if (status !== 200) throw new Error(`${path} was answered with ${status}.`);
    };
  return {
    create,
    'an act on one that is there': () => post(agent, guard, `${url}/directives/${made}/follow-up`, report()),
    'one directive': ask(`/directives/${made}`),
    'a page of 50': ask('/directives?limit=50'),
    'a page of 50 by status': ask('/directives?limit=50&status=DRAFTED'),
    'a history': ask(`/audit/history?stream=directive-${made}`, auditor),
  };
}

async function untilFound(agent, token, url) {
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await get(agent, token, url)).status === 200) return;
  }
  throw new Error('What was made is not found.');
}
