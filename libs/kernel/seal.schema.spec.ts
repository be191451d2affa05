import { Type } from '@sinclair/typebox';
import { misfit } from './schema.js';
import { type SealableSchema, storedSchemaOf } from './seal.js';

const closed = { additionalProperties: false };
const subject = Type.String();
const seal = {
  s: '5b1c1d52-7f0e-4c0a-9a33-0d6a1f2b3c4d',
  c: 'health',
  k: 'b1a2c3d4-e5f6-4789-8abc-def012345678',
  iv: 'BwcHBwcHBwcHBwcH',
  ct: 'A'.repeat(107),
};

describe('storedSchemaOf', () => {
  const stored = storedSchemaOf(
    Type.Object({
      subject,
      day: Type.String(),
      score: Type.Integer({ seal: 'health' }),
      name: Type.Optional(Type.String({ seal: 'identity' })),
    }),
  );

  it('puts sealed in place of sealed properties and closes the object (D4, D8)', () => {
    expect(JSON.parse(JSON.stringify(stored))).toMatchObject({
      type: 'object',
      additionalProperties: false,
      required: ['subject', 'day', 'sealed'],
      properties: {
        subject: { type: 'string' },
        day: { type: 'string' },
        sealed: { type: 'array', minItems: 1, maxItems: 2 },
      },
    });
    expect(Object.keys((stored as unknown as { properties: object }).properties)).toEqual(['subject', 'day', 'sealed']);
    expect(misfit(stored, { subject: 'x', day: 'y', sealed: [seal] })).toBeUndefined();
    expect(misfit(stored, { subject: 'x', day: 'y', sealed: [seal], score: 1 })).toContain('additional');
  });

  it.each([
    ['s', 'someone'],
    ['c', 'security'],
    ['k', 'B1A2C3D4-e5f6-4789-8abc-def012345678'],
    ['iv', 'BwcHBwcHBwcHBwc='],
    ['ct', 'A'.repeat(106)],
    ['of', { stream: 'x' }],
  ])('refuses a seal whose %s is not of the format', (name, value) => {
    expect(misfit(stored, { subject: 'x', day: 'y', sealed: [{ ...seal, [name]: value }] })).toMatch('/sealed/0');
  });

  it('requires sealed wherever its classes always are, also of what is optional, and not for narrative alone', () => {
    const clear = { subject: 'x', day: 'y' };
    expect(misfit(stored, clear)).toContain("'sealed'");
    const optional = storedSchemaOf(Type.Object({ subject, score: Type.Optional(Type.Integer({ seal: 'health' })) }));
    expect(misfit(optional, { subject: 'x' })).toContain("'sealed'");
    expect(misfit(optional, { subject: 'x', sealed: [] })).toContain('/sealed');
    const noted = storedSchemaOf(Type.Object({ subject, note: Type.Optional(Type.String({ seal: 'narrative' })) }));
    expect(misfit(noted, { subject: 'x' })).toBeUndefined();
  });

  it('lets a line of a list, and nothing else, say what is gone', () => {
    const Line = Type.Object({ subject, score: Type.Integer({ seal: 'health' }) });
    const roster = storedSchemaOf(Type.Object({ lines: Type.Array(Line) }));
    const gone = { subject: 'x', gone: ['health'] };
    expect(misfit(roster, { lines: [gone, { subject: 'x', sealed: [seal] }] })).toBeUndefined();
    expect(misfit(roster, { lines: [{ subject: 'x', gone: ['security'] }] })).toContain('/gone');
    expect(misfit(storedSchemaOf(Line), gone)).toBeDefined();
  });

  it('wants at least the bytes that its padding gives: 64 for codes and numbers, 256 for text', () => {
    const lineOf = (value: SealableSchema) => storedSchemaOf({ type: 'object', properties: { value } });
    const lengthOf = (value: SealableSchema) =>
      [107, 363].find(
        (length) => misfit(lineOf(value), { sealed: [{ ...seal, ct: 'A'.repeat(length) }] }) === undefined,
      );
    const of = (keywords: object): SealableSchema => ({ seal: 'health', ...keywords });
    expect(lengthOf(of({ type: 'string', pattern: '^[A-Z]+$' }))).toBe(107);
    expect(lengthOf(of({ type: 'string', enum: ['A'] }))).toBe(107);
    expect(lengthOf(of({ type: 'integer' }))).toBe(107);
    expect(lengthOf(of({ type: 'array', items: { type: 'integer' } }))).toBe(363); // how many there are would tell
    expect(lengthOf(of({ type: 'object', properties: { a: { type: 'integer' } } }))).toBe(363);
    expect(lengthOf(of({ type: 'string', maxLength: 20 }))).toBe(363);
    expect(lengthOf(of({ type: 'object', properties: { a: { type: 'integer' }, b: { type: 'string' } } }))).toBe(363);
  });

  it('reaches nested objects, array items and members of unions', () => {
    const Line = Type.Object({ subject, score: Type.Integer({ seal: 'health' }) });
    const nested = storedSchemaOf(
      Type.Object({ lines: Type.Array(Line), one: Type.Union([Type.Object({ code: Type.String() }), Line]) }),
    );
    const line = { subject: 'x', sealed: [seal] };
    expect(misfit(nested, { lines: [line], one: line })).toBeUndefined();
    expect(misfit(nested, { lines: [line], one: { code: 'A' } })).toBeUndefined();
    expect(misfit(nested, { lines: [{ ...line, score: 1 }], one: line })).toContain('/lines/0');
    expect(misfit(nested, { lines: [], one: { code: 'A', more: 1 } })).toContain('/one');
    const oneOf = storedSchemaOf({ oneOf: [Line, Type.Object({ code: Type.String() })] });
    expect(misfit(oneOf, line)).toBeUndefined();
    expect(misfit(oneOf, { subject: 'x', score: 1 })).toBeDefined();
  });

  it('leaves a schema without seals as it is, but closed', () => {
    const plain = Type.Object({ code: Type.String({ pattern: '^[A-Z]+$' }), seal: Type.String() });
    expect(JSON.parse(JSON.stringify(storedSchemaOf(plain)))).toEqual({
      ...(JSON.parse(JSON.stringify(plain)) as object),
      ...closed,
    });
  });

  const text = { type: 'string', seal: 'narrative' } as const;
  it.each<[string, SealableSchema, string]>([
    ['a seal on the whole', { type: 'object', seal: 'health' }, 'on a property'],
    ['a seal on array items', { type: 'object', properties: { a: { type: 'array', items: text } } }, 'on a property'],
    ['a seal on a member of a union', { type: 'object', properties: { a: { anyOf: [text] } } }, 'on a property'],
    ['a seal under allOf', { allOf: [{ properties: { text } }] }, 'sealing reaches'],
    ['a seal under a pattern', { type: 'object', patternProperties: { '^q': text } }, 'sealing reaches'],
    ['a seal in a seal', { properties: { a: { ...text, properties: { text } } } }, 'sealed as a whole'],
    ['a sealed subject', { properties: { subject: text } }, 'stays in clear'],
    ['a property named sealed', { properties: { sealed: { type: 'boolean' } } }, 'word of the seals'],
    ['a property named gone', { properties: { gone: { type: 'boolean' } } }, 'word of the seals'],
    ['a name like an index (D5)', { properties: { 1: { type: 'string' } } }, 'looks like an index'],
    ['an open object', { type: 'object', additionalProperties: true }, 'closed'],
  ])('refuses %s', (_what, schema, message) => {
    expect(() => storedSchemaOf(schema)).toThrow(message);
  });
});
