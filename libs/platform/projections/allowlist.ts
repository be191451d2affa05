import { isObject } from '#kernel';

export type Filter = Readonly<Record<string, unknown>>;

/** The only operators that queries use, because every server of MongoDB's protocol that this runs on means the same by them. No pattern is among
 * them: none takes long. */
export const ALLOWED_OPERATORS: readonly string[] = [
  '$and',
  '$exists',
  '$gt',
  '$gte',
  '$in',
  '$lt',
  '$lte',
  '$ne',
  '$or',
];

/** Throws, as a fault of ours, when a filter uses anything but equality and the allowed operators, each in its place. */
export function assertAllowed(filter: Filter): void {
  for (const [field, condition] of Object.entries(filter)) {
    if (field === '$and' || field === '$or') {
      if (!Array.isArray(condition) || condition.length === 0) throw notAllowed(`${field} without filters`);
      for (const branch of condition) assertAllowed(filterIn(branch, field));
    } else if (field.startsWith('$')) {
      throw notAllowed(field);
    } else {
      assertCondition(field, condition);
    }
  }
}

/** The filter without the fields that were not asked for, and with `$in` where a field may have any value of a list. */
export const asked = (filter: Filter): Filter =>
  Object.fromEntries(
    Object.entries(filter).flatMap(([field, condition]) =>
      condition === undefined ? [] : [[field, oneOf(field, condition)]],
    ),
  );

function oneOf(field: string, condition: unknown): unknown {
  if (!Array.isArray(condition)) return condition;
  if (field === '$and' || field === '$or')
    return condition.map((branch) => (isObject(branch) ? asked(branch) : (branch as unknown)));
  return condition.length === 1 ? condition[0] : { $in: condition };
}

function assertCondition(field: string, condition: unknown): void {
  const operators = operatorsOf(condition);
  if (operators === undefined) {
    assertValue(field, condition);
    return;
  }
  for (const [operator, operand] of Object.entries(operators)) {
    if (!ALLOWED_OPERATORS.includes(operator) || operator === '$and' || operator === '$or') throw notAllowed(operator);
    if (operator === '$in' && !Array.isArray(operand)) throw notAllowed(`$in of ${field} without a list`);
    if (operator === '$exists' && typeof operand !== 'boolean') throw notAllowed(`$exists of ${field} without a truth`);
    assertValue(field, operand);
  }
}

/** The operators that a condition is made of; undefined when it is a value to be equal to. */
export const operatorsOf = (condition: unknown): Filter | undefined =>
  isObject(condition) && Object.keys(condition).some((name) => name.startsWith('$')) ? condition : undefined;

function assertValue(field: string, value: unknown): void {
  if (Array.isArray(value)) {
    for (const item of value) assertValue(field, item);
  } else if (value !== null && typeof value === 'object') {
    if (Object.getPrototypeOf(value) !== Object.prototype) throw notAllowed(`${field} compared to what is not JSON`);
    for (const [name, member] of Object.entries(value)) {
      if (name.startsWith('$')) throw notAllowed(name);
      assertValue(field, member);
    }
  } else if (!['string', 'number', 'boolean'].includes(typeof value) && value !== null) {
    throw notAllowed(`${field} compared to ${typeof value}`);
  }
}

function filterIn(branch: unknown, operator: string): Filter {
  if (!isObject(branch)) throw notAllowed(`${operator} of what is no filter`);
  return branch;
}

const notAllowed = (what: string): Error => new Error(`A query may not use ${what}.`);
