import { setTimeout as delay } from 'node:timers/promises';
import { deadlineOf, type EventStore, untilAnswered } from '#kernel';
import { someEvents, someStream } from '#kernel/event-store-contract-for-specs';
import { storesForSpecs } from '../stores/stores-for-specs.js';
import { eventStoreDb } from './eventstoredb.js';
import { gossipForSpecs } from './gossip-for-specs.js';

const patience = { attemptMs: 300, totalMs: 20_000 };

describe('eventStoreDb, which asks a cluster where its leader is', () => {
  let stores: Awaited<ReturnType<typeof storesForSpecs>>;
  let gossip: Awaited<ReturnType<typeof gossipForSpecs>>;
  let store: EventStore;

  beforeAll(async () => {
    stores = await storesForSpecs();
  });
  beforeEach(async () => {
    gossip = await gossipForSpecs(() => stores.eventstoreUrl);
    store = eventStoreDb(gossip.url);
  });
  afterEach(async () => {
    await store.close();
    gossip.close();
    await delay(50); // what nobody waits for is rejected by then, which fails the spec that runs
  });
  afterAll(() => stores.close());

  it('goes on when the answer comes late, after many calls have begun on clients that were replaced', async () => {
    gossip.become('hangs');
    const calls = Array.from({ length: 20 }, () => {
      const [stream, batch] = [someStream(), someEvents(1)];
      const call = () => store.append(stream, 'no-stream', batch);
      return untilAnswered(store, call, deadlineOf(patience), { code: 'outcome-unknown', patience });
    });
    while (store.generation < 4) await delay(5);
    gossip.release();
    gossip.become('answers');
    await delay(500);
    gossip.release();
    expect((await Promise.all(calls)).map(({ revision }) => revision)).toEqual(calls.map(() => 0));
  });

  it('closes at once while nobody answers', async () => {
    gossip.become('hangs');
    const calls = [store.head(), store.append(someStream(), 'no-stream', someEvents(1))];
    const ends = Promise.allSettled(calls);
    while (gossip.held() === 0) await delay(5);
    const closed = await Promise.race([store.close().then(() => 'closed'), delay(2_000, 'waits')]);
    gossip.release();
    expect(closed).toBe('closed');
    expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('looks for nobody when it closes what it never used', async () => {
    await store.close();
    await delay(100);
    expect(gossip.asked()).toBe(0);
  });
});
