import { createHash } from 'node:crypto';
import { id, isId, isStream, NAMESPACE, uuidOf } from './ids.js';

/** RFC 9562, section 5.5, by hand. */
function uuidv5(name: string): string {
  const namespace = Buffer.from(NAMESPACE.replaceAll('-', ''), 'hex');
  const hash = createHash('sha1').update(namespace).update(name).digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

describe('id (D2)', () => {
  it('keeps its one namespace', () => {
    expect(NAMESPACE).toBe('9195f751-3981-57cb-b27f-1e57d986439c');
  });

  it('is a uuid version 5 of the canonical parts', () => {
    expect(id('log')).toBe(uuidv5('["log"]'));
    expect(id('command', 'issuer', 'sub', 'Sign', '', 'key')).toBe(
      uuidv5('["command","issuer","sub","Sign","","key"]'),
    );
    expect(id('rehabcase', 'é', 2, { b: true, a: 1 })).toBe(uuidv5('["rehabcase","é",2,{"a":1,"b":true}]'));
  });

  it('gives the known answers', () => {
    expect([id('log'), id('rehabcase', 'inmate', 1)]).toEqual([
      'c1811cc4-7a7e-5984-9942-d0c503b68806',
      'ab2f20ce-cf9d-55b4-a1ec-b8ed6a7e3040',
    ]);
  });

  it('tells parts apart by their order, number and place', () => {
    const ids = [
      id('a', 'b', 'c'),
      id('a', 'c', 'b'),
      id('a', 'bc'),
      id('a', 'b', 'c', ''),
      id('a', 'b,c'),
      id('a', 1),
    ];
    expect(new Set([...ids, id('a', '1')]).size).toBe(7);
  });

  it('is in lower case', () => {
    for (let n = 0; n < 50; n += 1) expect(isId(id('spec', n))).toBe(true);
  });
});

const uuid = '0f4e2c1a-8b7d-5e6f-9a0b-1c2d3e4f5a6b';

describe('isId', () => {
  it('holds for a lower-case uuid of any version', () => {
    expect(isId(uuid)).toBe(true);
    expect(isId('00000000-0000-0000-0000-000000000000')).toBe(true);
  });

  it.each([
    uuid.toUpperCase(),
    `{${uuid}}`,
    `${uuid}\n`,
    ` ${uuid}`,
    uuid.replaceAll('-', ''),
    `${uuid}0`,
    '',
    7,
    null,
    undefined,
  ])('does not hold for %j', (value) => {
    expect(isId(value)).toBe(false);
  });
});

describe('isStream (D3)', () => {
  it('holds for a name without a dash and a uuid', () => {
    expect(isStream(`rehabcase-${uuid}`)).toBe(true);
    expect(uuidOf(`rehabcase-${uuid}`)).toBe(uuid);
  });

  it.each([
    uuid,
    `-${uuid}`,
    `$case-${uuid}`,
    `Case-${uuid}`,
    `rehab-case-${uuid}`,
    `case2-${uuid}`,
    `case-${uuid}x`,
    7,
  ])('does not hold for %j', (value) => {
    expect(isStream(value)).toBe(false);
  });
});
