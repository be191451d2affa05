import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonical } from './canonical.js';
import type { JsonObject } from './json.js';

const parsed = (text: string): JsonObject => JSON.parse(text) as JsonObject;
const reference = canonicalize as unknown as (value: unknown) => string; // its types are a default export of CommonJS

const text = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 0x7f }) }, fc.integer({ min: 0, max: 0xffff })))
  .map((units) => String.fromCharCode(...units));
const name = fc.oneof(text, fc.nat(99).map(String), fc.constantFrom('__proto__', 'constructor', 'toJSON', 'hash', ''));
const scalars = [
  text,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
];
const json = fc
  .object({ key: name, values: scalars, maxDepth: 4, maxKeys: 40, depthSize: 'medium', size: 'medium' })
  .map((value) => JSON.parse(JSON.stringify(value)) as JsonObject);

describe('canonical (RFC 8785)', () => {
  it('sorts names as section 3.2.3 does', () => {
    const example = parsed(
      String.raw`{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}`,
    );
    expect([...canonical(example).matchAll(/:"(\w+)/g)].map(([, word]) => word)).toEqual([
      'Carriage',
      'One',
      'Control',
      'Latin',
      'Euro',
      'Emoji',
      'Hebrew',
    ]);
  });

  it('writes texts and numbers as section 3.2.2 does', () => {
    const example = parsed(
      String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[true,false]}`,
    );
    expect(canonical(example)).toBe(
      String.raw`{"literals":[true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('orders names that look like indexes as texts, which JavaScript does not', () => {
    expect(canonical({ a: 1, 9: 2, 10: 3 })).toBe('{"10":3,"9":2,"a":1}');
  });

  it('orders by UTF-16 code units, so a surrogate pair comes before what is higher in the first plane', () => {
    expect(canonical({ '\uff5e': 1, '😀': 2, é: 3, z: 4 })).toBe('{"z":4,"é":3,"😀":2,"\uff5e":1}');
  });

  it('orders at every depth and keeps lists in order', () => {
    expect(canonical([{ b: [{ d: 1, c: 2 }], a: 'x' }, 2, 1])).toBe('[{"a":"x","b":[{"c":2,"d":1}]},2,1]');
  });

  it('writes scalars and empty things', () => {
    expect([canonical('é"\u2028'), canonical(-0), canonical(true), canonical([]), canonical({})]).toEqual([
      '"é\\"\u2028"',
      '0',
      'true',
      '[]',
      '{}',
    ]);
  });

  it('is the same text as the reference implementation writes, whatever is parsed: odd names, lone surrogates, null, many members', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonical(value)).toBe(reference(value));
      }),
      { numRuns: 1_000 },
    );
  });

  it('refuses what JSON cannot say, as the reference implementation does', () => {
    for (const value of [NaN, Infinity]) expect(() => canonical({ value })).toThrow('no such number');
  });
});
