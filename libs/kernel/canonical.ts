import type { JsonValue } from './json.js';

/** The value in RFC 8785 form (JSON Canonicalization Scheme): one string for one value, names in UTF-16 order. */
export const canonical = (value: JsonValue): string => serialized(value);

/** Of whatever a store holds, null and fractions too: what is not in the profile has a hash as well. */
function serialized(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return scalar(value);
  return Array.isArray(value) ? listed(value) : object(value as Readonly<Record<string, unknown>>);
}

function listed(values: readonly unknown[]): string {
  let items = '[';
  for (const value of values) items += (items === '[' ? '' : ',') + serialized(value ?? null);
  return items + ']';
}

function object(members: Readonly<Record<string, unknown>>): string {
  let text = '{';
  for (const name of inOrder(Object.keys(members))) {
    const member = members[name];
    if (member !== undefined) text += (text === '{' ? '' : ',') + quoted(name) + ':' + serialized(member);
  }
  return text + '}';
}

const NOT_ESCAPED = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

const quoted = (text: string): string => (NOT_ESCAPED.test(text) ? `"${text}"` : JSON.stringify(text));

function scalar(value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error('JSON has no such number.');
  return JSON.stringify(value);
}

const FEW = 32;

/** The names in the order of their UTF-16 code units; a few are sorted faster by hand. */
function inOrder(names: string[]): string[] {
  if (names.length > FEW) return names.sort();
  for (let place = 1; place < names.length; place += 1) {
    const name = names[place] ?? '';
    let at = place;
    for (; at > 0 && (names[at - 1] ?? '') > name; at -= 1) names[at] = names[at - 1] ?? '';
    names[at] = name;
  }
  return names;
}
