import { setTimeout as delay } from 'node:timers/promises';
import { inParallel } from './in-parallel.js';

describe('inParallel', () => {
  it('answers in the order of the items, and works on as many at a time as told', async () => {
    let [working, most] = [0, 0];
    const results = await inParallel([3, 1, 2, 0, 1], 2, async (n, index) => {
      working += 1;
      most = Math.max(most, working);
      await delay(n);
      working -= 1;
      return index * 10 + n;
    });
    expect(results).toEqual([3, 11, 22, 30, 41]);
    expect(most).toBe(2);
  });

  it('fails with the first failure', async () => {
    const work = (n: number) => (n === 2 ? Promise.reject(new RangeError('two')) : Promise.resolve(n));
    await expect(inParallel([1, 2, 3], 1, work)).rejects.toThrow('two');
  });

  it('has nothing to do with nothing', async () => {
    expect(await inParallel([], 4, () => Promise.resolve(1))).toEqual([]);
  });
});
