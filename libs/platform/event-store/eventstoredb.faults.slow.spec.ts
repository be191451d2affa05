// Left out on servers: it kills the store and starts it again.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { deadlineOf, type EventStore, type Patience, type Position, untilAnswered } from '#kernel';
import { someEvents, someStream } from '#kernel/event-store-contract-for-specs';
import { type EmbeddedStores, startEmbeddedStores } from '../stores/index.js';
import { repeatedAppends } from '../telemetry/index.js';
import { eventStoreProxy } from '../../../test/faults/proxy/eventstore-proxy-for-specs.js';
import { portIn, throughPort } from '../../../test/faults/proxy/line-for-specs.js';
import { eventStoreDb } from './eventstoredb.js';

const closing: (() => Promise<unknown>)[] = [];
let stores: EmbeddedStores;
let url: string;

beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'bersinar-faults-'));
  stores = await startEmbeddedStores({ dataDir, mongodb: false });
  url = stores.eventstoreUrl ?? '';
  closing.push(() => rm(dataDir, { recursive: true, force: true }));
  closing.push(() => stores.close());
});

afterEach(async () => {
  for (const close of closing.splice(2).toReversed()) await close();
});

afterAll(async () => {
  for (const close of closing.toReversed()) await close();
});

function open(at = url): EventStore {
  const store = eventStoreDb(at);
  closing.push(() => store.close());
  return store;
}

const answered = <T>(store: EventStore, call: () => Promise<T>, patience: Patience): Promise<T> =>
  untilAnswered(store, call, deadlineOf(patience), { code: 'outcome-unknown', patience });

describe('eventStoreDb', () => {
  it('outlives a server that is killed under load, and all is there once it is back', async () => {
    const [store, reader] = [open(), open()];
    const patience = { attemptMs: 2_500, totalMs: 20_000 };
    const streams = Array.from({ length: 24 }, someStream);
    const watching = new AbortController();
    const seen = watch(reader, watching.signal);
    let acknowledged = 0;
    const write = async (stream: string): Promise<void> => {
      for (let revision = -1; revision < 5; revision += 1) {
        const batch = someEvents(1);
        const expected = revision < 0 ? 'no-stream' : revision;
        await answered(store, () => store.append(stream, expected, batch), patience);
        await answered(reader, () => reader.read(stream), patience);
        acknowledged += 1;
      }
    };
    const writing = Promise.all(streams.map(write));
    for (const threshold of [30, 80]) {
      await until(() => acknowledged >= threshold);
      process.kill(stores.pids[0] ?? 0, 'SIGKILL');
    }
    await writing;
    expect(await repeatedAppends()).toBeGreaterThan(0);
    const places = streams.flatMap((stream) => Array.from({ length: 6 }, (_, revision) => `${stream}@${revision}`));
    await until(() => new Set(seen.places).size === places.length);
    watching.abort();
    await seen.ended;
    expect(seen.drops).toBeGreaterThan(0);
    expect(seen.places.toSorted()).toEqual(places.sort());
    for (const stream of streams) expect(await store.read(stream)).toHaveLength(6);
  });

  it('makes one new connection however many calls fail on the old one', async () => {
    const nobody = createServer().listen(0, '127.0.0.1');
    await once(nobody, 'listening');
    const { port } = nobody.address() as AddressInfo;
    nobody.close();
    const store = open(`esdb://127.0.0.1:${port}?tls=false`);
    const attempts = Array.from({ length: 64 }, () => store.append(someStream(), 'no-stream', someEvents(1)));
    expect(new Set((await Promise.allSettled(attempts)).map(({ status }) => status))).toEqual(new Set(['rejected']));
    expect(store.generation).toBe(1);
    await store.renew(0);
    expect(store.generation).toBe(1);
    await store.renew(1);
    expect(store.generation).toBe(2);
    await expect(store.head()).rejects.toThrow();
    expect(store.generation).toBe(3);
  });

  it('leaves a connection on which nothing comes any more for a new one', async () => {
    const proxy = await startProxy();
    const store = open(proxy.url);
    const [stream, events] = [someStream(), someEvents(1)];
    await store.append(stream, 'no-stream', events);
    const watching = new AbortController();
    const seen = watch(store, watching.signal);
    await until(() => seen.places.includes(`${stream}@0`));
    const [opened, repeated] = [proxy.connections(), await repeatedAppends()];
    proxy.freeze();
    const patience = { attemptMs: 400, totalMs: 15_000 };
    const batch = someEvents(1);
    const { revision } = await answered(store, () => store.append(stream, 0, batch), patience);
    expect(revision).toBe(1);
    expect(proxy.connections()).toBeGreaterThan(opened);
    expect(await repeatedAppends()).toBeGreaterThan(repeated);
    expect(await store.read(stream)).toHaveLength(2);
    watching.abort();
    await seen.ended;
  });

  it('never takes a read that was cut off for a whole one', async () => {
    const [direct, proxy] = [open(), await startProxy()];
    const stream = someStream();
    for (let revision = -1; revision < 1_199; revision += 400) {
      await direct.append(stream, revision < 0 ? 'no-stream' : revision, someEvents(400));
    }
    const store = open(proxy.url);
    await store.head();
    proxy.freezeAfter(200_000);
    const reading = store.read(stream).then(
      (events) => events.length,
      () => 'thrown',
    );
    await until(proxy.frozen);
    await store.renew();
    expect(await reading).toBe('thrown');
    expect(await store.read(stream)).toHaveLength(1_200);
  });

  it('waits for a question that is never answered no longer than for a silent server, and for events for ever', async () => {
    const questions: string[] = [];
    const proxy = await eventStoreProxy(portIn(url), (call) => {
      questions.push(call);
      return call === 'read-all' && !questions.slice(0, -1).includes(call) ? 'hang' : undefined;
    });
    const store = open(throughPort(url, proxy.port));
    closing.push(() => {
      proxy.close();
      return Promise.resolve();
    });
    const stream = someStream();
    const watching = new AbortController();
    const seen = watch(store, watching.signal);
    await until(() => questions.includes('subscribe'));
    await expect(store.head()).rejects.toThrow('silent');
    await store.append(stream, 'no-stream', someEvents(1));
    expect(await store.head()).toBeDefined();
    await until(() => seen.places.includes(`${stream}@0`));
    watching.abort();
    await seen.ended;
    expect([seen.drops, questions.filter((call) => call === 'subscribe')]).toEqual([0, ['subscribe']]);
  });

  it('says what is wrong with a connection string without quoting it', () => {
    expect(() => eventStoreDb('esdb://admin:geheim@')).toThrow(/^((?!geheim).)*connection string((?!geheim).)*$/);
  });
});

