import { createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { inProfile, type JsonObject } from './json.js';
import { type DataKey, SEAL_CLASSES, type SealClass } from './keyring.js';
import { copySeals, CorruptSeal, type Seal, sealObject, sealsIn, unsealObject } from './seal.js';

const subject = '5b1c1d52-7f0e-4c0a-9a33-0d6a1f2b3c4d';
const event = {
  stream: 'screening-0f4e2c1a-8b7d-5e6f-9a0b-1c2d3e4f5a6b',
  eventId: '00112233-4455-5677-8899-aabbccddeeff',
  type: 'InmateScreened',
  v: 2,
};
const key = (fill: number): DataKey => ({
  k: `11111111-1111-4111-8111-1111111111${fill}`,
  bytes: new Uint8Array(32).fill(fill),
});
const keys = new Map<SealClass, DataKey>(SEAL_CLASSES.map((c, index) => [c, key(10 + index)]));
const byId = new Map([...keys.values()].map((dataKey) => [dataKey.k, dataKey]));
const iv = new Uint8Array(12).fill(7);
const classOf = { score: 'health', answers: 'health', name: 'identity' } as const;
const plain = { subject, screenedOn: '2026-11-24', score: 27, answers: { q1: 3, q10: 0 }, name: 'Seorang' };

const seal = (object: JsonObject = plain): JsonObject => sealObject(object, classOf, { ...event, subject, keys });
const sealsOf = (object: JsonObject): Seal[] => object.sealed as unknown as Seal[];
const changed = (stored: JsonObject, change: (seal: Seal) => object): JsonObject => ({
  ...stored,
  sealed: sealsOf(stored).map((one) => change(one)) as unknown as JsonObject[],
});
const flipped = (text: string): string => {
  const bytes = Buffer.from(text, 'base64url');
  bytes.writeUInt8(bytes.readUInt8(0) ^ 1);
  return bytes.toString('base64url');
};
const flippedId = (id: string): string => (id.startsWith('0') ? '1' : '0') + id.slice(1);

describe('sealObject', () => {
  it('writes the bytes of the data format (D8)', () => {
    const stored = sealObject(plain, classOf, { ...event, subject, keys, iv: () => iv });
    expect(Object.keys(stored)).toEqual(['subject', 'screenedOn', 'sealed']);
    const expected = { health: '{"answers":{"q1":3,"q10":0},"score":27}', identity: '{"name":"Seorang"}' };
    expect(sealsOf(stored).map(({ c }) => c)).toEqual(['health', 'identity']);
    for (const { s, c, k, iv: ivText, ct, ...others } of sealsOf(stored)) {
      expect(others).toEqual({});
      expect(s).toBe(subject);
      expect(ivText).toBe('BwcHBwcHBwcHBwcH');
      const hmac = (hmacKey: Uint8Array, ...parts: (Uint8Array | string)[]): Buffer =>
        parts.reduce((mac, part) => mac.update(part), createHmac('sha256', hmacKey)).digest();
      const salt = Buffer.from('00112233445556778899aabbccddeeff', 'hex');
      const okm = hmac(hmac(salt, byId.get(k)?.bytes ?? ''), c, Uint8Array.of(1)); // RFC 5869: extract, then one block of expand
      const bytes = Buffer.from(ct, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', okm, iv);
      decipher.setAAD(
        Buffer.from(`["${event.stream}","${event.eventId}","InmateScreened",2,"${subject}","${c}","${k}"]`),
      );
      decipher.setAuthTag(bytes.subarray(256));
      const text = Buffer.concat([decipher.update(bytes.subarray(0, 256)), decipher.final()]).toString();
      expect(text).toBe(expected[c as 'health' | 'identity'].padEnd(256, ' '));
      expect(ct).toMatch(/^[A-Za-z0-9_-]{363}$/);
    }
  });

  it('never changes what it wrote for fixed inputs (D8)', () => {
    const stored = sealObject({ subject, name: 'Seorang' }, classOf, { ...event, subject, keys, iv: () => iv });
    expect(sealsOf(stored)[0]?.ct.slice(0, 40)).toBe('z4ff05kpAL5voAWGvi7QfWHaCkzogqWBY_H2BoHK');
  });

  it.each([
    [244, 272],
    [245, 272],
    [246, 528],
  ])('pads bytes of UTF-8, so a text of %i bytes is sealed in %i (D8)', (length, sealedBytes) => {
    const name = `é${'a'.repeat(length - 2)}`; // {"name":""} adds 11
    const [first] = sealsOf(seal({ subject, name }));
    expect(Buffer.from(first?.ct ?? '', 'base64url')).toHaveLength(sealedBytes);
  });

  it('uses a fresh iv for each seal', () => {
    const ivs = [...sealsOf(seal()), ...sealsOf(seal())].map((one) => one.iv);
    expect(new Set(ivs).size).toBe(4);
  });

  it('leaves what is not declared as it is, also a name that objects inherit', () => {
    const clear = { subject, constructor: 'clear' };
    expect(seal(clear)).toEqual(clear);
    expect(seal({ ...clear, name: 'Seorang' })).toMatchObject(clear);
  });

  it('refuses properties with names of its own, a missing key and an event without an id', () => {
    expect(() => seal({ subject, gone: ['health'] })).toThrow('words of the seals');
    expect(() => seal({ subject, sealed: [] })).toThrow('words of the seals');
    expect(() => sealObject(plain, classOf, { ...event, subject, keys: new Map() })).toThrow('no health key');
    expect(() => sealObject(plain, classOf, { ...event, eventId: 'none', subject, keys })).toThrow('id of its event');
  });
});

describe('unsealObject', () => {
  const open = (stored: JsonObject, context = event): JsonObject => unsealObject(stored, { ...context, keys: byId });

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
    expect(() => unsealObject(stored, { ...event, keys: same })).toThrow('does not authenticate');
  });

  it.each([
    ['stream', { ...event, stream: 'screening-1f4e2c1a-8b7d-5e6f-9a0b-1c2d3e4f5a6b' }],
    ['event', { ...event, eventId: '10112233-4455-5677-8899-aabbccddeeff' }],
    ['type', { ...event, type: 'InmateRescreened' }],
    ['version', { ...event, v: 1 }],
  ])('finds a seal that was moved to another %s', (_part, context) => {
    expect(() => open(seal(), context)).toThrow('does not authenticate');
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
    expect(Buffer.from(sealsOf(respelled)[0]?.ct ?? '', 'base64url')).toHaveLength(272);
    expect(() => open(respelled)).toThrow('not base64url');
  });

  it('refuses a sealed property that is there in clear as well', () => {
    expect(() => open({ ...seal(), score: 0 })).toThrow('in clear');
  });

  it('leaves out what a gone key sealed and says so, sorted', () => {
    const stored = seal();
    const some = new Map([...byId].filter(([k]) => k !== keys.get('health')?.k));
    expect(unsealObject(stored, { ...event, keys: some })).toEqual({
      subject,
      screenedOn: '2026-11-24',
      name: 'Seorang',
      gone: ['health'],
    });
    expect(unsealObject(stored, { ...event, keys: new Map() }).gone).toEqual(['health', 'identity']);
  });

  it('brings what an older version sealed to the latest', () => {
    const upcast = (secrets: JsonObject, c: SealClass, { v }: { v: number }): JsonObject => ({
      ...secrets,
      [`${c}Since`]: v,
    });
    expect(unsealObject(seal(), { ...event, keys: byId, upcast })).toEqual({
      ...plain,
      healthSince: 2,
      identitySince: 2,
    });
  });
});

