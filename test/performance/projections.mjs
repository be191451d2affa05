import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { EventStoreDBClient } from '@eventstore/db-client';
import { cooperationProjections } from '#contexts/cooperation';
import { definitions } from '#contracts/registry';
import { commitOf, Registry } from '#kernel';
import { eventStoreDb } from '#platform/event-store';
import { runProjections } from '#platform/projections';
import { appendDirectives } from './directives.mjs';
import { areOnServers, freshLog } from './log.mjs';
import { cpuOf, ratio, row, table } from './measuring.mjs';

const EVENTS = 40_000;
const DIRECTIVES = EVENTS / 20;
const TURNS = 5;

/**
 * One projection that catches up with what this run has appended to a log beside reading that raw, in turns: how fast, and the CPU of this
 * process and of the stores, where these are not servers.
 */
export async function benchProjections() {
  const its = await freshLog();
  its.begun = await its.store.head(); // others may have written before
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
  const cpu = () => cpuOf(process.pid) + (areOnServers ? 0 : its.cpu());
  const [before, begun] = [cpu(), performance.now()];
  const end = await work(its);
  const took = { perSecond: EVENTS / ((performance.now() - begun) / 1000), cpu: ((cpu() - before) * 1e6) / EVENTS };
  await end();
  return took;
}

async function readRaw({ settings, begun }) {
  const raw = EventStoreDBClient.connectionString(settings.EVENTSTORE_URL);
  const commit = commitOf(begun);
  let events = 0;
  for await (const { event } of raw.readAll({ fromPosition: { commit, prepare: commit } }))
    if (event && !event.streamId.startsWith('$')) events += 1;
  if (events < EVENTS) throw new Error(`The log has ${events} events from there on.`);
  return () => raw.dispose();
}

async function projectAll({ settings, database, begun, engine: { keyring, log } }) {
  const client = eventStoreDb(settings.EVENTSTORE_URL);
  const store = Object.assign(Object.create(client), {
    subscribe: (after = begun, signal) => client.subscribe(after, signal),
  });
  const projections = cooperationProjections.filter(({ name }) => name === 'directive-compliance');
  const db = database.client.db(`bench_${randomUUID().slice(0, 8)}`);
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
