// Measures this machine: every figure of the system stands beside the same stores driven raw in the same run.
import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { availableParallelism, cpus, totalmem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EventStoreDBClient, jsonEvent, NO_STREAM, START } from '@eventstore/db-client';
import { cooperationProjections } from '#contexts/cooperation';
import { definitions } from '#contracts/registry';
import { GENESIS, link, Registry } from '#kernel';
import { developmentToken } from '#platform/auth';
import { eventStoreDb } from '#platform/event-store';
import { openMongo } from '#platform/mongodb';
import { runProjections } from '#platform/projections';
import { startEmbeddedStores } from '#platform/stores';

const IN_FLIGHT = [1, 16, 64];
const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);
const print = (line) => process.stdout.write(`${line}\n`);

for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => process.exit(1));

const folder = mkdtempSync(join(tmpdir(), 'bersinar-bench-'));
const kekFile = join(folder, 'kek');
writeFileSync(kekFile, `id ${randomUUID()}\nkey ${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });

print(
  `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
);
print('');

const stores = await startEmbeddedStores({ dataDir: folder });
const app = await start({ EVENTSTORE_URL: stores.eventstoreUrl, MONGODB_URL: stores.mongodbUrl, KEK_FILE: kekFile });
try {
  print(
    `ready after ${app.readyMs} ms; at rest ${rss(app.child.pid) + rss(stores.pids[0])} MB RSS (application ${rss(app.child.pid)}, stores ${rss(stores.pids[0])})`,
  );
  print('');
  await benchCommands();
  await benchProjections();
  await benchQueries();
} finally {
  app.child.kill('SIGTERM');
  await app.exited;
  await stores.close();
  rmSync(folder, { recursive: true, force: true });
}

async function benchCommands() {
  const raw = EventStoreDBClient.connectionString(stores.eventstoreUrl);
  const token = await developmentToken({ role: 'kepala-bnnk', unit: 'BNNK-PURBALINGGA' });
  const body = JSON.stringify(directive());
  const stored = await firstEvent(raw, token, body);
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
    const tell = () => post(agent, token, '/directives', body);
    await load(inFlight, 0.5, appendRaw);
    await load(inFlight, 0.5, tell);
    const one = await load(inFlight, SECONDS, appendRaw);
    const two = await load(inFlight, SECONDS, tell);
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
async function firstEvent(raw, token, body) {
  const { id } = JSON.parse((await post(undefined, token, '/directives', body)).text);
  for await (const { event } of raw.readStream(`directive-${id}`)) return event;
  throw new Error('The directive has no event.');
}

/** The same event in a stream of its own, with the hash it has there: projections read it too. */
function copyOf({ type, data, metadata }) {
  const stream = `directive-${randomUUID()}`;
  const [event] = link(stream, { revision: -1, hash: GENESIS }, [{ id: randomUUID(), type, data, metadata }]);
  return { stream, event };
}

async function benchProjections() {
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

async function benchQueries() {
  const token = await developmentToken({ role: 'kasubsi-pelayanan', unit: 'RUTAN-BANJARNEGARA' });
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const mongo = openMongo(stores.mongodbUrl);
  const models = mongo.db('bersinar').collection('directive-compliance__v1');
  const page = () => models.find({ units: 'RUTAN-BANJARNEGARA' }).sort({ _id: 1 }).limit(51).toArray();
  const ask = () => get(agent, token, '/directives?limit=50');
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
  await mongo.close();
}

/** Keeps so many calls in flight for so long; calls per second, and milliseconds per call. */
async function load(inFlight, seconds, call) {
  const took = [];
  const until = performance.now() + seconds * 1000;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (performance.now() < until) {
        const begun = performance.now();
        await call();
        took.push(performance.now() - begun);
      }
    }),
  );
  const elapsed = (performance.now() - started) / 1000;
  took.sort((a, b) => a - b);
  const at = (share) => Number((took[Math.floor(share * (took.length - 1))] ?? 0).toFixed(1));
  return { perSecond: Math.round(took.length / elapsed), median: at(0.5), p99: at(0.99) };
}

async function start(settings) {
  const begun = performance.now();
  const env = { ...process.env, ...settings, PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'info' };
  const child = spawn(process.execPath, ['dist/apps/bersinar/main.js'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  process.once('exit', () => child.kill('SIGKILL'));
  const url = await new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const ready = text.split('\n').find((line) => line.includes('"msg":"ready"'));
      if (ready) {
        text = '';
        resolve(JSON.parse(ready).url);
      } else if (text.length > 100_000) text = '';
    });
    child.once('exit', () => reject(new Error('The application did not start.')));
  });
  while ((await get(undefined, '', '/health/ready', url)).status !== 200) await delay(20);
  const readyMs = Math.round(performance.now() - begun);
  const token = await developmentToken({ role: 'kepala-bnnk', unit: 'BNNK-PURBALINGGA' });
  const { headers } = await send(
    undefined,
    'POST',
    `${url}/directives`,
    commandHeaders(token),
    JSON.stringify(directive()),
  );
  return { child, exited, url, readyMs, log: String(headers.position).split('.')[0] };
}

function directive() {
  return {
    unitId: 'RUTAN-BANJARNEGARA',
    issuingUnitId: 'BNNK-PURBALINGGA',
    number: 'JUKNIS/1',
    title: 'A directive of usual length',
    text: 'What must be done, by whom, until when, and how it is shown to have been done. '.repeat(4),
    addressees: [{ staffId: 'kpr.rutan-banjarnegara', unitId: 'RUTAN-BANJARNEGARA', role: 'kpr' }],
  };
}

function commandHeaders(token) {
  return { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() };
}

async function post(agent, token, path, body) {
  const answer = await send(agent, 'POST', app.url + path, commandHeaders(token), body);
  if (answer.status !== 201) throw new Error(`A command was answered with ${answer.status}.`);
  return answer;
}

function get(agent, token, path, url = app.url) {
  return send(agent, 'GET', url + path, { Authorization: `Bearer ${token}` });
}

function send(agent, method, url, headers, body) {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function rss(pid) {
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

function table(name, columns) {
  print(`| ${name}: ${columns.join(' | ')} |`);
  print(`|${' --- |'.repeat(columns.length)}`);
}

function row(cells) {
  print(`| ${cells.join(' | ')} |`);
}

function ratio(ours, raws) {
  return (ours / raws).toFixed(2);
}
