import {
  END,
  EventStoreDBClient,
  eventTypeFilter,
  jsonEvent,
  START,
  streamNameFilter,
  type AllStreamResolvedEvent,
  type Position,
} from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { startProcess, until, type StoreProcess } from '../process-for-specs.js';

let store: StoreProcess;
let client: EventStoreDBClient;

let before: Position;

beforeAll(async () => {
  store = await startProcess();
  client = EventStoreDBClient.connectionString(store.url);
});

beforeEach(async () => {
  before = await append('border-1', [-1]);
});

afterAll(async () => {
  await client.dispose();
  await store.discard();
});

async function append(stream: string, numbers: number[], type = 'Counted') {
  const events = numbers.map((n) => jsonEvent({ type, data: { n } }));
  const { position } = await client.appendToStream(stream, events);
  return position ?? { commit: 0n, prepare: 0n };
}

/** Everything a subscription says, in the order it says it. */
function hear(subscription: EventEmitter) {
  const heard: (number | string)[] = [];
  const errors: string[] = [];
  subscription.on('confirmation', () => heard.push('confirmation'));
  subscription.on('caughtUp', () => heard.push('caughtUp'));
  subscription.on('fellBehind', () => heard.push('fellBehind'));
  subscription.on('data', ({ event }: AllStreamResolvedEvent) => {
    if (event?.streamId.startsWith('$') === false) heard.push((event.data as { n: number }).n);
  });
  subscription.on('error', (error: Error & { type?: string }) => errors.push(error.type ?? error.message));
  const numbers = () => heard.filter((item) => typeof item === 'number');
  const says = (what: string) => until(() => heard.includes(what));
  return { heard, errors, numbers, says, reaches: (n: number) => until(() => heard.includes(n)) };
}

const newStream = () => `visit-${randomUUID()}`;
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

describe('a subscription to $all', () => {
  it('from the start delivers what is stored, is caught up, then delivers what comes', async () => {
    const fresh = await startProcess();
    const other = EventStoreDBClient.connectionString(fresh.url);
    const send = (n: number) => other.appendToStream(`visit-${n % 2}`, jsonEvent({ type: 'Counted', data: { n } }));
    for (const n of [0, 1]) await send(n);
    const { heard, says, reaches } = hear(other.subscribeToAll({ fromPosition: START }));
    await says('caughtUp');
    for (const n of [2, 3]) await send(n);
    await reaches(3);
    await other.dispose();
    await fresh.discard();
    expect(heard.filter((item) => item !== 'caughtUp')).toEqual(['confirmation', 0, 1, 2, 3]);
    expect(heard.indexOf('caughtUp')).toBeLessThanOrEqual(heard.indexOf(2));
  });

  it('from the end delivers only what comes after its confirmation', async () => {
    await append('visit-1', [0]);
    const { numbers, says, reaches } = hear(client.subscribeToAll({ fromPosition: END }));
    await says('confirmation');
    await append('visit-1', [1]);
    await reaches(1);
    expect(numbers()).toEqual([1]);
  });

  it('from a position leaves that position out', async () => {
    await append('visit-1', [0]);
    const fromPosition = await append('visit-1', [1]);
    await append('visit-1', [2]);
    const { numbers, says } = hear(client.subscribeToAll({ fromPosition }));
    await says('caughtUp');
    expect(numbers()).toEqual([2]);
  });

  it('from a position beyond the end of the log hears nothing', async () => {
    const beyond = 10n ** 9n;
    const { heard, errors, says } = hear(client.subscribeToAll({ fromPosition: { commit: beyond, prepare: beyond } }));
    await says('confirmation');
    await append('visit-1', [0]);
    await delay(200);
    expect([heard, errors]).toEqual([['confirmation'], []]);
  });

  it('misses and doubles nothing while it turns from stored to live', async () => {
    const writing = (async () => {
      for (let i = 0; i < 300; i++) await append(`visit-${i % 7}`, [i * 2, i * 2 + 1]);
    })();
    const subscriptions = Array.from({ length: 20 }, () => hear(client.subscribeToAll({ fromPosition: before })));
    await writing;
    await Promise.all(subscriptions.map(({ reaches }) => reaches(599)));
    for (const { numbers } of subscriptions) expect(numbers()).toEqual(range(0, 600));
  });

  it('says once that it is caught up, and never that it fell behind', async () => {
    const { heard, says, reaches } = hear(client.subscribeToAll({ fromPosition: END }));
    await says('caughtUp');
    await append('visit-1', range(0, 100));
    await reaches(99);
    await append('visit-1', [100]);
    await reaches(100);
    expect(heard.filter((item) => typeof item === 'string')).toEqual(['confirmation', 'caughtUp']);
  });

  it('ends quietly when it is given up, and the others go on', async () => {
    const [left, kept] = [client.subscribeToAll({ fromPosition: END }), client.subscribeToAll({ fromPosition: END })];
    const [gone, here] = [hear(left), hear(kept)];
    await Promise.all([gone.says('caughtUp'), here.says('caughtUp')]);
    await left.unsubscribe();
    await append('visit-1', [0]);
    await here.reaches(0);
    expect([gone.numbers(), gone.errors]).toEqual([[], []]);
  });

  it('that is not read holds up nobody and loses nothing', async () => {
    const subscription = client.subscribeToAll({ fromPosition: before });
    const note = 'x'.repeat(100_000);
    for (let n = 0; n < 60; n++)
      await client.appendToStream('visit-1', jsonEvent({ type: 'Counted', data: { n, note } }));
    const { numbers, reaches } = hear(subscription);
    await reaches(59);
    expect(numbers()).toEqual(range(0, 60));
  });
});

