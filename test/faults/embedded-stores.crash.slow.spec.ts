// Left out on servers: it kills the embedded stores, which it is about.
import { EventStoreDBClient, type AllStreamRecordedEvent } from '@eventstore/db-client';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { collect, startProcess, until, type StoreProcess } from '../../apps/embedded-stores/process-for-specs.js';

const kills = 10;
const writers = 32;
const wanted = 5_000;

type Acknowledged = { stream: string; first: number; ids: string[] };

let store: StoreProcess;
let load: ChildProcess;

beforeAll(async () => {
  store = await startProcess();
});

afterAll(async () => {
  load.kill('SIGKILL');
  await store.discard();
});

it(`loses, tears and doubles nothing when it is killed ${kills} times under load`, async () => {
  const acknowledged = startLoad();
  for (let kill = 1; kill <= kills; kill++) {
    const enough = acknowledged.length + wanted / kills;
    await until(() => acknowledged.length >= enough);
    await store.stop('SIGKILL');
    store = await startProcess({ dataDir: store.dataDir, port: store.port });
  }
  await until(() => acknowledged.length >= wanted);
  await stopLoad();

  const events = (await readEverything()).filter(({ streamId }) => !streamId.startsWith('$')); // the server's own statistics are nobody's batch
  const streams = groupBy(events, ({ streamId }) => streamId);
  const batches = groupBy(events, ({ data }) => (data as { batch: string }).batch);

  expect(acknowledged.length).toBeGreaterThanOrEqual(wanted);
  expect(acknowledged.filter(({ stream, first, ids }) => !isThere(streams.get(stream) ?? [], first, ids))).toEqual([]);
  expect([...streams.values()].filter((stream) => !isGapless(stream))).toEqual([]);
  expect([...batches.values()].filter((batch) => !isWhole(batch))).toEqual([]);
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  expect(isGrowing(events.map(({ position }) => position.commit))).toBe(true);
});

function startLoad(): Acknowledged[] {
  const acknowledged: Acknowledged[] = [];
  const driver = fileURLToPath(new URL('append-load.mjs', import.meta.url));
  load = spawn(process.execPath, [driver, store.url, String(writers)], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  if (load.stdout) {
    createInterface(load.stdout).on('line', (line) => {
      const [stream = '', first, ids = ''] = line.split(' ');
      acknowledged.push({ stream, first: Number(first), ids: ids.split(',') });
    });
  }
  return acknowledged;
}

async function stopLoad(): Promise<void> {
  const closed = once(load, 'close');
  load.send('stop');
  await closed;
  expect(load.exitCode).toBe(0);
}

async function readEverything(): Promise<AllStreamRecordedEvent[]> {
  const client = EventStoreDBClient.connectionString(store.url);
  const read = await collect(client.readAll());
  await client.dispose();
  return read.flatMap(({ event }) => event ?? []);
}

const isThere = (stream: AllStreamRecordedEvent[], first: number, ids: string[]) =>
  ids.every((id, i) => stream[first + i]?.id === id && stream[first + i]?.revision === BigInt(first + i));

const isGapless = (stream: AllStreamRecordedEvent[]) => stream.every(({ revision }, i) => revision === BigInt(i));

const isGrowing = (numbers: bigint[]) => numbers.every((number, i) => i === 0 || number > (numbers[i - 1] ?? 0n));

function isWhole(batch: AllStreamRecordedEvent[]): boolean {
  const [first] = batch;
  const { size } = first?.data as { size: number };
  return batch.length === size && batch.every(({ revision }, i) => revision === (first?.revision ?? 0n) + BigInt(i));
}

function groupBy(events: AllStreamRecordedEvent[], keyOf: (event: AllStreamRecordedEvent) => string) {
  const groups = new Map<string, AllStreamRecordedEvent[]>();
  for (const event of events) groups.set(keyOf(event), [...(groups.get(keyOf(event)) ?? []), event]);
  return groups;
}
