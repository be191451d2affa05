// emmett-esdb behind bare Fastify, as its documentation shows it: node server.mjs <url of the event store> <file with an event>
import { readFileSync } from 'node:fs';
import { CommandHandler } from '@event-driven-io/emmett';
import { getEventStoreDBEventStore } from '@event-driven-io/emmett-esdb';
import { EventStoreDBClient } from '@eventstore/db-client';
import Fastify from 'fastify';

const [url, file] = process.argv.slice(2);
const event = JSON.parse(readFileSync(file, 'utf8'));
const store = getEventStoreDBEventStore(EventStoreDBClient.connectionString(url));
const handle = CommandHandler({
  evolve: ({ entries }) => ({ entries: entries + 1 }),
  initialState: () => ({ entries: 0 }),
});

const app = Fastify();
app.post('/things/:id', async ({ params: { id }, body }, reply) => {
  if (typeof body !== 'object') throw new Error('A command is an object.');
  const { newState } = await handle(store, `anchor-${id}`, () => [event]);
  return reply.code(201).send({ id, entries: newState.entries });
});
await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${app.server.address().port}\n`);
