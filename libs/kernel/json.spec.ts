import { Malformed } from './errors.js';
import { inProfile, isObject, type JsonValue } from './json.js';

function problemsOf(value: unknown): readonly string[] {
  try {
    inProfile(value);
  } catch (error) {
    if (error instanceof Malformed) return [error.code, ...error.problems];
  }
  return [];
}

const nested = (depth: number): JsonValue => (depth === 0 ? 1 : [nested(depth - 1)]);

describe('inProfile (D5)', () => {
  it('keeps strings, booleans, whole numbers, lists and objects as they are', () => {
    const value = { a: 'x', b: [true, false, 0, -1, Number.MAX_SAFE_INTEGER], c: { d: {}, e: [] }, '': '' };
    expect(inProfile(value)).toEqual(value);
    expect(inProfile('x')).toBe('x');
  });

  it('composes texts and names', () => {
    expect(inProfile({ ['cafe\u0301']: ['e\u0301', '\u212b'] })).toEqual({ ['caf\u00e9']: ['\u00e9', '\u00c5'] });
  });

  it.each([
    ['null', { a: { b: null } }, 'a.b is null'],
    ['null in a list', { a: [1, null] }, 'a[1] is null'],
    ['a fraction', { a: 1.5 }, 'a is not an integer within 2^53-1'],
    ['a number too large', [{ a: 2 ** 53 }], '[0].a is not an integer within 2^53-1'],
    ['no number', { a: NaN }, 'a is not an integer within 2^53-1'],
    ['infinity', { a: -Infinity }, 'a is not an integer within 2^53-1'],
    ['undefined', { a: undefined }, 'a is not JSON'],
    ['a big number', { a: 1n }, 'a is not JSON'],
    ['a lone surrogate', { a: ['x\ud800'] }, 'a[0] holds a lone surrogate'],
    ['a lone surrogate in a name', { a: { 'x\udc00': 1 } }, 'a.x\ufffd holds a lone surrogate'],
    ['names that are one', { a: { ['e\u0301']: 1, ['\u00e9']: 2 } }, 'a has a name twice'],
    ['null alone', null, 'the body is null'],
    ['nothing', undefined, 'the body is not JSON'],
  ])('refuses %s and says where', (_, value, problem) => {
    expect(problemsOf(value)).toEqual(['not-in-profile', problem]);
  });

  it('never quotes what it refuses', () => {
    expect(JSON.stringify(problemsOf({ nik: 3304123456789012.5, name: 'x' }))).not.toContain('3304');
  });

  it('refuses what is nested too deeply', () => {
    expect(problemsOf(nested(32))).toEqual([]);
    expect(problemsOf(nested(33))).toEqual(['not-in-profile', `${'[0]'.repeat(32)} is nested too deeply`]);
    expect(problemsOf(JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`))).toHaveLength(2);
  });

  it('gives names of Object no meaning', () => {
    const value = inProfile(JSON.parse('{"__proto__":{"admin":true},"constructor":1}'));
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
    expect(value).not.toHaveProperty('admin');
  });
});

describe('isObject', () => {
  it('tells objects from all else', () => {
    expect([{}, { a: 1 }].every(isObject)).toBe(true);
    expect([[], null, 'x', 1, undefined, new Uint8Array(2)].some(isObject)).toBe(false);
  });
});
