import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { EventStoreDBClient, START } from '@eventstore/db-client';
import { cooperationProjections } from '#contexts/cooperation';
import { definitions } from '#contracts/registry';
import { Registry } from '#kernel';
import { eventStoreDb } from '#platform/event-store';
import { runProjections } from '#platform/projections';
import { appendDirectives, freshLog } from './directives.mjs';
import { ratio, row, table } from './measuring.mjs';

const EVENTS = Number(process.env.BENCH_EVENTS ?? 40_000);
const DIRECTIVES = EVENTS / 20;
const TURNS = 5;

/** One projection that catches up with a whole log beside reading that log, in turns, on stores with nobody else on them. */
export async function benchProjections() {
  const its = await freshLog();
  await appendDirectives(its.engine, EVENTS, DIRECTIVES);
  const turns = [];
  for (let turn = 0; turn < TURNS; turn += 1) turns.push([await rawPerSecond(its), await projectedPerSecond(its)]);
  await its.close();
  its.remove();
  table('catch-up', ['events', 'raw $all events/s', 'projected events/s', 'ratio']);
  for (const [raw, projected] of turns) row([EVENTS, Math.round(raw), Math.round(projected), ratio(projected, raw)]);
}

async function rawPerSecond({ stores }) {
  const raw = EventStoreDBClient.connectionString(stores.eventstoreUrl);
  const begun = performance.now();
  let events = 0;
  for await (const { event } of raw.readAll({ fromPosition: START }))
    if (event && !event.streamId.startsWith('$')) events += 1;
  const seconds = (performance.now() - begun) / 1000;
  await raw.dispose();
  return events / seconds;
}

async function projectedPerSecond({ stores, mongo, engine: { keyring, log } }) {
  const store = eventStoreDb(stores.eventstoreUrl);
  const projections = cooperationProjections.filter(({ name }) => name === 'directive-compliance');
  const db = mongo.db(`bench-${randomUUID().slice(0, 8)}`);
  const head = await store.head();
  const begun = performance.now();
  const projector = runProjections(projections, { store, registry: new Registry(definitions), keyring, db, log });
  for (let state, position = ''; position < head; { state, position = '' } = projector.statuses()[0]) {
    if (state === 'stopped') throw new Error('The projection stopped.');
    await delay(5);
  }
  const seconds = (performance.now() - begun) / 1000;
  await projector.stop();
  await db.dropDatabase();
  await store.close();
  return EVENTS / seconds;
}
