import { setTimeout as delay } from 'node:timers/promises';
import { type Delivery, type EventStore, InMemoryEventStore, type Position } from '#kernel';
import { collect, itIsAnEventStore, someEvents, someStream } from '#kernel/event-store.contract';
import { seeded } from '#kernel/faulty-event-store';
import { sharedTail } from './shared-tail.js';
import { StoreSilent } from './store-silent.js';
import { placeOf } from './tail.js';

const SEED = Number(process.env.SEED ?? 20_261_124);

/** A store that counts its subscriptions, and in which all that are open can be made to fail or to fall silent. */
class Watched extends InMemoryEventStore {
  opened = 0;
  open = 0;
  readonly begunAfter: (Position | undefined)[] = [];
  private breaking = new AbortController();
  private mute = false;

  override async *subscribe(after: Position | undefined, signal: AbortSignal): AsyncIterable<Delivery> {
    this.opened += 1;
    this.open += 1;
    this.begunAfter.push(after);
    const { signal: broken } = this.breaking;
    try {
      for await (const delivery of super.subscribe(after, AbortSignal.any([signal, broken]))) {
        while (this.mute && !broken.aborted && !signal.aborted) await delay(1);
        yield delivery;
      }
      if (broken.aborted && broken.reason !== 'ended') throw broken.reason;
    } finally {
      this.open -= 1;
    }
  }

  breakAll(reason: unknown = new Error('dropped')): void {
    this.breaking.abort(reason);
    this.breaking = new AbortController();
  }

  silence(mute: boolean): void {
    this.mute = mute;
  }
}

/** One who reads what comes, `hold` halting him before he takes the next. */
function followerOf(store: EventStore, after?: Position) {
  const stopping = new AbortController();
  const seen: Position[] = [];
  let gate: Promise<void> | undefined;
  let release = (): void => undefined;
  const ended = (async () => {
    for await (const delivery of store.subscribe(after, stopping.signal)) {
      seen.push(placeOf(delivery));
      await gate;
    }
    return 'ended' as const;
  })().catch((error: unknown) => error);
  return {
    seen,
    ended,
    hold: () => (gate = new Promise((resolve) => (release = resolve))),
    goOn: () => {
      gate = undefined;
      release();
    },
    stop: (reason?: unknown) => {
      stopping.abort(reason);
      return ended;
    },
  };
}

async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 2_000; turn += 1) {
    if (holds()) return;
    await delay(1);
  }
  throw new Error('It never came true.');
}

const tell = async (store: EventStore, count: number): Promise<Position> =>
  (await store.append(someStream(), 'no-stream', someEvents(count))).position;

const placesIn = async (store: EventStore, after?: Position): Promise<readonly Position[]> =>
  (await collect(store.readAll(after))).map(({ position }) => position);

describe('sharedTail', () => {
  const memory = sharedTail(new InMemoryEventStore());
  itIsAnEventStore(() => memory);

  it('gives followers who are at the head one subscription, opened with the first and closed with the last', async () => {
    const store = new Watched();
    const shared = sharedTail(store);
    const head = await tell(store, 3);
    const followers = [head, head, head].map((after) => followerOf(shared, after));
    await until(() => store.opened === 1);
    await tell(store, 4);
    await until(() => followers.every(({ seen }) => seen.length === 4));
    await Promise.all(followers.slice(1).map(({ stop }) => stop()));
    expect([store.opened, store.open]).toEqual([1, 1]);
    await tell(store, 1);
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
    await tell(shared, 1);
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
    await tell(store, 20);
    await until(() => early.seen.length === 20);
    const late = followerOf(shared);
    await until(() => late.seen.length === 20 && store.open === 1);
    await tell(store, 3);
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
    slow.hold();
    await tell(store, 30);
    await until(() => quick.seen.length === 30);
    expect([slow.seen.length, store.opened]).toEqual([1, 1]);
    slow.goOn();
    await until(() => slow.seen.length === 30 && store.open === 1);
    expect(store.opened).toBe(2);
    await tell(store, 2);
    await until(() => slow.seen.length === 32);
    expect([slow.seen, quick.seen]).toEqual([await placesIn(store), await placesIn(store)]);
    await Promise.all([slow.stop(), quick.stop()]);
  });

  it('is not opened by one who is behind, so that nobody waits until it is at the head', async () => {
    const store = new Watched();
    const shared = sharedTail(store);
    await tell(store, 50);
    const behind = followerOf(shared);
    behind.hold();
    await until(() => behind.seen.length === 1);
    const head = await store.head();
    const live = followerOf(shared, head);
    const next = await tell(store, 1);
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
    const last = await tell(store, 3);
    await until(() => one.seen.length === 3 && two.seen.length === 3);
    store.breakAll(new Error('dropped'));
    expect([await one.ended, await two.ended]).toEqual([new Error('dropped'), new Error('dropped')]);
    const again = followerOf(shared, last);
    await until(() => store.open === 1);
    await tell(store, 1);
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
    const last = await tell(store, 1);
    const silent = new StoreSilent('It is silent.');
    expect(await one.stop(silent)).toBe('ended');
    expect(await two.ended).toBe(silent);
    store.silence(false);
    const again = followerOf(shared, two.seen.at(-1));
    await until(() => again.seen.at(-1) === last);
    expect(store.opened).toBe(3); // the dead one, one to catch up, and the new tail
    await again.stop();
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

  it.each(Array.from({ length: 12 }, (_, n) => SEED + n))(
    'loses and doubles nothing under random appends, pauses, stops and failures (seed %i)',
    async (seed) => {
      const random = seeded(seed);
      const store = new Watched();
      const shared = sharedTail(store, { window: 6 });
      const pause = async (most: number): Promise<void> => {
        for (let turns = Math.floor(random() * most); turns > 0; turns -= 1) await new Promise(setImmediate);
      };
      let done = false;
      const followers = Array.from({ length: 8 }, async () => {
        const seen: Position[] = [];
        const pace = Math.floor(random() * 6);
        while (!done || seen.at(-1) !== (await store.head())) {
          const stopping = new AbortController();
          try {
            for await (const delivery of shared.subscribe(seen.at(-1), stopping.signal)) {
              seen.push(placeOf(delivery));
              await pause(pace);
              if (random() < 0.02) stopping.abort(random() < 0.3 ? new StoreSilent('silent') : undefined);
              if (done && seen.at(-1) === (await store.head())) break;
            }
          } catch (error) {
            expect((error as Error).message).toMatch(/dropped|silent/);
          }
          stopping.abort();
          await pause(5);
        }
        return seen;
      });
      for (let appends = 0; appends < 150; appends += 1) {
        await tell(store, 1 + Math.floor(random() * 4));
        await pause(4);
        if (random() < 0.05) store.breakAll();
      }
      done = true;
      await tell(store, 1);
      const all = await placesIn(store);
      for (const seen of await Promise.all(followers)) expect(seen).toEqual(all);
      await until(() => store.open === 0);
    },
  );
});
