import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { EventStoreDBClient, START } from '@eventstore/db-client';
import { cooperationProjections } from '#contexts/cooperation';
import { definitions } from '#contracts/registry';
import { Registry } from '#kernel';
import { eventStoreDb } from '#platform/event-store';
import { runProjections } from '#platform/projections';
import { appendDirectives, freshLog } from './directives.mjs';
import { cpuOf, ratio, row, table } from './measuring.mjs';

const EVENTS = 40_000;
const DIRECTIVES = EVENTS / 20;
const TURNS = 5;

/**
 * One projection that catches up with a whole log beside reading that log, in turns, on stores with nobody else on them: how fast, and the CPU
 * of this process and of the stores.
 */
export async function benchProjections() {
  const its = await freshLog();
  await appendDirectives(its.engine, EVENTS, DIRECTIVES);
  table('catch-up', ['events', 'raw $all events/s', 'CPU µs', 'projected events/s', 'CPU µs', 'ratio', 'of CPU']);
  for (let turn = 0; turn < TURNS; turn += 1) {
    const [raw, projected] = [await measured(its, readRaw), await measured(its, projectAll)];
    const [cpu, theirs] = [projected, raw].map((one) => Math.round(one.cpu));
    const [perSecond, rawPerSecond] = [projected, raw].map((one) => Math.round(one.perSecond));
    row([EVENTS, rawPerSecond, theirs, perSecond, cpu, ratio(perSecond, rawPerSecond), ratio(theirs, cpu)]);
  }
  await its.close();
  its.remove();
}

async function measured(its, work) {
  const cpu = () => cpuOf(process.pid) + cpuOf(its.stores.pids[0]);
  const [before, begun] = [cpu(), performance.now()];
  const end = await work(its);
  const took = { perSecond: EVENTS / ((performance.now() - begun) / 1000), cpu: ((cpu() - before) * 1e6) / EVENTS };
  await end();
  return took;
}

async function readRaw({ stores }) {
  const raw = EventStoreDBClient.connectionString(stores.eventstoreUrl);
  let events = 0;
  for await (const { event } of raw.readAll({ fromPosition: START }))
    if (event && !event.streamId.startsWith('$')) events += 1;
  if (events < EVENTS) throw new Error(`The log has ${events} events.`);
  return () => raw.dispose();
}

async function projectAll({ stores, mongo, engine: { keyring, log } }) {
  const store = eventStoreDb(stores.eventstoreUrl);
  const projections = cooperationProjections.filter(({ name }) => name === 'directive-compliance');
  const db = mongo.db(`bench-${randomUUID().slice(0, 8)}`);
  const head = await store.head();
  const projector = runProjections(projections, { store, registry: new Registry(definitions), keyring, db, log });
  for (let state, position = ''; position < head; { state, position = '' } = projector.statuses()[0]) {
    if (state === 'stopped') throw new Error('The projection stopped.');
    await delay(5);
  }
  return async () => {
    await projector.stop();
    await db.dropDatabase();
    await store.close();
  };
}
