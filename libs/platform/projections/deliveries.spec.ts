import { setTimeout as delay } from 'node:timers/promises';
import { readAhead } from './deliveries.js';

async function* counting(to: number): AsyncGenerator<number> {
  for (let n = 1; n <= to; n += 1) yield await Promise.resolve(n);
}

async function* silence(signal: AbortSignal): AsyncGenerator<number> {
  await delay(60_000, undefined, { signal }).catch(() => undefined);
  yield* [];
}

describe('readAhead', () => {
  it('gives everything in order, at most so many at once, and then says that it ended', async () => {
    const deliveries = readAhead(counting(25), 10);
    const taken: number[][] = [];
    for (let some = await deliveries.take(1_000); some !== undefined; some = await deliveries.take(1_000)) {
      taken.push([...some]);
    }
    expect(taken.flat()).toEqual(Array.from({ length: 25 }, (_, n) => n + 1));
    expect(Math.max(...taken.map(({ length }) => length))).toBeLessThanOrEqual(10);
    expect(taken.every(({ length }) => length > 0)).toBe(true);
  });

  it('reads no further ahead than two takes', async () => {
    let read = 0;
    async function* counted() {
      for await (const n of counting(1_000)) yield (read = n);
    }
    const deliveries = readAhead(counted(), 10);
    for (let turn = 0; turn < 500; turn += 1) await Promise.resolve();
    expect(read).toBe(20);
    expect(await deliveries.take(1_000)).toHaveLength(10);
    deliveries.close();
  });

  it('gives what came before a failure, then throws the failure', async () => {
    async function* failing() {
      yield* counting(3);
      throw new Error('dropped');
    }
    const deliveries = readAhead(failing(), 10);
    let taken = 0;
    await expect(
      (async () => {
        for (;;) taken += (await deliveries.take(1_000))?.length ?? 0;
      })(),
    ).rejects.toThrow('dropped');
    expect(taken).toBe(3);
  });

  it('lets a take that is not full wait to be gathered, but no longer than until it is full', async () => {
    const ending = new AbortController();
    async function* trickle() {
      yield* counting(3);
      await delay(20);
      yield* counting(4);
      yield* silence(ending.signal);
    }
    const deliveries = readAhead(trickle(), 5);
    expect(await deliveries.take(1_000, () => new Promise(() => undefined))).toHaveLength(5);
    ending.abort();
  });

  it('gives nothing after a silence', async () => {
    const ending = new AbortController();
    const deliveries = readAhead(silence(ending.signal), 10);
    expect(await deliveries.take(5)).toEqual([]);
    ending.abort();
    expect(await deliveries.take(1_000)).toBeUndefined();
  });

  it('lets whoever waits go when it is closed', async () => {
    const ending = new AbortController();
    const deliveries = readAhead(silence(ending.signal), 10);
    const taken = deliveries.take(60_000);
    deliveries.close();
    expect(await taken).toBeUndefined();
    ending.abort();
  });

  it('prepares each item, in order and before the next is read, while nobody takes', async () => {
    const happened: string[] = [];
    async function* numbers() {
      for await (const n of counting(3)) {
        happened.push(`read ${n}`);
        yield n;
      }
    }
    const prepare = async (n: number): Promise<void> => {
      await delay(1);
      happened.push(`prepared ${n}`);
    };
    const deliveries = readAhead(numbers(), 10, prepare);
    await delay(30);
    expect(happened).toEqual(['read 1', 'prepared 1', 'read 2', 'prepared 2', 'read 3', 'prepared 3']);
    expect(await deliveries.take(1_000)).toEqual([1, 2, 3]);
  });

  it.each<[string, (n: number) => unknown]>([
    ['at once', () => JSON.parse('{') as unknown],
    ['later', () => Promise.reject(new Error('unavailable'))],
  ])('gives also what could not be prepared, %s', async (_, prepare) => {
    const deliveries = readAhead(counting(3), 10, prepare);
    const taken: number[] = [];
    for (let some = await deliveries.take(1_000); some !== undefined; some = await deliveries.take(1_000)) {
      taken.push(...some);
    }
    expect(taken).toEqual([1, 2, 3]);
  });
});
