import { createHash } from 'node:crypto';
import { canonical, codeLists, type Codes, codesOf, type JsonObject, type SealableSchema } from '#kernel';
import { definitions } from './registry.js';
import { code } from './schemas.js';

const digestOf = (schema: object): string =>
  createHash('sha256')
    .update(canonical(JSON.parse(JSON.stringify(schema)) as JsonObject))
    .digest('hex');
const longer = (list: Codes): Codes =>
  Object.assign([...list, 'ANOTHER_CODE'], {
    list: list.list,
    kind: list.kind,
    seal: list.seal,
    meanings: { ...list.meanings, ANOTHER_CODE: 'Another' },
  });
const lists = codeLists().filter(({ list }) => !list.startsWith('SPEC_'));

/** Every schema at any depth, with the class under which it is sealed. */
function inside(schema: SealableSchema, seal: string): readonly (readonly [SealableSchema, string])[] {
  const { properties = {}, items, anyOf = [], oneOf = [] } = schema;
  const own = schema.seal ?? seal;
  const inner = [...Object.values(properties), ...(items ? [items] : []), ...anyOf, ...oneOf];
  return [[schema, own], ...inner.flatMap((one) => inside(one, own))];
}
const leaves = definitions.flatMap(({ type, plain }) =>
  inside(plain as SealableSchema, 'clear').map(([schema, seal]) => ({ type, schema, seal })),
);

describe.each(lists.map((list) => [list.list, list] as const))('the list %s (D4)', (_, list) => {
  it('has codes, each once, of the form that stored codes have', () => {
    expect(list.length).toBeGreaterThan(0);
    expect(new Set(list).size).toBe(list.length);
    for (const one of list) expect(one).toMatch(/^([A-Z][A-Z0-9_]{0,39}|[a-z0-9]+(-[a-z0-9]+)*)$/);
  });

  it('says what each code means, in a word or a sentence of its own', () => {
    const meanings = list.map((one) => list.meanings[one] ?? '');
    for (const one of meanings) expect(one).toMatch(/^\p{Lu}.{2,}[^.]$|^Man$/u);
    expect(new Set(meanings).size).toBe(list.length);
  });

  it('with a code more changes the digest of an event exactly when something decides by it', () => {
    expect(digestOf(code(longer(list))) === digestOf(code(list))).toBe(list.kind === 'LABEL');
  });

  it('is sealed wherever an event holds it, under the class that it names', () => {
    const holding = leaves.filter(({ schema }) =>
      list.kind === 'LABEL' ? schema.codes === list.list : schema.enum !== undefined && isThe(list, schema.enum),
    );
    for (const { seal } of holding) expect(['clear', list.seal]).toContain(list.seal === 'clear' ? 'clear' : seal);
  });
});

const isThe = (list: Codes, values: unknown): boolean =>
  Array.isArray(values) && values.length === list.length && list.every((one) => values.includes(one));

describe('stored types (D4)', () => {
  it('hold no enum that is not a declared list of switches', () => {
    const undeclared = leaves.filter(
      ({ schema }) =>
        schema.enum !== undefined && !lists.some((list) => list.kind === 'SWITCH' && isThe(list, schema.enum)),
    );
    expect(undeclared.map(({ type, schema }) => [type, schema.enum])).toEqual([]);
  });

  it('hold labels as patterns, of lists that are there', () => {
    const held = leaves.filter(({ schema }) => schema.codes !== undefined);
    expect(held.length).toBeGreaterThan(20);
    for (const { schema } of held) {
      expect(schema).not.toHaveProperty('enum');
      expect(schema.pattern).toBeDefined();
      expect(codesOf(String(schema.codes))).toBeDefined();
    }
  });

  it('name staff by nothing but the id of their record', () => {
    const named = leaves.filter(({ schema }) => schema.names === 'STAFF');
    expect(named.length).toBeGreaterThan(20);
    for (const { schema } of named)
      expect(schema.pattern).toBe('^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$');
  });
});
