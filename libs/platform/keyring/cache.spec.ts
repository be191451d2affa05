import { keyCache, KEPT_MS } from './cache.js';

const key = { k: 'b1a2c3d4-e5f6-4789-8abc-def012345678', bytes: new Uint8Array(32) };

describe('keyCache', () => {
  let time = 1_000_000;
  const at = (ms: number): void => {
    time = 1_000_000 + ms;
  };
  const cache = keyCache(() => new Date(time));
  beforeEach(() => {
    at(0);
    cache.reading()('a', key);
  });

  it('keeps a key for less than 60 s after the reading of it began (D9)', () => {
    const keep = cache.reading();
    at(5_000);
    keep('a', key);
    at(KEPT_MS - 1);
    expect(cache.get('a')).toBe(key);
    at(KEPT_MS);
    expect(cache.get('a')).toBeUndefined();
  });

  it('is not kept longer by being used or by a clock that is set back', () => {
    at(-KEPT_MS);
    expect(cache.get('a')).toBeUndefined();
  });

  it('drops what is too old when it is asked for anything', () => {
    at(30_000);
    cache.reading()('b', key);
    at(KEPT_MS);
    cache.get('c');
    expect(cache.size).toBe(1);
  });

  it('forgets what it is told to, or everything', () => {
    for (const name of ['b', 'c']) cache.reading()(name, key);
    cache.forget(['a', 'b']);
    expect(['a', 'b', 'c'].map((name) => cache.get(name))).toEqual([undefined, undefined, key]);
    cache.forget();
    expect(cache.size).toBe(0);
  });

  it('does not keep what was read before it was to forget', () => {
    const keep = cache.reading();
    cache.forget(['a']);
    keep('a', key);
    expect(cache.get('a')).toBeUndefined();
    cache.reading()('a', key);
    expect(cache.get('a')).toBe(key);
  });
});
