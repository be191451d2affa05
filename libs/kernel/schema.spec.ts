import { Type } from '@sinclair/typebox';
import { misfit, validator } from './schema.js';

const Person = Type.Object(
  {
    nik: Type.String({ pattern: '^\\d{16}$' }),
    age: Type.Optional(Type.Integer({ minimum: 0 })),
    note: Type.Optional(Type.String({ seal: 'narrative' })),
  },
  { additionalProperties: false },
);
const nik = '3304123456789012';

describe('validator', () => {
  it('holds for exactly what fits', () => {
    const isPerson = validator(Person);
    expect(isPerson({ nik, age: 0, note: 'x' })).toBe(true);
    for (const other of [{ nik: 1 }, { nik, age: 1.5 }, { nik, age: '1' }, { nik, more: 1 }, {}, [], null, undefined])
      expect(isPerson(other)).toBe(false);
  });

  it('coerces nothing and fills in nothing', () => {
    const value = { nik };
    validator(Person)(value);
    expect(value).toEqual({ nik });
  });
});

describe('misfit', () => {
  it('says nothing of what fits', () => {
    expect(misfit(Person, { nik })).toBeUndefined();
  });

  it.each([
    [{ nik, age: -1 }, 'data/age must be >= 0'],
    [{}, "data must have required property 'nik'"],
    [{ nik, more: 1 }, 'data must NOT have additional properties'],
    [[], 'data must be object'],
  ])('says where and why %j does not', (value, problem) => {
    expect(misfit(Person, value)).toBe(problem);
  });

  it('never quotes the value', () => {
    expect(misfit(Person, { nik: '33041234567890' })).toBe('data/nik must match pattern "^\\d{16}$"');
  });
});

describe('schemas', () => {
  it('hold no keyword that nobody knows', () => {
    expect(() => validator(Type.String({ sealed: 'health' }))('x')).toThrow('unknown keyword');
  });
});
