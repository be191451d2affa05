import { EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

// Writes without end, over any number of crashes of the server, and prints what was acknowledged: stream, first revision, ids.
// A process of its own, because the client keeps the pending appends of all clients in one place: a failed stream rejects
// them all, and a reply that comes later throws where nobody can catch it. So one client lives at a time, and the next is
// made only when the last one's streams have ended.

const [url, writers] = process.argv.slice(2);
const appendsPerStream = 40;
const attemptLimit = 2_500;

let client = EventStoreDBClient.connectionString(url);
let renewing;
let stopping = false;

process.on('message', () => (stopping = true));
process.on('disconnect', () => process.exit(1));

await Promise.all(Array.from({ length: Number(writers) }, (_, i) => write(i)));
await client.dispose();
process.exit(0);

async function write(writer) {
  for (let round = 0; !stopping; round++) {
    const stream = `load-${randomUUID()}`;
    let expectedRevision = NO_STREAM;
    for (let i = 0; i < appendsPerStream && !stopping; i++) {
      const size = (writer + round + i) % 2 === 0 ? 1 : 10;
      const batch = randomUUID();
      const events = Array.from({ length: size }, () => jsonEvent({ type: 'Loaded', data: { batch, size } }));
      expectedRevision = await appendUntilKnown(stream, events, expectedRevision);
      const first = expectedRevision - BigInt(size) + 1n;
      process.stdout.write(`${stream} ${first} ${events.map(({ id }) => id).join()}\n`);
    }
  }
}

async function appendUntilKnown(stream, events, expectedRevision) {
  for (;;) {
    const used = client;
    try {
      const attempt = used.appendToStream(stream, events, { expectedRevision });
      const answer = await Promise.race([attempt, delay(attemptLimit, undefined)]);
      if (answer) return answer.nextExpectedRevision;
    } catch (error) {
      if (error.type === 'wrong-expected-version') throw error;
    }
    await renew(used);
  }
}

async function renew(used) {
  if (used === client) {
    renewing ??= (async () => {
      await used.dispose();
      await delay(20);
      client = EventStoreDBClient.connectionString(url);
      renewing = undefined;
    })();
  }
  await renewing;
}
