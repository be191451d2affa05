import { boundsOf, edgesOf, type Interval } from './bounds.js';
import type { Collection, Index } from './collections.js';
import { numbered, past } from './documents.js';
import type { Filter } from './filter.js';
import { refuse } from './mongo-error.js';
import { pathOf, type Path } from './path.js';
import { elementsOf, isDocument, numberOf, textOf, type Value } from './raw-bson.js';

export type Sort = {
  readonly fields: readonly string[];
  readonly paths: readonly Path[];
  readonly directions: readonly number[];
};
/** Key ranges to read in this order. `bounded` is false when the whole index is read, `sorted` true when no sorting is left to do. */
export type Plan = {
  readonly index: Index;
  readonly ranges: readonly { readonly from: Buffer; readonly to: Buffer }[];
  readonly reverse: boolean;
  readonly sorted: boolean;
  readonly bounded: boolean;
  /** The key of the only document that can match. */
  readonly only?: Buffer;
};

export function parseSort(value: Value | undefined): Sort {
  const elements = value ? elementsOf(value) : [];
  const directions = elements.map((element) => {
    const direction = numberOf(element);
    if (direction === 1 || direction === -1) return direction;
    if (isDocument(element)) refuse('BadValue', `$meta sort of '${element.name}' is not served`);
    return refuse('BadValue', '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
  });
  const fields = elements.map(({ name }) => name);
  for (const field of fields) if (field.startsWith('$')) refuse('BadValue', `The sort ${field} is not served.`);
  return { fields, paths: fields.map(pathOf), directions };
}

/** The cheapest way to read what can match: the index with the longest run of equalities, then one with a range or the wanted order. */
export function planFor(collection: Collection, filter: Filter, sort: Sort, hint?: Value): Plan {
  const indexes = hint ? [hinted(collection, hint)] : collection.indexes;
  const scored = indexes.map((index) => candidate(collection, index, filter, sort));
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one));
  return best.plan;
}

function candidate(collection: Collection, index: Index, filter: Filter, sort: Sort): { plan: Plan; score: number } {
  const usable = index.hasArrays && sharesRoot(index) ? index.fields.slice(0, 1) : index.fields;
  const bounds = usable.map(([field]) => boundsOf(filter, field, index.hasArrays));
  const equalities = lengthWhile(bounds, (intervals) => intervals?.length === 1 && intervals[0]?.point === true);
  const next = bounds[equalities];
  const order = orderGiven(index, usable.length, equalities, sort, next);
  const prefix = Buffer.concat(bounds.slice(0, equalities).map((intervals, at) => startOf(index, intervals, at)));
  const reverse = order === -1;
  const score = equalities * 4 + (next ? 2 : 0) + (order !== undefined && sort.fields.length > 0 ? 3 : 0);
  const plan: Plan = {
    index,
    ranges: rangesOf(
      index.id === 0 ? collection.id : index.id,
      prefix,
      index.directions[equalities] ?? 1,
      next,
      reverse,
    ),
    reverse,
    sorted: order !== undefined,
    bounded: equalities > 0 || next !== undefined,
    ...(index.id === 0 && equalities === 1 && { only: numbered(collection.id, prefix) }),
  };
  return { plan, score };
}

function startOf(index: Index, intervals: Interval[] | undefined, at: number): Buffer {
  const [interval] = intervals ?? [];
  return interval ? edgesOf(interval, index.directions[at] ?? 1).from : Buffer.alloc(0);
}

function rangesOf(id: number, prefix: Buffer, direction: number, intervals: Interval[] | undefined, reverse: boolean) {
  if (!intervals) return [{ from: numbered(id, prefix), to: past(numbered(id, prefix)) }];
  const ranges = intervals.map((interval) => {
    const { from, to } = edgesOf(interval, direction);
    return { from: numbered(id, prefix, from), to: numbered(id, prefix, to) };
  });
  return (direction === -1) !== reverse ? ranges.reverse() : ranges;
}

/** 1 when the index, read forwards, gives the wanted order; -1 when read backwards; undefined when neither does. */
function orderGiven(
  index: Index,
  usable: number,
  equalities: number,
  sort: Sort,
  next?: Interval[],
): 1 | -1 | undefined {
  if (sort.fields.length === 0) return 1;
  if (index.hasArrays && (usable < index.fields.length || next !== undefined)) return undefined;
  const fixed = index.hasArrays ? [] : index.fields.slice(0, equalities).map(([field]) => field);
  const wanted = sort.fields
    .map((field, at) => ({ field, direction: sort.directions[at] }))
    .filter(({ field }) => !fixed.includes(field));
  const given = index.fields.slice(equalities);
  for (const way of [1, -1] as const) {
    if (wanted.every(({ field, direction }, at) => given[at]?.[0] === field && given[at][1] * way === direction))
      return way;
  }
  return undefined;
}

const sharesRoot = ({ paths }: Index) => new Set(paths.map(([root]) => root)).size < paths.length;

function hinted(collection: Collection, hint: Value): Index {
  const name = textOf(hint);
  const pattern = isDocument(hint)
    ? JSON.stringify(elementsOf(hint).map((field) => [field.name, numberOf(field)]))
    : '';
  const found = collection.indexes.find((index) => index.name === name || JSON.stringify(index.fields) === pattern);
  return found ?? refuse('BadValue', 'hint provided does not correspond to an existing index');
}

function lengthWhile<T>(items: readonly T[], holds: (item: T) => boolean): number {
  const end = items.findIndex((item) => !holds(item));
  return end < 0 ? items.length : end;
}
