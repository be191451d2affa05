import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { EventStoreDBClient, START } from '@eventstore/db-client';
import { cooperationProjections } from '#contexts/cooperation';
import { definitions } from '#contracts/registry';
import { Registry } from '#kernel';
import { eventStoreDb } from '#platform/event-store';
import { openMongo } from '#platform/mongodb';
import { runProjections } from '#platform/projections';
import { ratio, row, table } from './measuring.mjs';

/** One projection that catches up with the whole log beside reading the log. */
export async function benchProjections({ app, stores }) {
  const raw = EventStoreDBClient.connectionString(stores.eventstoreUrl);
  const started = performance.now();
  let events = 0;
  for await (const { event } of raw.readAll({ fromPosition: START }))
    if (event && !event.streamId.startsWith('$')) events += 1;
  const rawPerSecond = events / ((performance.now() - started) / 1000);
  await raw.dispose();

  const store = eventStoreDb(stores.eventstoreUrl);
  const mongo = openMongo(stores.mongodbUrl);
  const [projection] = cooperationProjections.filter(({ name }) => name === 'directive-compliance');
  const db = mongo.db(`bench-${randomUUID().slice(0, 8)}`);
  const head = await store.head();
  const log = app.log;
  const begun = performance.now();
  const projector = runProjections([projection], { store, registry: new Registry(definitions), db, log });
  while ((projector.statuses()[0].position ?? '') < head) {
    const { state, reason } = projector.statuses()[0];
    if (state === 'stopped') throw new Error(`The projection stopped: ${JSON.stringify(reason)}`);
    await delay(5);
  }
  const perSecond = events / ((performance.now() - begun) / 1000);
  await projector.stop();
  await db.dropDatabase();
  await mongo.close();
  await store.close();
  table('catch-up', ['events', 'raw $all events/s', 'projected events/s', 'ratio']);
  row([events, Math.round(rawPerSecond), Math.round(perSecond), ratio(perSecond, rawPerSecond)]);
}
