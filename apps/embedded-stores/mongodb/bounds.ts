import { BSONType } from 'bson';
import type { Filter, RangeTest } from './filter.js';
import { bracketOf, inverted, keyOf, stringPrefixKey } from './ordered-key.js';
import type { Value } from './raw-bson.js';

type End = { readonly key: Buffer; readonly inclusive: boolean };
/** A run of keys of one index field. `point` says that it is one value. */
export type Interval = { readonly low: End; readonly high: End; readonly point: boolean };

/** Intervals, in ascending order, outside of which no document can match `filter`; undefined when it says nothing about the field. */
export function boundsOf(filter: Filter, field: string, hasArrays: boolean): Interval[] | undefined {
  switch (filter.kind) {
    case 'and':
      return filter.of
        .map((part) => boundsOf(part, field, hasArrays))
        .reduce((one, other) => (one && other ? narrowed(one, other, hasArrays) : (one ?? other)), undefined);
    case 'or': {
      const branches = filter.of.map((part) => boundsOf(part, field, hasArrays));
      return branches.every((branch) => branch !== undefined) ? hull(branches.flat()) : undefined;
    }
    case 'not': // a missing field is found as null
      return filter.of.kind === 'exists' && isAt(filter.of, field) ? [pointAt(keyOf(undefined))] : undefined;
    case 'exists':
      return undefined;
    case 'equals':
      return isAt(filter, field) && isIndexed(filter.operand) ? [pointAt(filter.key)] : undefined;
    case 'in':
      return isAt(filter, field) && filter.patterns.length === 0 && filter.operands.every(isIndexed)
        ? [...filter.keys].map((key) => pointAt(Buffer.from(key, 'latin1'))).sort(byLow)
        : undefined;
    case 'range':
      return isAt(filter, field) && isIndexed(filter.operand) ? [rangeOf(filter.test, filter.key)] : undefined;
    case 'pattern':
      return isAt(filter, field) ? [prefixInterval(filter.pattern.prefix)] : undefined;
  }
}

const isAt = ({ path }: { path: readonly string[] }, field: string) => path.join('.') === field;

// A whole array has no entry of its own: its elements have.
const isIndexed = ({ type }: Value) => type !== BSONType.array;

const pointAt = (key: Buffer): Interval => ({
  low: { key, inclusive: true },
  high: { key, inclusive: true },
  point: true,
});

function rangeOf(test: RangeTest, key: Buffer): Interval {
  const bracket = bracketOf(key);
  const end = { key, inclusive: test.endsWith('e') };
  return test.startsWith('g')
    ? { low: end, high: { key: Buffer.from([bracket + 0x10]), inclusive: false }, point: false }
    : { low: { key: Buffer.from([bracket]), inclusive: true }, high: end, point: false };
}

function prefixInterval(prefix: string): Interval {
  const key = stringPrefixKey(prefix);
  return { low: { key, inclusive: true }, high: { key, inclusive: true }, point: false };
}

// With arrays, one element may meet the one condition and another the other.
function narrowed(one: Interval[], other: Interval[], hasArrays: boolean): Interval[] {
  if (hasArrays) return one.every(({ point }) => point) ? one : other;
  return one.flatMap((left) => other.flatMap((right) => overlap(left, right)));
}

function overlap(left: Interval, right: Interval): Interval[] {
  const low = lowBytes(left).compare(lowBytes(right)) >= 0 ? left.low : right.low;
  const high = highBytes(left).compare(highBytes(right)) <= 0 ? left.high : right.high;
  const interval = { low, high, point: left.point || right.point };
  return lowBytes(interval).compare(highBytes(interval)) < 0 ? [interval] : [];
}

function hull(intervals: Interval[]): Interval[] {
  const [first, ...rest] = intervals;
  if (!first) return [];
  return [
    rest.reduce(
      (whole, next) => ({
        low: lowBytes(next).compare(lowBytes(whole)) < 0 ? next.low : whole.low,
        high: highBytes(next).compare(highBytes(whole)) > 0 ? next.high : whole.high,
        point: false,
      }),
      { ...first, point: false },
    ),
  ];
}

// Every entry goes on after the key of its field with a byte between 0x01 and 0xfe.
const pastEnd = Buffer.from([0xff, 0xff]);
const edge = ({ key, inclusive }: End, after: boolean) => (inclusive === after ? Buffer.concat([key, pastEnd]) : key);
const lowBytes = ({ low }: Pick<Interval, 'low'>) => edge(low, false);
const highBytes = ({ high }: Pick<Interval, 'high'>) => edge(high, true);
const byLow = (one: Interval, other: Interval) => lowBytes(one).compare(lowBytes(other));

/** The first bytes and the bytes past the last of an interval, in an index field that runs in `direction`. */
export function edgesOf(interval: Interval, direction: number): { from: Buffer; to: Buffer } {
  if (direction === 1) return { from: lowBytes(interval), to: highBytes(interval) };
  const low = { ...interval.high, key: inverted(interval.high.key) };
  const high = { ...interval.low, key: inverted(interval.low.key) };
  return { from: lowBytes({ low }), to: highBytes({ high }) };
}
