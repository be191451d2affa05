import { Agent } from 'node:http';
import { developmentToken } from '#platform/auth';
import { directive, launch, register, untilReached } from './application.mjs';
import { appendDirectives, endOf, freshLog } from './directives.mjs';
import { get, pace, post, ratio, row, table } from './measuring.mjs';
import { AGENCY, UNIT } from './recording.mjs';

const STREAMS = [1_000, 200_000];
const TIMES = 300;

/** Commands and queries, one after another, on a log of so many streams and on a far larger one. */
export async function benchGrowth() {
  const its = await freshLog();
  const { eventstoreUrl, mongodbUrl } = its.stores;
  const settings = { EVENTSTORE_URL: eventstoreUrl, MONGODB_URL: mongodbUrl, KEK_FILE: its.kekFile };
  const figures = [];
  for (const [n, streams] of STREAMS.entries()) {
    const more = streams - (STREAMS[n - 1] ?? 0);
    await appendDirectives(its.engine, more, more);
    const app = await launch(its.folder, settings);
    await untilReached(app.url, await endOf(its));
    figures.push(await paces(app.url));
    app.child.kill('SIGTERM');
    await app.exited;
  }
  table('median ms with so many streams', [...STREAMS, 'ratio']);
  const [few, many] = figures;
  for (const what of Object.keys(few))
    row([what, few[what].median, many[what].median, ratio(many[what].median, few[what].median)]);
  await its.close();
  its.remove();
}

async function paces(url) {
  const chief = await developmentToken({ role: 'kepala-bnnk', unit: AGENCY });
  const agent = new Agent({ keepAlive: true });
  const body = JSON.stringify(directive(await register(url, { unitId: UNIT, role: 'kpr' })));
  const made = [];
  const create = async () => made.push(JSON.parse((await post(agent, chief, `${url}/directives`, body)).text).id);
  const auditor = await developmentToken({ role: 'auditor', unit: UNIT });
  const ask =
    (path, token = chief) =>
    async () => {
      const { status } = await get(agent, token, `${url}${path}`);
      if (status !== 200) throw new Error(`${path} was answered with ${status}.`);
    };
  await pace(TIMES / 10, create);
  const creating = await pace(TIMES, create);
  const figures = {
    create: creating,
    'one directive': await pace(TIMES, ask(`/directives/${made[0]}`)),
    'a page of 50': await pace(TIMES, ask('/directives?limit=50')),
    'a page of 50 by status': await pace(TIMES, ask('/directives?limit=50&status=DRAFTED')),
    'a history': await pace(TIMES, ask(`/audit/history?stream=directive-${made[0]}`, auditor)),
  };
  agent.destroy();
  return figures;
}
