import { codesOf } from './codes.js';
import { id } from './ids.js';
import type { JsonObject, JsonValue } from './json.js';
import type { SealableSchema } from './seal.schema.js';

/** When the examples are recorded: what they say happened on that day, so that none of them is late or yet to come. */
export const RECORDED_AT = '2024-12-16T02:00:00.000Z';

const SAMPLES: Readonly<Record<string, JsonValue>> = {
  '^\\d{4}-\\d{2}-\\d{2}$': '2024-12-16',
  '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$': RECORDED_AT,
  '^[A-Z0-9]+(-[A-Z0-9]+)*$': 'RUTAN-BANJARNEGARA',
  '^[A-Z][A-Z0-9_]{0,39}$': 'CONTOH',
  '^[A-Z][A-Za-z]*$': 'TakeOverCase',
  '^[a-z0-9]+(-[a-z0-9]+)*$': 'contoh',
  '^[a-z]+(-[a-z]+)*@[0-9]+(_[0-9]+)?$': 'cases@1_1',
  '^[0-9a-f]{64}$': 'a'.repeat(64),
  '^[a-z0-9][a-z0-9.-]{0,39}$': 'contoh',
  '^R-\\d+\\.\\d+$': 'R-1.1',
  '^[A-Za-z_]+(/[A-Za-z0-9_+-]+)*$': 'Asia/Jakarta',
};

type Matching = (pattern: RegExp) => string;
const unknown: Matching = (pattern) => {
  throw new Error(`There is no example of ${pattern.source}.`);
};

/**
 * Data that fit a plain schema, every optional member there, the same whenever it is asked: one uuid for one name, so that examples of
 * one aggregate speak of the same people. What fits a pattern that no example is known of is `matching` it.
 */
export const exampleOf = (schema: SealableSchema, matching?: Matching): JsonObject =>
  exampleOfMember(schema, 'data', matching) as JsonObject;

/** The same for the member of that name. */
export function exampleOfMember(schema: SealableSchema, name: string, matching = unknown): JsonValue {
  const { anyOf, oneOf, properties, items, type } = schema;
  const last = (anyOf ?? oneOf)?.at(-1);
  const sample = (of: SealableSchema, member = name) => exampleOfMember(of, member, matching);
  if (last !== undefined) return sample(last);
  if (properties !== undefined) {
    return Object.fromEntries(Object.entries(properties).map(([member, of]) => [member, sample(of, member)]));
  }
  if (items !== undefined) return listOf(schema, items, (of) => sample(of, name.replace(/(Id|subject)s$/, '$1')));
  if (schema.const !== undefined) return schema.const as JsonValue;
  if (Array.isArray(schema.enum)) return schema.enum[0] as JsonValue;
  if (type === 'integer' || type === 'number') return Number(schema.minimum ?? 1);
  if (type === 'boolean') return true;
  if (type === 'object') return {};
  return textOf(schema, name, matching);
}

/** As many items as there must be; a list of codes that are each there once takes the first of them. */
function listOf(
  { minItems = 1 }: SealableSchema,
  items: SealableSchema,
  sample: (of: SealableSchema) => JsonValue,
): JsonValue {
  const codes = Array.isArray(items.enum) ? (items.enum as JsonValue[]) : undefined;
  return Array.from({ length: Math.max(1, Number(minItems)) }, (_, index) => codes?.[index] ?? sample(items));
}

const UUID = '5b1c1d52-7f0e-4c0a-9a33-0d6a1f2b3c4d';

function textOf({ pattern, codes, minLength = 1, maxLength }: SealableSchema, name: string, matching: Matching) {
  if (typeof codes === 'string') return codesOf(codes)?.[0] ?? '';
  if (typeof pattern !== 'string') {
    return `Contoh ${name}`.slice(0, Number(maxLength ?? 100)).padEnd(Number(minLength), '.');
  }
  const known = SAMPLES[pattern];
  if (known !== undefined) return known;
  if (pattern.startsWith('^[0-9a-f]{8}')) return id('example', name);
  if (new RegExp(pattern).test(`inmate-${UUID}`)) return `inmate-${id('example', name)}`;
  return matching(new RegExp(pattern));
}
