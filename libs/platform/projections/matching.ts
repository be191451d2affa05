import { isDeepStrictEqual } from 'node:util';
import { type Filter, operatorsOf } from './allowlist.js';
import { at, type Sort } from './keyset.js';

type Document = Readonly<Record<string, unknown>>;

/** Whether a document matches a filter of the allowlist, as MongoDB would say. */
export const matches = (filter: Filter, document: Document): boolean =>
  Object.entries(filter).every(([field, condition]) => {
    if (field === '$and') return (condition as Filter[]).every((branch) => matches(branch, document));
    if (field === '$or') return (condition as Filter[]).some((branch) => matches(branch, document));
    const candidates = candidatesAt(document, field.split('.'));
    const operators = operatorsOf(condition) ?? { $eq: condition };
    return Object.entries(operators).every(([operator, operand]) => holds(operator, operand, candidates));
  });

/** How two documents stand to each other in a sort order; what is absent comes first. */
export function compareBy(sort: Sort, one: Document, other: Document): number {
  for (const [field, direction] of Object.entries(sort)) {
    const order = compare(at(one, field), at(other, field));
    if (order !== 0) return order * direction;
  }
  return 0;
}

function holds(operator: string, operand: unknown, candidates: readonly unknown[]): boolean {
  switch (operator) {
    case '$eq':
      return candidates.some((value) => equal(value, operand));
    case '$ne':
      return !candidates.some((value) => equal(value, operand));
    case '$in':
      return (operand as unknown[]).some((one) => candidates.some((value) => equal(value, one)));
    case '$exists':
      return candidates.some((value) => value !== undefined) === operand;
    default:
      return candidates.some((value) => typeof value === typeof operand && inRange(operator, compare(value, operand)));
  }
}

const inRange = (operator: string, order: number): boolean =>
  order === 0 ? operator.endsWith('e') : operator.startsWith('$g') === order > 0;

/** What a condition on the path is tried against: the value there, and its items when it is a list. */
function candidatesAt(value: unknown, [name, ...rest]: readonly string[]): readonly unknown[] {
  if (name === undefined) return Array.isArray(value) ? [value, ...(value as unknown[])] : [value];
  if (Array.isArray(value)) return value.flatMap((item) => candidatesAt(item, [name, ...rest]));
  if (typeof value !== 'object' || value === null) return [undefined];
  return candidatesAt((value as Document)[name], rest);
}

const equal = (value: unknown, operand: unknown): boolean =>
  operand === null ? value === null || value === undefined : isDeepStrictEqual(value, operand);

function compare(one: unknown, other: unknown): number {
  const [a, b] = [one ?? null, other ?? null];
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return Number(a) - Number(b);
}
