import { UNIT_KINDS, UNIT_REGISTER, unitOf, zoneOf } from './units.js';

describe('the register of units', () => {
  it('knows each unit once, with a kind and a zone that exists', () => {
    const codes = UNIT_REGISTER.units.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const { code, kind, zone } of UNIT_REGISTER.units) {
      expect(UNIT_KINDS).toContain(kind);
      expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
      expect(unitOf(code)?.zone).toBe(zone);
    }
  });

  it('spans the three zones of the country', () => {
    expect(['RUTAN-BANJARNEGARA', 'RUTAN-MAKASSAR', 'RUTAN-JAYAPURA'].map(zoneOf)).toEqual([
      'Asia/Jakarta',
      'Asia/Makassar',
      'Asia/Jayapura',
    ]);
  });

  it('knows nothing of other codes', () => {
    expect([unitOf('RUTAN-NOWHERE'), zoneOf('__proto__')]).toEqual([undefined, undefined]);
  });
});
