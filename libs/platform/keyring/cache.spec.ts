import { keyCache, KEPT_MS } from './cache.js';

const key = { k: 'b1a2c3d4-e5f6-4789-8abc-def012345678', bytes: new Uint8Array(32) };

describe('keyCache', () => {
  let time = 1_000_000;
  const at = (ms: number): void => {
    time = 1_000_000 + ms;
  };
  const cache = keyCache(() => new Date(time));

  it('keeps a key for less than 60 s after it was asked for (D9)', () => {
    cache.set('a', key, time);
    at(KEPT_MS - 1);
    expect(cache.get('a')).toBe(key);
    at(KEPT_MS);
    expect(cache.get('a')).toBeUndefined();
  });

  it('is not kept longer by being used or by a clock that is set back', () => {
    at(0);
    cache.set('a', key, time);
    at(-KEPT_MS);
    expect(cache.get('a')).toBeUndefined();
  });

  it('drops what is too old when it is asked for anything', () => {
    at(0);
    cache.set('a', key, time);
    at(30_000);
    cache.set('b', key, time);
    at(KEPT_MS);
    cache.get('c');
    expect(cache.size).toBe(1);
  });
});
