// Recomputes the hash chain of a log from its description alone (ADR on hash chains): nothing here comes from this project.
// `node recompute-hashes.mjs esdb://…` reads a store; without an address it reads events from stdin, one JSON object a line:
// {stream, revision, id, type, data, metadata}.
import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';

async function* eventsOf(url) {
  if (url === undefined) {
    for await (const line of createInterface({ input: process.stdin })) if (line !== '') yield JSON.parse(line);
    return;
  }
  const { EventStoreDBClient } = await import('@eventstore/db-client');
  for await (const { event } of EventStoreDBClient.connectionString(url).readAll()) {
    if (event === undefined || event.streamId.startsWith('$')) continue;
    const { streamId: stream, revision, id, type, data, metadata } = event;
    yield { stream, revision: Number(revision), id, type, data, metadata };
  }
}

/** RFC 8785: names in UTF-16 order, strings and numbers as ECMAScript writes them. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

function hashOf({ stream, revision, id, type, data, metadata }) {
  const unhashed = Object.fromEntries(Object.entries(metadata).filter(([name]) => name !== 'hash'));
  const text = canonical({ stream, revision, id, type, data, metadata: unhashed });
  return createHash('sha256').update(`bersinar/event/1\n${text}`).digest('hex');
}

const heads = new Map();
let [events, broken] = [0, 0];
for await (const event of eventsOf(process.argv[2])) {
  const last = heads.get(event.stream) ?? { revision: -1, hash: '0'.repeat(64) };
  const { hash, prevHash } = event.metadata;
  if (hash !== hashOf(event) || prevHash !== last.hash || event.revision !== last.revision + 1) broken += 1;
  heads.set(event.stream, { revision: event.revision, hash });
  events += 1;
}
process.stdout.write(`${events} events, ${broken} broken\n`);
process.exit(broken === 0 && events > 0 ? 0 : 1);
