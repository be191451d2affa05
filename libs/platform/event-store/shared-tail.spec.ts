import { jest } from '@jest/globals';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { world } from '#kernel/world';
import { itIsAnEventStore } from '#kernel/event-store-contract-for-specs';
import { sharedTail } from './shared-tail.js';
import { StoreSilent } from './store-silent.js';
import { followerOf, placesIn, send, until, Watched } from './watched-for-specs.js';

describe('sharedTail', () => {
  const memory = sharedTail(new InMemoryEventStore());
  itIsAnEventStore(() => memory);

  it('gives followers who are at the head one subscription, opened with the first and closed with the last', async () => {
    const store = new Watched();
    const shared = sharedTail(store);
    const head = await send(store, 3);
    const followers = [head, head, head].map((after) => followerOf(shared, after));
    await until(() => store.opened === 1);
    await send(store, 4);
    await until(() => followers.every(({ seen }) => seen.length === 4));
    await Promise.all(followers.slice(1).map(({ stop }) => stop()));
    expect([store.opened, store.open]).toEqual([1, 1]);
    await send(store, 1);
    await until(() => followers[0]?.seen.length === 5);
    expect(await followers[0]?.stop()).toBe('ended');
    await until(() => store.open === 0);
    const next = followerOf(shared, await store.head());
    await until(() => store.opened === 2);
    await next.stop();
  });

  it('gives every follower the same object, so that it is decoded and believed once', async () => {
    const shared = sharedTail(new InMemoryEventStore());
    const stopping = new AbortController();
    const first = [1, 2, 3].map(async () => {
      for await (const delivery of shared.subscribe(undefined, stopping.signal)) return delivery;
      return undefined;
    });
    await send(shared, 1);
    const [one, ...others] = await Promise.all(first);
    stopping.abort();
    expect(one).toBeDefined();
    for (const other of others) expect(other).toBe(one);
  });

  it('lets one who is behind catch up by a subscription of his own, which closes when he joins', async () => {
    const store = new Watched();
    const shared = sharedTail(store, { window: 4 });
    const early = followerOf(shared);
    await until(() => store.open === 1);
    await send(store, 20);
    await until(() => early.seen.length === 20);
    const late = followerOf(shared);
    await until(() => late.seen.length === 20 && store.open === 1);
    await send(store, 3);
    await until(() => late.seen.length === 23);
    expect([store.opened, store.open]).toEqual([2, 1]);
    expect(late.seen).toEqual(await placesIn(store));
    await Promise.all([early.stop(), late.stop()]);
  });

  it('waits for nobody: a slow follower falls out of the window, holds up no other, and joins again', async () => {
    const store = new Watched();
    const shared = sharedTail(store, { window: 4 });
    const [slow, quick] = [followerOf(shared), followerOf(shared)];
    await until(() => store.open === 1);
    void slow.hold();
    await send(store, 30);
    await until(() => quick.seen.length === 30);
    expect([slow.seen.length, store.opened]).toEqual([1, 1]);
    slow.goOn();
    await until(() => slow.seen.length === 30 && store.open === 1);
    expect(store.opened).toBe(2);
    await send(store, 2);
    await until(() => slow.seen.length === 32);
    expect([slow.seen, quick.seen]).toEqual([await placesIn(store), await placesIn(store)]);
    await Promise.all([slow.stop(), quick.stop()]);
  });

  it('is not opened by one who is behind, so that nobody waits until it is at the head', async () => {
    const store = new Watched();
    const shared = sharedTail(store);
    await send(store, 50);
    const behind = followerOf(shared);
    void behind.hold();
    await until(() => behind.seen.length === 1);
    const head = await store.head();
    const live = followerOf(shared, head);
    const next = await send(store, 1);
    await until(() => live.seen.includes(next));
    expect(store.begunAfter).toEqual([undefined, head]);
    behind.goOn();
    await until(() => behind.seen.length === 51 && store.open === 1);
    await Promise.all([behind.stop(), live.stop()]);
  });

  it('shows its failure to all, after what came before, and is opened anew for who comes next', async () => {
    const store = new Watched();
    const shared = sharedTail(store);
    const [one, two] = [followerOf(shared), followerOf(shared)];
    await until(() => store.open === 1);
    const last = await send(store, 3);
    await until(() => one.seen.length === 3 && two.seen.length === 3);
    store.breakAll(new Error('dropped'));
    expect([await one.ended, await two.ended]).toEqual([new Error('dropped'), new Error('dropped')]);
    const again = followerOf(shared, last);
    await until(() => store.open === 1);
    await send(store, 1);
    await until(() => again.seen.length === 1);
    store.breakAll('ended');
    expect(await again.ended).toBe('ended');
  });

  it('fails for all when one aborts because it is silent', async () => {
    const store = new Watched();
    const shared = sharedTail(store);
    const [one, two] = [followerOf(shared), followerOf(shared)];
    await until(() => store.open === 1);
    store.silence(true);
    const last = await send(store, 1);
    const silent = new StoreSilent('It is silent.');
    expect(await one.stop(silent)).toBe('ended');
    expect(await two.ended).toBe(silent);
    store.silence(false);
    const again = followerOf(shared, two.seen.at(-1));
    await until(() => again.seen.at(-1) === last);
    expect(store.opened).toBe(3); // the dead one, one to catch up, and the new tail
    await again.stop();
  });

  it('that was quiet for a while shows whoever joins what is at the head, or fails for all and is opened anew', async () => {
    let passed = 0;
    const clock = jest.spyOn(world, 'now').mockImplementation(() => Date.now() + passed);
    const grace = jest.spyOn(world, 'later').mockImplementation((_, act) => world.every(100, act));
    const store = new Watched();
    const shared = sharedTail(store);
    const first = await send(store, 1);
    const stays = followerOf(shared, first);
    await until(() => store.open === 1);
    passed += 60_000;
    const comes = followerOf(shared, first);
    const second = await send(store, 1);
    await until(() => comes.seen.includes(second));
    await comes.stop();
    expect([store.opened, stays.seen]).toEqual([1, [second]]);
    store.silence(true);
    await send(store, 1);
    passed += 60_000;
    const comesToo = followerOf(shared, second);
    expect(await stays.ended).toEqual(new StoreSilent('The subscription is silent.'));
    store.silence(false);
    await until(() => comesToo.seen.length === 1);
    await comesToo.stop();
    clock.mockRestore();
    grace.mockRestore();
  });

  it('renews the connection of the store it decorates, once for all who ask', async () => {
    let [generation, renewed] = [7, [] as (number | undefined)[]];
    const store = Object.defineProperty(new InMemoryEventStore(), 'generation', { get: () => generation });
    store.renew = (seen?: number) => {
      renewed = [...renewed, seen];
      generation += 1;
      return Promise.resolve();
    };
    const shared = sharedTail(store);
    await shared.renew(shared.generation);
    expect([renewed, shared.generation]).toEqual([[7], 8]);
  });
});
