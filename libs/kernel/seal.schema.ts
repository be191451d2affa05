import { Type, type TUnsafe } from '@sinclair/typebox';
import { isObject, type JsonObject } from './json.js';
import { SEAL_CLASSES, type SealClass } from './keyring.js';
import { RESERVED } from './seal.object.js';

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
const ct = { type: 'string', pattern: '^[A-Za-z0-9_-]{363,}$' }; // 256 bytes and a tag

/**
 * The schema of an event's data as stored, derived from the plain one (D8): sealed properties give way to `sealed`, which is
 * required when one of them was; every object is closed. Throws on a seal that sealing would not reach.
 */
export const storedSchemaOf = (plainSchema: SealableSchema): TUnsafe<JsonObject> =>
  Type.Unsafe<JsonObject>(stored(structuredClone(plainSchema)));

function stored({ properties, items, anyOf, oneOf, ...rest }: SealableSchema): SealableSchema {
  if (mentionsSeal(rest)) throw new Error('A seal must be on a property of an object that sealing reaches.');
  const isOpen = ![undefined, false].includes(rest.additionalProperties as undefined | false);
  if (isOpen) throw new Error('An object of stored data must be closed.');
  return {
    ...rest,
    ...(rest.type === 'object' && { additionalProperties: false }),
    ...(properties && storedProperties(properties, (rest.required ?? []) as string[])),
    ...(items && { items: stored(items) }),
    ...(anyOf && { anyOf: anyOf.map(stored) }),
    ...(oneOf && { oneOf: oneOf.map(stored) }),
  };
}

function storedProperties(
  properties: Readonly<Record<string, SealableSchema>>,
  required: readonly string[],
): SealableSchema {
  const classes = new Set<SealClass>();
  const clear = Object.entries(properties).flatMap(([name, { seal, ...schema }]) => {
    if (RESERVED.some((reserved) => reserved === name)) throw new Error(`${name} is a word of the seals.`);
    if (/^\d+$/.test(name)) throw new Error(`${name} looks like an index: JavaScript would move it.`);
    if (seal === undefined) return [[name, stored(schema)] as const];
    if (name === 'subject') throw new Error('A subject stays in clear.');
    if (mentionsSeal(schema)) throw new Error(`${name} is sealed as a whole: nothing in it is sealed again.`);
    classes.add(seal);
    return [];
  });
  const needsSubject = [...classes].some((c) => c !== 'narrative') && !Object.hasOwn(properties, 'subject');
  if (needsSubject) throw new Error('identity|health|security needs a subject.');
  const isClear = (name: string): boolean => properties[name]?.seal === undefined;
  return {
    properties: { ...Object.fromEntries(clear), ...(classes.size > 0 && { sealed: sealedSchema(classes) }) },
    required: [...required.filter(isClear), ...(required.every(isClear) ? [] : ['sealed'])],
  };
}

function sealedSchema(classes: ReadonlySet<SealClass>): SealableSchema {
  const c = { type: 'string', enum: SEAL_CLASSES.filter((known) => classes.has(known)) };
  const seal = {
    type: 'object',
    additionalProperties: false,
    required: ['s', 'c', 'k', 'iv', 'ct'],
    properties: { s: uuid, c, k: uuid, iv, ct },
  };
  return { type: 'array', minItems: 1, maxItems: classes.size, items: seal };
}

const mentionsSeal = (schema: unknown): boolean =>
  Array.isArray(schema)
    ? schema.some(mentionsSeal)
    : isObject(schema) && (typeof schema.seal === 'string' || Object.values(schema).some(mentionsSeal));
