import { Agent } from 'node:http';
import { developmentToken } from '#platform/auth';
import { untilReached } from './application.mjs';
import { appendDirectives } from './directives.mjs';
import { endOf } from './log.mjs';
import { get, load, ratio, row, SECONDS, table, whole } from './measuring.mjs';
import { UNIT } from './recording.mjs';

const PAGE = 50;
const IN_FLIGHT = [1, 16];

/** A page of directives beside reading the same page from the store. */
export async function benchQueries({ app, its }) {
  await appendDirectives(its.engine, 2 * PAGE, 2 * PAGE);
  await untilReached(app.url, await endOf(its));
  const token = await developmentToken({ role: 'kasubsi-pelayanan', unit: UNIT });
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const models = its.database.collection('directive-compliance__v1');
  const newest = models.find({ units: UNIT }).sort({ draftedOn: -1, _id: -1 });
  const page = async () =>
    whole(
      await newest
        .clone()
        .limit(PAGE + 1)
        .toArray(),
      PAGE + 1,
      'directives',
    );
  const ask = async () => {
    const { status, text } = await get(agent, token, `${app.url}/directives?limit=${PAGE}`);
    if (status !== 200) throw new Error(`A page of directives was answered with ${status}.`);
    whole(JSON.parse(text).items, PAGE, 'directives');
  };
  table(`a page of ${PAGE} directives`, [
    'in flight',
    'raw reads/s',
    'median ms',
    'p99 ms',
    'queries/s',
    'median ms',
    'p99 ms',
    'ratio',
  ]);
  for (const inFlight of IN_FLIGHT) {
    const one = await load(inFlight, SECONDS / 2, page);
    const two = await load(inFlight, SECONDS / 2, ask);
    row([
      inFlight,
      one.perSecond,
      one.median,
      one.p99,
      two.perSecond,
      two.median,
      two.p99,
      ratio(two.perSecond, one.perSecond),
    ]);
  }
  agent.destroy();
}
