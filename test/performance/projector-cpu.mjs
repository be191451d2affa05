// The application's CPU per event when all projections catch up together on the story's events.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { definitions } from '#contracts/registry';
import { Registry } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { eventStoreDb, sharedTail } from '#platform/event-store';
import { loadKek } from '#platform/keyring';
import { runProjections } from '#platform/projections';
import { startEmbeddedStores } from '#platform/stores';
import { createLogger } from '#platform/telemetry';
import { configFrom } from '../../apps/bersinar/config.ts';
import { playStory } from '../../apps/bersinar/story/play-story.ts';
import { startSystem } from '../../apps/bersinar/system.ts';
import { print, row, table } from './measuring.mjs';

const TURNS = Number(process.env.TURNS ?? 3);

/** Deliveries in order, one object for all who follow, as the shared tail gives them. */
class Played extends InMemoryEventStore {
  constructor(events) {
    super();
    this.events = events;
  }
  head() {
    return Promise.resolve(this.events.at(-1).position);
  }
  readOne(stream, revision) {
    return Promise.resolve(this.events.find((one) => one.stream === stream && one.revision === revision));
  }
  read(stream) {
    return Promise.resolve(this.events.filter((one) => one.stream === stream));
  }
  async *readAll(after = '') {
    for (const event of this.events) if (event.position > after) yield event;
  }
  async *subscribe(after = '', signal) {
    yield* this.readAll(after);
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
  }
}

const dataDir = await mkdtemp(join(tmpdir(), 'bersinar-bench-'));
const stores = await startEmbeddedStores({ dataDir });
const settings = { EVENTSTORE_URL: stores.eventstoreUrl, MONGODB_URL: stores.mongodbUrl };
const config = configFrom({ PORT: '0', DATA_DIR: dataDir, ...settings }, ['--demonstration']);
await loadKek({ file: config.kekFile, mayCreate: true });
const system = await startSystem(config, createLogger('silent'));
if (await playStory(system, () => undefined)) print('The story did not hold.');
const events = [];
for await (const event of system.engine.store.readAll()) events.push(event);
const { keyring, log } = system.engine;
const { client } = system.database;

async function measured(store) {
  const db = client.db(`bench-${randomUUID().slice(0, 8)}`);
  const head = events.at(-1).position;
  const [cpu, begun] = [process.cpuUsage(), performance.now()];
  const run = runProjections(system.projections, { store, registry: new Registry(definitions), keyring, db, log });
  while (!run.statuses().every(({ position = '' }) => position >= head)) await delay(5);
  const { user, system: kernel } = process.cpuUsage(cpu);
  const seconds = (performance.now() - begun) / 1000;
  await run.stop();
  await db.dropDatabase();
  await store.close();
  return [((user + kernel) / 1000 / events.length).toFixed(2), Math.round(events.length / seconds)];
}

const columns = ['projections', 'events', 'CPU ms an event', 'events/s', 'CPU through the client', 'events/s'];
table('catch-up of all projections', columns);
for (let turn = 0; turn < TURNS; turn += 1) {
  const played = await measured(new Played(structuredClone(events)));
  const read = await measured(sharedTail(eventStoreDb(stores.eventstoreUrl)));
  row([system.projections.length, events.length, ...played, ...read]);
}
await system.close();
await stores.close();
await rm(dataDir, { recursive: true, force: true });
