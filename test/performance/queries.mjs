import { Agent } from 'node:http';
import { developmentToken } from '#platform/auth';
import { get, load, ratio, row, SECONDS, table } from './measuring.mjs';

/** A page of directives beside reading the same page from the store. */
export async function benchQueries({ app, its }) {
  const token = await developmentToken({ role: 'kasubsi-pelayanan', unit: 'RUTAN-BANJARNEGARA' });
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const models = its.database.collection('directive-compliance__v1');
  const page = () => models.find({ units: 'RUTAN-BANJARNEGARA' }).sort({ draftedOn: -1, _id: -1 }).limit(51).toArray();
  const ask = () => get(agent, token, `${app.url}/directives?limit=50`);
  table('a page of 50 directives', [
    'in flight',
    'raw reads/s',
    'median ms',
    'p99 ms',
    'queries/s',
    'median ms',
    'p99 ms',
    'ratio',
  ]);
  for (const inFlight of [1, 16]) {
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
