import { Type, type TUnsafe } from '@sinclair/typebox';
import { isObject, type JsonObject } from './json.js';
import { SEAL_CLASSES, type SealClass } from './keyring.js';
import { BLOCKS, RESERVED, TAG_BYTES } from './seal.object.js';

/** A JSON schema in which the keyword `seal` on a property's schema names the class it is sealed under. */
export interface SealableSchema {
  readonly seal?: SealClass;
  readonly properties?: Readonly<Record<string, SealableSchema>>;
  readonly items?: SealableSchema;
  readonly anyOf?: readonly SealableSchema[];
  readonly oneOf?: readonly SealableSchema[];
  readonly [keyword: string]: unknown;
}

const uuid = { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' };
const iv = { type: 'string', pattern: '^[A-Za-z0-9_-]{16}$' };
const ctOf = (block: number) => ({
  type: 'string',
  pattern: `^[A-Za-z0-9_-]{${Math.ceil(((block + TAG_BYTES) * 4) / 3)},}$`,
});

/** What the properties are called, at any depth, that a schema seals, and whatever is in them. */
export function sealedIn(
  { properties = {}, items, anyOf = [], oneOf = [] }: SealableSchema,
  isSealed = false,
): string[] {
  const inner = [...anyOf, ...oneOf, ...(items === undefined ? [] : [items])].flatMap((one) => sealedIn(one, isSealed));
  const own = Object.entries(properties).flatMap(([name, schema]) => {
    const isSecret = isSealed || schema.seal !== undefined;
    return [...(isSecret ? [name] : []), ...sealedIn(schema, isSecret)];
  });
  return [...inner, ...own];
}

/** The block size in bytes that each class of an object's sealed properties is padded to, by what its schema says they are. */
export function blocksOf(properties: Readonly<Record<string, SealableSchema>>): Partial<Record<SealClass, number>> {
  const members = Object.values(properties);
  const classes = SEAL_CLASSES.filter((c) => members.some(({ seal }) => seal === c));
  const isShort = (c: SealClass): boolean => members.filter(({ seal }) => seal === c).every(isSending);
  return Object.fromEntries(classes.map((c) => [c, isShort(c) ? BLOCKS.short : BLOCKS.long]));
}

/** Whether all that fits the schema is one code, number, day or id: free text is what only its length bounds, and a list tells its own. */
function isSending({ type, items, properties, ...schema }: SealableSchema): boolean {
  const { anyOf = [], oneOf = [] } = schema;
  const inner = [...anyOf, ...oneOf];
  if (inner.length > 0) return inner.every(isSending);
  if (items !== undefined || properties !== undefined || type === 'array' || type === 'object') return false;
  return type !== 'string' || schema.enum !== undefined || schema.const !== undefined || schema.pattern !== undefined;
}

/**
 * The schema of an event's data as stored, derived from the plain one (D8): sealed properties give way to `sealed`, which is
 * required where its classes always are; every object is closed. Throws on a seal that sealing would not reach.
 */
export const storedSchemaOf = (plainSchema: SealableSchema): TUnsafe<JsonObject> =>
  Type.Unsafe<JsonObject>(stored(structuredClone(plainSchema), false));

function stored({ properties, items, anyOf, oneOf, ...rest }: SealableSchema, inList: boolean): SealableSchema {
  if (mentionsSeal(rest)) throw new Error('A seal must be on a property of an object that sealing reaches.');
  const isOpen = ![undefined, false].includes(rest.additionalProperties as undefined | false);
  if (isOpen) throw new Error('An object of stored data must be closed.');
  const isClosable = rest.type === 'object' && properties !== undefined;
  return {
    ...rest,
    ...(isClosable && { additionalProperties: false }),
    ...(properties && storedProperties(properties, (rest.required ?? []) as string[], inList)),
    ...(items && { items: stored(items, true) }),
    ...(anyOf && { anyOf: anyOf.map((one) => stored(one, inList)) }),
    ...(oneOf && { oneOf: oneOf.map((one) => stored(one, inList)) }),
  };
}

function storedProperties(
  properties: Readonly<Record<string, SealableSchema>>,
  required: readonly string[],
  inList: boolean,
): SealableSchema {
  const clear = Object.entries(properties).flatMap(([name, { seal, ...schema }]) => {
    if (RESERVED.some((reserved) => reserved === name)) throw new Error(`${name} is a word of the seals.`);
    if (/^\d+$/.test(name)) throw new Error(`${name} looks like an index: JavaScript would move it.`);
    if (seal === undefined) return [[name, stored(schema, false)] as const];
    if (name === 'subject') throw new Error('A subject stays in clear.');
    if (mentionsSeal(schema)) throw new Error(`${name} is sealed as a whole: nothing in it is sealed again.`);
    return [];
  });
  const blocks = blocksOf(properties);
  const classes = SEAL_CLASSES.filter((c) => blocks[c] !== undefined);
  const isClear = (name: string): boolean => properties[name]?.seal === undefined;
  const mayBeGone = inList && Object.hasOwn(properties, 'subject') && classes.length > 0;
  const isAlwaysSealed = classes.some((c) => c !== 'narrative') || !required.every(isClear);
  return {
    properties: {
      ...Object.fromEntries(clear),
      ...(classes.length > 0 && { sealed: sealedSchema(classes, blocks) }),
      ...(mayBeGone && { gone: goneSchema(classes) }),
    },
    required: [...required.filter(isClear), ...(isAlwaysSealed && !mayBeGone ? ['sealed'] : [])],
  };
}

const goneSchema = (classes: readonly SealClass[]): SealableSchema => ({
  type: 'array',
  minItems: 1,
  uniqueItems: true,
  items: { type: 'string', enum: classes },
});

function sealedSchema(classes: readonly SealClass[], blocks: Partial<Record<SealClass, number>>): SealableSchema {
  const members = classes.map((c) => ({
    type: 'object',
    additionalProperties: false,
    required: ['s', 'c', 'k', 'iv', 'ct'],
    properties: { s: uuid, c: { type: 'string', const: c }, k: uuid, iv, ct: ctOf(blocks[c] ?? BLOCKS.long) },
  }));
  return { type: 'array', minItems: 1, maxItems: classes.length, items: { anyOf: members } };
}

/**
 * The plain schema as what is decided is checked with: in a list, an object with a subject may say which classes are `gone`, and
 * what they took away is then absent ("To the byte" 13).
 */
export const checkedSchemaOf = (plainSchema: SealableSchema): TUnsafe<JsonObject> =>
  Type.Unsafe<JsonObject>(checked(structuredClone(plainSchema), false));

function checked({ properties, items, anyOf, oneOf, ...rest }: SealableSchema, inList: boolean): SealableSchema {
  const inner =
    properties && Object.fromEntries(Object.entries(properties).map(([n, one]) => [n, checked(one, false)]));
  const whole: SealableSchema = {
    ...rest,
    ...(inner && { properties: inner }),
    ...(items && { items: checked(items, true) }),
    ...(anyOf && { anyOf: anyOf.map((one) => checked(one, inList)) }),
    ...(oneOf && { oneOf: oneOf.map((one) => checked(one, inList)) }),
  };
  if (!inList || properties === undefined || !Object.hasOwn(properties, 'subject')) return whole;
  const blocks = blocksOf(properties);
  const classes = SEAL_CLASSES.filter((c) => blocks[c] !== undefined);
  if (classes.length === 0) return whole;
  const required = ((rest.required ?? []) as string[]).filter((name) => properties[name]?.seal === undefined);
  const withGone = {
    ...whole,
    properties: { ...inner, gone: goneSchema(classes) },
    required: [...required, 'gone'],
  };
  return { anyOf: [whole, withGone] };
}

const mentionsSeal = (schema: unknown): boolean =>
  Array.isArray(schema)
    ? schema.some(mentionsSeal)
    : isObject(schema) && (typeof schema.seal === 'string' || Object.values(schema).some(mentionsSeal));