function watch(store: EventStore, signal: AbortSignal) {
  const seen = { places: [] as string[], drops: 0, ended: Promise.resolve() };
  let after: Position | undefined;
  const follow = async (): Promise<void> => {
    for await (const event of store.subscribe(after, signal)) {
      seen.places.push(`${event.stream}@${event.revision}`);
      after = event.position;
    }
  };
  const keepFollowing = async (): Promise<void> => {
    while (!signal.aborted) {
      await follow().catch(() => (seen.drops += 1));
      await delay(50);
    }
  };
  seen.ended = keepFollowing();
  return seen;
}

async function startProxy() {
  const sockets = new Set<Socket>();
  const freezing: (() => void)[] = [];
  let budget = Infinity;
  let opened = 0;
  const server = createServer((client) => {
    opened += 1;
    const target = connect(Number(new URL(url.replace('esdb', 'http')).port), '127.0.0.1');
    let left = Infinity;
    freezing.push(() => (left = 0));
    client.on('data', (bytes) => left > 0 && target.write(bytes));
    target.on('data', (bytes) => {
      if (left <= 0) return;
      left = Math.min(left, budget) - bytes.length;
      if (left > 0) client.write(bytes);
      else budget = Infinity;
    });
    for (const socket of [client, target]) sockets.add(socket.on('error', () => undefined));
    client.on('close', () => target.destroy());
    target.on('close', () => left > 0 && client.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    url: url.replace(/:\d+/, `:${(server.address() as AddressInfo).port}`),
    connections: () => opened,
    /** All that are open: a client has one for what it asks and another for what it follows. */
    freeze: () => {
      for (const freeze of freezing.splice(0)) freeze();
    },
    freezeAfter: (bytes: number) => (budget = bytes),
    frozen: () => budget === Infinity,
  };
}

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 30_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error('Waited 30 s for a condition that never held.');
    await delay(10);
  }
}