describe('a filtered subscription', () => {
  it.each([
    ['prefixes of streams', streamNameFilter({ prefixes: ['visit-', 'plan-'] }), [0, 3, 4]],
    ['an expression on streams', streamNameFilter({ regex: '^(plan|screening)-' }), [1, 2, 3]],
    ['prefixes of types', eventTypeFilter({ prefixes: ['Screen'] }), [1, 2]],
    ['an expression on types', eventTypeFilter({ regex: 'ed$' }), [0, 1, 2, 3, 4]],
  ])('by %s delivers what matches', async (_, filter, numbers) => {
    await append('visit-1', [0]);
    await append('screening-1', [1, 2], 'Screened');
    await append('plan-1', [3]);
    const heard = hear(client.subscribeToAll({ fromPosition: before, filter }));
    await heard.says('caughtUp');
    await append('visit-2', [4]);
    await append('visit-2', [5], 'Done');
    await append('plan-1', [6], 'Counted');
    await append('screening-2', [7], 'Screened');
    const last = numbers.at(-1) ?? 0;
    await heard.reaches(last);
    expect(heard.numbers().filter((n) => n <= last)).toEqual(numbers);
  });

  it('reports where it is after each interval of considered events, and not when it is caught up', async () => {
    const reached: bigint[] = [];
    const last = await append('screening-1', range(0, 70));
    const filter = streamNameFilter({
      prefixes: ['visit-'],
      maxSearchWindow: 5,
      checkpointInterval: 4,
      checkpointReached: (_, { commit }) => void reached.push(commit),
    });
    const heard = hear(client.subscribeToAll({ fromPosition: before, filter }));
    await heard.says('caughtUp');
    expect(reached).toHaveLength(3); // 20, 40, 60
    expect(reached).toEqual([...reached].sort((a, b) => Number(a - b)));
    expect(reached[2]).toBeLessThan(last.commit);
    const live = await append('screening-1', range(0, 10));
    await until(() => reached.length === 4);
    expect(reached[3]).toBeGreaterThan(last.commit);
    expect(reached[3]).toBeLessThanOrEqual(live.commit);
  });

  it('starts after a checkpoint that no event of its own stands at', async () => {
    const fromPosition = await append('screening-1', [0]);
    await append('visit-1', [1]);
    const heard = hear(client.subscribeToAll({ fromPosition, filter: streamNameFilter({ prefixes: ['visit-'] }) }));
    await heard.reaches(1);
  });

  it('is refused when its expression is none', async () => {
    const { errors } = hear(client.subscribeToAll({ fromPosition: before, filter: streamNameFilter({ regex: '(' }) }));
    await until(() => errors.length > 0);
    expect(errors).toEqual(['unknown']);
  });
});

describe('a subscription to a stream', () => {
  it('leaves out the revision it starts from and sees no other stream', async () => {
    const stream = newStream();
    await append(stream, [0, 1, 2]);
    const heard = hear(client.subscribeToStream(stream, { fromRevision: 0n }));
    await heard.says('caughtUp');
    await append('visit-2', [9]);
    await append(stream, [3]);
    await heard.reaches(3);
    expect(heard.numbers()).toEqual([1, 2, 3]);
  });

  it.each([
    ['the end', END],
    ['the largest revision', 2n ** 64n - 1n],
  ] as const)('from %s delivers only what comes', async (_, fromRevision) => {
    const stream = newStream();
    await append(stream, [0]);
    const heard = hear(client.subscribeToStream(stream, { fromRevision }));
    await heard.says('caughtUp');
    await append(stream, [1]);
    await heard.reaches(1);
    expect(heard.numbers()).toEqual([1]);
  });

  it('waits for a stream that has not begun, and never says that it is caught up', async () => {
    const stream = newStream();
    const { heard, says, reaches } = hear(client.subscribeToStream(stream));
    await says('confirmation');
    await append(stream, [0]);
    await reaches(0);
    await append(stream, [1]);
    await reaches(1);
    expect(heard).toEqual(['confirmation', 0, 1]);
  });
});
