import { BSONType } from 'bson';
import { refuse } from './mongo-error.js';
import { bracketOf, isNaNKey, keyOf } from './ordered-key.js';
import { candidatesAt, pathOf, type Path } from './path.js';
import { type Pattern, patternOf } from './pattern.js';
import { bytesOf, elementsOf, isArray, isDocument, textOf, truthOf, type Element, type Value } from './raw-bson.js';

export type RangeTest = 'gt' | 'gte' | 'lt' | 'lte';
export type Filter =
  | { kind: 'and' | 'or'; of: Filter[] }
  | { kind: 'not'; of: Filter }
  | { kind: 'equals'; path: Path; operand: Value; key: Buffer }
  | { kind: 'range'; path: Path; test: RangeTest; operand: Value; key: Buffer }
  | { kind: 'in'; path: Path; operands: Value[]; keys: Set<string>; patterns: Pattern[] }
  | { kind: 'pattern'; path: Path; pattern: Pattern }
  | { kind: 'exists'; path: Path };

/** The filter of a command; an operator that is not served is refused by its name. */
export function parseFilter(filter: Value): Filter {
  const of = elementsOf(filter).map((element): Filter => {
    if (element.name === '$and' || element.name === '$or') {
      return { kind: element.name === '$and' ? 'and' : 'or', of: branchesOf(element) };
    }
    if (element.name.startsWith('$')) refuse('BadValue', `unknown top level operator: ${element.name}`);
    return conditionOn(pathOf(element.name), element);
  });
  return of.length === 1 && of[0] ? of[0] : { kind: 'and', of };
}

function branchesOf(element: Element): Filter[] {
  const branches = isArray(element) ? elementsOf(element) : [];
  if (branches.length === 0) refuse('BadValue', `${element.name} must be a nonempty array`);
  return branches.map((branch) => {
    if (!isDocument(branch)) refuse('BadValue', `${element.name} entries need to be full objects`);
    return parseFilter(branch);
  });
}

function conditionOn(path: Path, operand: Value): Filter {
  if (operand.type === BSONType.regex) return { kind: 'pattern', path, pattern: patternOf(operand) };
  const operators = isDocument(operand) ? elementsOf(operand) : [];
  if (!operators[0]?.name.startsWith('$')) return equality(path, operand);
  const options = operators.find(({ name }) => name === '$options');
  if (options && !operators.some(({ name }) => name === '$regex')) refuse('BadValue', '$options needs a $regex');
  const of = operators.filter((operator) => operator !== options).map((operator) => applied(path, operator, options));
  return of.length === 1 && of[0] ? of[0] : { kind: 'and', of };
}

function applied(path: Path, operator: Element, options: Value | undefined): Filter {
  switch (operator.name) {
    case '$eq':
      return equality(path, operator);
    case '$ne':
      if (operator.type === BSONType.regex) refuse('BadValue', "Can't have regex as arg to $ne.");
      return { kind: 'not', of: equality(path, operator) };
    case '$in':
      return membership(path, operator);
    case '$nin':
      return { kind: 'not', of: membership(path, operator) };
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return range(path, operator.name.slice(1) as RangeTest, operator);
    case '$exists':
      return truthOf(operator) ? { kind: 'exists', path } : { kind: 'not', of: { kind: 'exists', path } };
    case '$regex':
      return { kind: 'pattern', path, pattern: patternOf(operator, options) };
    default:
      return refuse('BadValue', `unknown operator: ${operator.name}`);
  }
}

function equality(path: Path, operand: Value): Filter {
  refuseUnordered(operand);
  return { kind: 'equals', path, operand, key: keyOf(operand) };
}

function range(path: Path, test: RangeTest, operand: Value): Filter {
  refuseUnordered(operand);
  if (operand.type === 255 || operand.type === BSONType.maxKey) refuse('BadValue', `$${test} with MinKey or MaxKey`);
  return { kind: 'range', path, test, operand, key: keyOf(operand) };
}

function membership(path: Path, operator: Element): Filter {
  if (!isArray(operator)) refuse('BadValue', `${operator.name} needs an array`);
  const operands = elementsOf(operator);
  const patterns = operands.filter(({ type }) => type === BSONType.regex).map((regex) => patternOf(regex));
  const values = operands.filter(({ type }) => type !== BSONType.regex);
  for (const value of values) {
    refuseUnordered(value);
    const [first] = isDocument(value) ? elementsOf(value) : [];
    if (first?.name.startsWith('$')) refuse('BadValue', `cannot nest $ under ${operator.name}`);
  }
  const keys = new Set(values.map((value) => keyOf(value).toString('latin1')));
  return { kind: 'in', path, operands: values, keys, patterns };
}

function refuseUnordered({ type }: Value): void {
  if (type === BSONType.undefined) refuse('BadValue', 'cannot compare to undefined');
  if (type === BSONType.regex) refuse('BadValue', 'A regular expression is served as $regex only.');
}

export function matches(filter: Filter, document: Value): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.of.every((part) => matches(part, document));
    case 'or':
      return filter.of.some((part) => matches(part, document));
    case 'not':
      return !matches(filter.of, document);
    case 'exists':
      return candidatesAt(document, filter.path).some((value) => value !== undefined);
    case 'equals':
      return candidatesAt(document, filter.path).some((value) => equals(value, filter.operand, filter.key));
    case 'range':
      return candidatesAt(document, filter.path).some((value) => inRange(value, filter.test, filter.key));
    case 'pattern':
      return candidatesAt(document, filter.path).some((value) => fits(value, filter.pattern));
    case 'in':
      return candidatesAt(document, filter.path).some(
        (value) =>
          (isComparable(value) && filter.keys.has(keyOf(value).toString('latin1'))) ||
          filter.patterns.some((pattern) => fits(value, pattern)),
      );
  }
}

function equals(value: Value | undefined, operand: Value, key: Buffer): boolean {
  if (value?.type === operand.type) {
    if (bytesOf(value).equals(bytesOf(operand))) return true;
    if (value.type === BSONType.string || value.type === BSONType.objectId) return false;
  }
  return isComparable(value) && keyOf(value).equals(key);
}

function inRange(value: Value | undefined, test: RangeTest, key: Buffer): boolean {
  if (!isComparable(value)) return false;
  const own = keyOf(value);
  if (bracketOf(own) !== bracketOf(key) || isNaNKey(own) !== isNaNKey(key)) return false;
  const order = own.compare(key);
  if (order === 0) return test === 'gte' || test === 'lte';
  return order > 0 === (test === 'gt' || test === 'gte');
}

// Decimals and code can be stored beside the values that a filter speaks of.
const isComparable = (value: Value | undefined) =>
  !value ||
  !(value.type === BSONType.decimal || (value.type >= BSONType.dbPointer && value.type <= 15 && value.type !== 14));

function fits(value: Value | undefined, { test }: Pattern): boolean {
  const text = textOf(value);
  return text !== undefined && test(text);
}
