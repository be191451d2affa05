import fc from 'fast-check';
import { inProfile, type JsonObject } from './json.js';
import type { SealClass } from './keyring.js';
import {
  copySeals,
  CorruptSeal,
  type Plaintext,
  type Seal,
  sealObject,
  sealsIn,
  stampSeals,
  unsealObject,
} from './seal.js';
import {
  byId,
  changed,
  event,
  flipped,
  flippedAt,
  flippedId,
  key,
  keys,
  nextLetter,
  of,
  plain,
  randomId,
  read,
  seal,
  sealing,
  sealsOf,
  subject,
} from './seals-for-specs.js';

describe('unsealObject', () => {
  const open = (stored: JsonObject, from = event, at = '/entry'): JsonObject =>
    unsealObject(read(stored, from, at), { keys: byId });

  it('gives back what was sealed, whatever the text', () => {
    const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ minLength: 230, maxLength: 270 }));
    fc.assert(
      fc.property(texts, fc.array(fc.nat()), fc.dictionary(texts, texts), (name, answers, score) => {
        const object = inProfile({ subject, name, answers, score }) as JsonObject;
        expect(open(seal(object))).toEqual(object);
      }),
      { numRuns: 100 },
    );
  });

  it.each<[string, (one: Seal) => object]>([
    ['ct', (one) => ({ ...one, ct: flipped(one.ct) })],
    ['the tag', ({ ct, ...one }) => ({ ...one, ct: flippedAt(ct, -1) })],
    ['iv', (one) => ({ ...one, iv: flipped(one.iv) })],
    ['s', (one) => ({ ...one, s: flippedId(one.s) })],
    ['c', (one) => ({ ...one, c: one.c === 'health' ? 'security' : 'narrative' })],
  ])('finds a change of %s', (_part, change) => {
    const stored = seal();
    expect(open(stored)).toEqual(plain);
    expect(() => open(changed(stored, change))).toThrow(CorruptSeal);
  });

  it('finds a change of k, even to a key with the same bytes', () => {
    const stored = changed(seal(), (one) => ({ ...one, k: flippedId(one.k) }));
    const same = new Map([...byId].map(([k, { bytes }]) => [flippedId(k), { k: flippedId(k), bytes }]));
    expect(() => unsealObject(read(stored), { keys: same })).toThrow('does not authenticate');
  });

  it.each([
    ['stream', { ...event, stream: 'screening-1f4e2c1a-8b7d-5e6f-9a0b-1c2d3e4f5a6b' }],
    ['event', { ...event, id: '10112233-4455-5677-8899-aabbccddeeff' }],
    ['type', { ...event, type: 'InmateRescreened' }],
    ['version', { ...event, v: 1 }],
  ])('finds a seal that was moved to another %s', (_part, context) => {
    expect(() => open(seal(), context)).toThrow('does not authenticate');
  });

  it('finds a seal that was moved to another object of its event', () => {
    expect(() => open(seal(), event, '/entry/0')).toThrow('does not authenticate');
    expect(() => open(seal(), event, '/Entry')).toThrow('does not authenticate');
  });

  it('refuses a seal of which nobody says what event it is of', () => {
    expect(() => unsealObject(seal(), { keys: byId })).toThrow('which event');
  });

  it('says nothing of what was sealed when it refuses', () => {
    const refusal = (): unknown => open(changed(seal(), (one) => ({ ...one, ct: flipped(one.ct) })));
    expect(refusal).toThrow(new CorruptSeal('it does not authenticate'));
  });

  it.each<[string, unknown]>([
    ['no list', 'certificate'],
    ['no object', ['seal']],
    ['not whole', [{ s: subject, c: 'health', k: key(10).k, iv: 'BwcHBwcHBwcHBwcH' }]],
    ['of no known class', [{ ...sealsOf(seal())[0], c: 'wealth' }]],
    ['of no key', [{ ...sealsOf(seal())[0], k: 'key' }]],
    ['without a whole origin', [{ ...sealsOf(seal())[0], of: { stream: event.stream } }]],
    ['too short', [{ ...sealsOf(seal())[0], ct: 'AAAA' }]],
    ['without an iv', [{ ...sealsOf(seal())[0], iv: '' }]],
    ['not base64url to the last bit', [{ ...sealsOf(seal())[0], iv: 'BwcHBwcHBwcHBwc=' }]],
  ])('refuses a seal that is %s', (_what, sealed) => {
    expect(() => open({ subject, sealed } as JsonObject)).toThrow(CorruptSeal);
  });

  it('refuses another spelling of the same bytes', () => {
    const respelled = changed(seal(), (one) => ({
      ...one,
      ct: `${one.ct.slice(0, -1)}${nextLetter(one.ct.slice(-1))}`,
    }));
    expect(Buffer.from(sealsOf(respelled)[0]?.ct ?? '', 'base64url')).toHaveLength(80);
    expect(() => open(respelled)).toThrow('not base64url');
  });

  it('refuses a sealed property that is there in clear as well', () => {
    expect(() => open({ ...seal(), score: 0 })).toThrow('in clear');
  });

  it('leaves out what a gone key sealed and says so, sorted', () => {
    const stored = seal();
    const some = new Map([...byId].filter(([k]) => k !== keys.get('health')?.k));
    expect(unsealObject(read(stored), { keys: some })).toEqual({
      subject,
      screenedOn: '2026-11-24',
      name: 'Seorang',
      gone: ['health'],
    });
    expect(unsealObject(read(stored), { keys: new Map() }).gone).toEqual(['health', 'identity']);
  });

  it('adds what is gone by now to what was gone when it was recorded', () => {
    const lost = sealObject({ subject }, sealing, { of, subject, keys, gone: ['health'] });
    expect(unsealObject(read(lost), { keys: byId })).toEqual({ subject, gone: ['health'] });
    expect(unsealObject(read(lost), { keys: new Map() }).gone).toEqual(['health', 'identity']);
  });

  it('brings what an older version sealed to the latest of what the plaintext is, also inside a correction', () => {
    const upcast = (secrets: JsonObject, c: SealClass, { type, v }: Plaintext): JsonObject => ({
      ...secrets,
      [`${c}Since`]: `${type}@${v}`,
    });
    const corrected = read(seal(), event, '/entry', { type: 'InmateWeighed', v: 7 });
    expect(unsealObject(corrected, { keys: byId, upcast })).toEqual({
      ...plain,
      healthSince: 'InmateWeighed@7',
      identitySince: 'InmateWeighed@7',
    });
  });
});

