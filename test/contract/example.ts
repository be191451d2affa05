import fc from 'fast-check';
import { codesOf, id, type JsonObject, type JsonValue, type SealableSchema } from '#kernel';

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
  '^[A-Za-z_]+(/[A-Za-z0-9_+-]+)*$': 'Asia/Jakarta',
};

/**
 * Data that fit a plain schema, every optional member there, the same whenever it is asked: one uuid for one name, so that examples of
 * one aggregate speak of the same people.
 */
export const exampleOf = (schema: SealableSchema): JsonObject => sample(schema, 'data') as JsonObject;

function sample(schema: SealableSchema, name: string): JsonValue {
  const { anyOf, oneOf, properties, items, type } = schema;
  const last = (anyOf ?? oneOf)?.at(-1);
  if (last !== undefined) return sample(last, name);
  if (properties !== undefined) {
    return Object.fromEntries(Object.entries(properties).map(([member, of]) => [member, sample(of, member)]));
  }
  if (items !== undefined) return listOf(schema, items, name);
  if (schema.const !== undefined) return schema.const as JsonValue;
  if (Array.isArray(schema.enum)) return schema.enum[0] as JsonValue;
  if (type === 'integer' || type === 'number') return Number(schema.minimum ?? 1);
  if (type === 'boolean') return true;
  if (type === 'object') return {};
  return textOf(schema, name);
}

/** As many items as there must be; a list of codes that are each there once takes the first of them. */
function listOf({ minItems = 1 }: SealableSchema, items: SealableSchema, name: string): JsonValue {
  const codes = Array.isArray(items.enum) ? (items.enum as JsonValue[]) : undefined;
  return Array.from(
    { length: Math.max(1, Number(minItems)) },
    (_, index) => codes?.[index] ?? sample(items, name.replace(/(Id|subject)s$/, '$1')),
  );
}

const UUID = '5b1c1d52-7f0e-4c0a-9a33-0d6a1f2b3c4d';
const matching = new Map<string, string>();

function textOf({ pattern, codes, minLength = 1, maxLength }: SealableSchema, name: string): JsonValue {
  if (typeof codes === 'string') return codesOf(codes)?.[0] ?? '';
  if (typeof pattern !== 'string') {
    return `Contoh ${name}`.slice(0, Number(maxLength ?? 100)).padEnd(Number(minLength), '.');
  }
  const known = SAMPLES[pattern] ?? matching.get(pattern);
  if (known !== undefined) return known;
  if (pattern.startsWith('^[0-9a-f]{8}')) return id('example', name);
  if (new RegExp(pattern).test(`inmate-${UUID}`)) return `inmate-${id('example', name)}`;
  const found = fc.sample(fc.stringMatching(new RegExp(pattern)), { seed: 36, numRuns: 1 })[0] ?? '';
  matching.set(pattern, found);
  return found;
}
