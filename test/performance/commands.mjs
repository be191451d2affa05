import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import { GENESIS, link } from '#kernel';
import { developmentToken } from '#platform/auth';
import { directive } from './application.mjs';
import { load, post, ratio, row, SECONDS, table } from './measuring.mjs';

const IN_FLIGHT = [1, 16, 64];

/** Commands over HTTP beside appends of the same bytes. */
export async function benchCommands({ app, stores }) {
  const raw = EventStoreDBClient.connectionString(stores.eventstoreUrl);
  const token = await developmentToken({ role: 'kepala-bnnk', unit: 'BNNK-PURBALINGGA' });
  const body = JSON.stringify(directive(app.staffId));
  const stored = await firstEvent(raw, token, app.url, body);
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  table('commands', [
    'in flight',
    'raw appends/s',
    'median ms',
    'p99 ms',
    'commands/s',
    'median ms',
    'p99 ms',
    'ratio',
  ]);
  for (const inFlight of IN_FLIGHT) {
    const copies = Array.from({ length: inFlight * 60 * Math.ceil(SECONDS + 1) + 2_000 }, () => copyOf(stored));
    const appendRaw = () => {
      const { stream, event } = copies.pop() ?? copyOf(stored);
      return raw.appendToStream(stream, jsonEvent(event), { expectedRevision: NO_STREAM });
    };
    const send = () => post(agent, token, `${app.url}/directives`, body);
    await load(inFlight, 0.5, appendRaw);
    await load(inFlight, 0.5, send);
    const one = await load(inFlight, SECONDS, appendRaw);
    const two = await load(inFlight, SECONDS, send);
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
  void raw.dispose(); // after batched appends it may never answer
}

/** What a directive's event really holds, so that raw appends carry the same bytes. */
async function firstEvent(raw, token, url, body) {
  const { id } = JSON.parse((await post(undefined, token, `${url}/directives`, body)).text);
  for await (const { event } of raw.readStream(`directive-${id}`)) return event;
  throw new Error('The directive has no event.');
}

/** The same event in a stream of its own, with the hash it has there: projections read it too. */
function copyOf({ type, data, metadata }) {
  const stream = `directive-${randomUUID()}`;
  const [event] = link(stream, { revision: -1, hash: GENESIS }, [{ id: randomUUID(), type, data, metadata }]);
  return { stream, event };
}
