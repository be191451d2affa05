import { once } from 'node:events';
import { createServer, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { anyStaff, type Engine, id, type Position, type RawEvent, Registry } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { inMemoryKeyring } from '#kernel/in-memory-keyring-for-specs';
import { person } from '#kernel/given-for-specs';
import { SPEC_KEYS } from '#kernel/tally-for-specs';
import type { Reader } from '../auth/index.js';
import { subscribers } from '../telemetry/index.js';
import { mappingOf } from './cloud-event.js';
import { EventsController } from './events.controller.js';

const reader: Reader = {
  actor: { ...person('service-1', 'service', 'RUTAN-BANJARNEGARA'), kind: 'SERVICE' },
  correlationId: id('spec', 1),
};

/** Looks for its head until it is let, and knows how many subscriptions still run. */
class SlowStore extends InMemoryEventStore {
  running = 0;
  private let = (): void => undefined;
  readonly asked = new Promise<void>((resolve) => {
    this.asking = resolve;
  });
  private asking!: () => void;

  answer(): void {
    this.let();
  }

  override async head(): Promise<Position | undefined> {
    this.asking();
    await new Promise<void>((resolve) => {
      this.let = resolve;
    });
    return super.head();
  }

  override async *subscribe(after: Position | undefined, signal: AbortSignal): AsyncIterable<RawEvent> {
    if (signal.aborted) return;
    this.running += 1;
    try {
      yield* super.subscribe(after, signal);
    } finally {
      this.running -= 1;
    }
  }
}

/** Whether a grant counts, as is answered one time after another. */
function answering(...answers: readonly (boolean | 'away')[]): () => Promise<boolean> {
  const left = [...answers];
  return () => {
    const next = left.shift() ?? false;
    return next === 'away' ? Promise.reject(new Error('away')) : Promise.resolve(next);
  };
}

/** As this process counts them. */
const streamsOpen = async (): Promise<number> => (await subscribers.get()).values[0]?.value ?? 0;

const controllerOn = (store: InMemoryEventStore): EventsController => {
  const engine: Engine = {
    store,
    keyring: inMemoryKeyring(),
    registry: new Registry([]),
    staff: anyStaff,
    keys: SPEC_KEYS,
    log: id('spec', 'log'),
    build: 'spec',
    zoneOf: () => 'Asia/Jakarta',
    now: () => new Date(),
  };
  return new EventsController(engine, mappingOf([], engine.registry), 60_000);
};

const replyOf = (raw: ServerResponse) => ({ hijack: () => undefined, getHeaders: () => ({}), raw });

/** A server on this machine that answers every request so. */
async function serving(handle: (raw: ServerResponse) => void) {
  const server = createServer((_, raw: ServerResponse) => {
    handle(raw);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

describe('HEAD', () => {
  it('answers the headers of the stream and ends', async () => {
    const controller = controllerOn(new InMemoryEventStore());
    const { server, port } = await serving((raw) => {
      void controller.stream({ from: 'start' }, undefined, reader, replyOf(raw));
    });
    const answer = await fetch(`http://127.0.0.1:${port}`, { method: 'HEAD' });
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      'text/event-stream',
      '',
    ]);
    server.close();
  });
});

describe('a subscriber that leaves while its stream begins', () => {
  it('leaves no subscription behind', async () => {
    const before = await streamsOpen();
    const store = new SlowStore();
    const controller = controllerOn(store);
    let streamed: Promise<void> | undefined;
    let closed: Promise<unknown> | undefined;
    const { server, port } = await serving((raw) => {
      closed = once(raw, 'close');
      streamed = controller.stream({ from: 'now' }, undefined, reader, replyOf(raw));
    });
    const sent = request({ host: '127.0.0.1', port }).end();
    sent.on('error', () => undefined);
    await store.asked;
    expect(await streamsOpen()).toBe(before + 1);
    sent.destroy();
    await closed;
    expect(await streamsOpen()).toBe(before);
    store.answer();
    await streamed;
    expect(store.running).toBe(0);
    server.close();
  });
});

describe('a stream', () => {
  it.each<[string, () => Partial<Reader>]>([
    ['its token does', () => ({ until: Date.now() + 300 })],
    ['the grant is taken away that it was asked under', () => ({ isStillGranted: answering(true, false) })],
    ['it is heard that it was, of a store that was away', () => ({ isStillGranted: answering('away', false) })],
  ])('ends when %s', async (_, change) => {
    const before = await streamsOpen();
    const store = new InMemoryEventStore();
    const controller = controllerOn(store);
    const { server, port } = await serving((raw) => {
      void controller.stream({ from: 'start' }, undefined, { ...reader, ...change() }, replyOf(raw));
    });
    const answer = await fetch(`http://127.0.0.1:${port}`);
    expect(await answer.text()).toContain('event: heartbeat');
    expect(await streamsOpen()).toBe(before);
    server.close();
  });

  it('is none of somebody who left before they were let in', async () => {
    const before = await streamsOpen();
    const store = new SlowStore();
    const controller = controllerOn(store);
    let left: Promise<void> | undefined;
    const { server, port } = await serving((raw) => {
      left = once(raw, 'close').then(() => controller.stream({ from: 'start' }, undefined, reader, replyOf(raw)));
      sent.destroy();
    });
    const sent = request({ host: '127.0.0.1', port }).end();
    sent.on('error', () => undefined);
    await once(server, 'request');
    await left;
    expect([await streamsOpen(), store.running]).toEqual([before, 0]);
    server.close();
  });

  it.each([
    [20, 'of one identity', () => reader],
    [500, 'of all', (n: number) => ({ ...reader, actor: { ...reader.actor, staffId: id('staff', n) } })],
  ] as const)('is one of %i %s', async (most, _, readerOf) => {
    const store = new InMemoryEventStore();
    const controller = controllerOn(store);
    const refusals: unknown[] = [];
    let asked = 0;
    const { server, port } = await serving((raw) => {
      const its = readerOf((asked += 1));
      controller.stream({ from: 'start' }, undefined, its, replyOf(raw)).catch((error: unknown) => {
        refusals.push(error);
        raw.writeHead(429).end();
      });
    });
    const leaving = new AbortController();
    const ask = () => fetch(`http://127.0.0.1:${port}`, { signal: leaving.signal });
    const answers = await Promise.all(Array.from({ length: most + 1 }, ask));
    expect(answers.map(({ status }) => status).filter((status) => status !== 200)).toEqual([429]);
    const refusal = { code: 'too-many-streams', status: 429, values: { most } };
    expect(refusals).toEqual([expect.objectContaining(refusal)]);
    leaving.abort();
    controller.onModuleDestroy();
    server.closeAllConnections();
    server.close();
  });
});