describe('copySeals', () => {
  const of = { stream: event.stream, id: event.eventId, type: event.type, v: event.v };

  it('makes seals that open in a read model, where the later one wins', () => {
    const second = { ...event, eventId: randomId(), type: 'InmateRenamed', v: 1 };
    const renamed = sealObject({ subject, name: 'Nama baru' }, classOf, { ...second, subject, keys });
    const sealed = [
      ...copySeals(seal(), of),
      ...copySeals(renamed, { stream: second.stream, id: second.eventId, type: second.type, v: 1 }),
    ];
    const document = { _id: subject, sealed: sealed };
    expect(sealsIn(document)).toEqual(sealed);
    const { score, answers } = plain;
    expect(unsealObject(document, { keys: byId })).toEqual({ _id: subject, score, answers, name: 'Nama baru' });
  });

  it('copies nothing from an object without seals', () => {
    expect(copySeals({ subject }, of)).toEqual([]);
  });

  it('binds a copy to its origin, and nothing that says its origin is taken for an event of its own', () => {
    const copy = (origin: typeof of): JsonObject => ({ sealed: copySeals(seal(), origin) });
    expect(() => unsealObject(copy({ ...of, v: 3 }), { keys: byId })).toThrow('does not authenticate');
    expect(() => unsealObject(copy({ ...of, id: 'x' }), { keys: byId })).toThrow('not whole');
    expect(() => unsealObject(copy(of), { ...event, keys: byId })).toThrow('not of one event');
    expect(() => unsealObject(seal(), { keys: byId })).toThrow('not of one event');
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

const randomId = (): string =>
  randomBytes(16)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

function flippedAt(text: string, at: number): string {
  const bytes = Buffer.from(text, 'base64url');
  const index = bytes.length + at;
  bytes.writeUInt8(bytes.readUInt8(index) ^ 0x80, index);
  return bytes.toString('base64url');
}

function nextLetter(letter: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return alphabet.charAt(alphabet.indexOf(letter) + 1);
}
