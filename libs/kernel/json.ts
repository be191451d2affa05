import { Malformed } from './errors.js';

export type JsonValue = string | number | boolean | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/** Whether it is a JSON object: no array, no null, no bytes. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);

const DEEPEST = 32;

/**
 * The value in the project's JSON profile (D5): strings in NFC. Lone surrogates, null, fractions, integers beyond 2^53-1,
 * `undefined`, names that are equal in NFC and more than 32 levels are refused as `Malformed('not-in-profile')` that names
 * the path, never the value.
 */
export function inProfile(value: unknown, path = '', depth = 0): JsonValue {
  if (typeof value === 'string') return text(value, path);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? value : outside(path, 'is not an integer within 2^53-1');
  if (depth === DEEPEST) return outside(path, 'is nested too deeply');
  if (Array.isArray(value)) return value.map((item, index) => inProfile(item, `${path}[${index}]`, depth + 1));
  if (!isObject(value)) return outside(path, value === null ? 'is null' : 'is not JSON');
  const members = Object.entries(value).map(([name, member]) => {
    const at = path === '' ? name : `${path}.${name}`;
    return [text(name, at), inProfile(member, at, depth + 1)] as const;
  });
  const object = Object.fromEntries(members);
  return Object.keys(object).length === members.length ? object : outside(path, 'has a name twice');
}

const text = (value: string, path: string): string =>
  value.isWellFormed() ? value.normalize('NFC') : outside(path, 'holds a lone surrogate');

const outside = (path: string, why: string): never => {
  const where = path === '' ? 'the body' : path.toWellFormed();
  throw new Malformed('not-in-profile', {}, [`${where} ${why}`]);
};

/** The value, which nobody can change from now on. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const name in value) frozen(value[name]);
  return Object.freeze(value);
}
