import { createDecipheriv, createHmac } from 'node:crypto';
import type { JsonObject } from './json.js';
import { byId, event, iv, keys, of, plain, seal, sealing, sealsOf, subject } from './seals-for-specs.js';
import { sealObject } from './seal.js';

describe('sealObject', () => {
  it('writes the bytes of the data format (D8)', () => {
    const stored = sealObject(plain, sealing, { of, subject, keys, iv: () => iv });
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
        Buffer.from(`["${event.stream}","${event.id}","InmateScreened",2,"/entry","${subject}","${c}","${k}"]`),
      );
      const block = c === 'health' ? 64 : 256;
      decipher.setAuthTag(bytes.subarray(block));
      const text = Buffer.concat([decipher.update(bytes.subarray(0, block)), decipher.final()]).toString();
      expect(text).toBe(expected[c as 'health' | 'identity'].padEnd(block, ' '));
      expect(ct).toHaveLength(c === 'health' ? 107 : 363);
    }
  });

  it('never changes what it wrote for fixed inputs (D8)', () => {
    const stored = sealObject({ subject, name: 'Seorang' }, sealing, { of, subject, keys, iv: () => iv });
    expect(sealsOf(stored)[1]?.ct.slice(0, 40)).toBe('z4ff05kpAL5voAWGvi7QfWHaCkzogqWBY_H2BoHK');
    expect(sealsOf(stored)[1]?.ct.slice(-22)).toBe('creoK5M3caaDwzkYvqVoW0');
  });

  it.each([
    [244, 272],
    [245, 272],
    [246, 528],
  ])('pads bytes of UTF-8, so a text of %i bytes is sealed in %i (D8)', (length, sealedBytes) => {
    const name = `é${'a'.repeat(length - 2)}`; // {"name":""} adds 11
    const [, identity] = sealsOf(seal({ subject, name }));
    expect(Buffer.from(identity?.ct ?? '', 'base64url')).toHaveLength(sealedBytes);
  });

  it('tells nothing by a seal that is there: each class is, of {} if need be, narrative only when written (D8)', () => {
    const classesOf = (object: JsonObject) => sealsOf(seal(object)).map(({ c }) => c);
    expect(classesOf({ subject })).toEqual(['health', 'identity']);
    expect(classesOf({ subject, note: 'Tenang' })).toEqual(['health', 'identity', 'narrative']);
    const lengths = (object: JsonObject) => sealsOf(seal(object)).map(({ ct }) => ct.length);
    expect(lengths({ subject })).toEqual(lengths({ subject, score: 27, name: 'Seorang' }));
  });

  it('leaves out the classes that are gone and names them, sorted', () => {
    const lost = sealObject({ subject }, sealing, { of, subject, keys, gone: ['identity', 'health'] });
    expect(lost).toEqual({ subject, gone: ['health', 'identity'] });
  });

  it('uses a fresh iv for each seal', () => {
    const ivs = [...sealsOf(seal()), ...sealsOf(seal())].map((one) => one.iv);
    expect(new Set(ivs).size).toBe(4);
  });

  it('leaves what is not declared as it is, also a name that objects inherit', () => {
    const clear = { subject, constructor: 'clear' };
    expect(sealObject(clear, { classOf: {}, blocks: {} }, { of, subject, keys })).toEqual(clear);
    expect(seal({ ...clear, name: 'Seorang' })).toMatchObject(clear);
  });

  it('refuses properties with names of its own, a missing key and an event without an id', () => {
    expect(() => seal({ subject, sealed: [] })).toThrow('words of the seals');
    expect(() => sealObject(plain, sealing, { of, subject, keys: new Map() })).toThrow('no health key');
    expect(() => sealObject(plain, sealing, { of: { ...of, id: 'none' }, subject, keys })).toThrow('id of its event');
  });
});