describe('copySeals', () => {
  it('makes seals that open in a read model, where the later one wins', () => {
    const second = { ...event, id: randomId(), type: 'InmateRenamed', v: 1 };
    const one = { subject, name: 'Nama baru' };
    const renamed = sealObject(one, sealing, { of: { ...second, path: '' }, subject, keys });
    const sealed = [...copySeals(read(seal())), ...copySeals(stampSeals(renamed, second, () => second))];
    const document = { _id: subject, sealed };
    expect(sealsIn(document)).toEqual(sealed);
    const { score, answers } = plain;
    expect(unsealObject(document, { keys: byId })).toEqual({ _id: subject, score, answers, name: 'Nama baru' });
  });

  it('copies nothing from an object without seals', () => {
    expect(copySeals({ subject })).toEqual([]);
  });

  it('binds a copy to its origin', () => {
    const copy = (from: typeof event): JsonObject => ({ sealed: copySeals(read(seal(), from)) });
    expect(() => unsealObject(copy({ ...event, v: 3 }), { keys: byId })).toThrow('does not authenticate');
    expect(() => unsealObject(copy({ ...event, id: 'x' }), { keys: byId })).toThrow('not whole');
  });
});

describe('stampSeals', () => {
  it('says the path of each object by RFC 6901 and leaves alone what has no seals', () => {
    const data = { clear: { a: 1 }, 'a/b~c': [{ x: 1 }, seal()] };
    const stamped = stampSeals(data, event, (path) => ({ type: path, v: 1 }));
    expect(stamped.clear).toBe(data.clear);
    expect(sealsIn(stamped).map((one) => [one.of?.path, one.as?.type])).toEqual(
      Array.from({ length: 2 }, () => ['/a~1b~0c/1', '/a~1b~0c/1']),
    );
    expect(stampSeals({ a: [1, { b: 2 }] }, event, () => event)).toEqual({ a: [1, { b: 2 }] });
  });
});

describe('sealsIn', () => {
  it('lists every seal at any depth', () => {
    const [first, second] = sealsOf(seal()) as unknown as [JsonObject, JsonObject];
    expect(sealsIn({ a: { sealed: [first] }, list: [1, { sealed: [second] }, ['text']] })).toEqual([first, second]);
    expect(sealsIn({ a: 1 })).toEqual([]);
    expect(() => sealsIn({ sealed: [{ ...first, s: 'someone' }] })).toThrow(CorruptSeal);
  });
});
