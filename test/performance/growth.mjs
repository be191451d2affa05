import { Agent } from 'node:http';
import { developmentToken } from '#platform/auth';
import { directive, launch, register, untilReached } from './application.mjs';
import { appendDirectives, endOf, freshLog } from './directives.mjs';
import { get, post, ratio, row, table } from './measuring.mjs';
import { AGENCY, UNIT } from './recording.mjs';

const STREAMS = [1_000, 200_000];
const TIMES = 300;

/** Commands and queries on a log of so many streams and on a far larger one: both stand side by side and are asked in turn, so that whatever else the machine does meets both. */
export async function benchGrowth() {
  const systems = await Promise.all(STREAMS.map(systemOf));
  table('median ms with so many streams', [...STREAMS, 'ratio']);
  const [few, many] = systems.map(({ calls }) => calls);
  for (const what of Object.keys(few)) {
    await inTurn(TIMES / 10, [few[what], many[what]]);
    const [one, other] = await inTurn(TIMES, [few[what], many[what]]);
    row([what, one.toFixed(2), other.toFixed(2), ratio(other, one)]);
  }
  for (const { close } of systems) await close();
}

/** A system with so many streams, up with its log: what may be asked of it, and how to end it. */
async function systemOf(streams) {
  const its = await freshLog();
  const { eventstoreUrl, mongodbUrl } = its.stores;
  await appendDirectives(its.engine, streams, streams);
  const settings = { EVENTSTORE_URL: eventstoreUrl, MONGODB_URL: mongodbUrl, KEK_FILE: its.kekFile };
  const app = await launch(its.folder, settings);
  await untilReached(app.url, await endOf(its));
  const agent = new Agent({ keepAlive: true });
  const close = async () => {
    agent.destroy();
    app.child.kill('SIGTERM');
    await app.exited;
    await its.close();
    its.remove();
  };
  return { calls: await callsOf(app.url, agent), close };
}

/** The median milliseconds of each of these calls, made one after another in turn. */
async function inTurn(times, calls) {
  const took = calls.map(() => []);
  for (let n = 0; n < times; n += 1) {
    for (const which of n % 2 === 0 ? [0, 1] : [1, 0]) {
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
  const body = JSON.stringify(directive(await register(url, { unitId: UNIT, role: 'kpr' })));
  const create = async () => JSON.parse((await post(agent, chief, `${url}/directives`, body)).text).id;
  const made = await create();
  await untilFound(agent, chief, `${url}/directives/${made}`);
  const ask =
    (path, token = chief) =>
    async () => {
      const { status } = await get(agent, token, `${url}${path}`);
      if (status !== 200) throw new Error(`${path} was answered with ${status}.`);
    };
  return {
    create,
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
