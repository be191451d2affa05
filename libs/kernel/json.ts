import { Malformed } from './errors.js';

export type JsonValue = string | number | boolean | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/** Whether it is a JSON object: no array, no null. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The value in the project's JSON profile (D5): strings in NFC. Lone surrogates, null, fractions, integers beyond 2^53-1
 * and `undefined` are refused as `Malformed('not-in-profile')` that names the path, never the value.
 */
export function inProfile(value: unknown, path = ''): JsonValue {
  if (typeof value === 'string') return text(value, path);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? value : outside(path, 'is not an integer within 2^53-1');
  if (Array.isArray(value)) return value.map((item, index) => inProfile(item, `${path}[${index}]`));
  if (!isObject(value)) return outside(path, value === null ? 'is null' : 'is not JSON');
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const at = path === '' ? name : `${path}.${name}`;
      return [text(name, at), inProfile(member, at)];
    }),
  );
}

const text = (value: string, path: string): string =>
  value.isWellFormed() ? value.normalize('NFC') : outside(path, 'holds a lone surrogate');

const outside = (path: string, why: string): never => {
  const where = path === '' ? 'the body' : path.toWellFormed();
  throw new Malformed('not-in-profile', 'The body is outside the JSON profile.', [`${where} ${why}`]);
};
