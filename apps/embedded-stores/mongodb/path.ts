import { refuse } from './mongo-error.js';
import { emptyArray, type Component } from './ordered-key.js';
import { childOf, elementsOf, isArray, isDocument, type Value } from './raw-bson.js';

export type Path = readonly string[];

export function pathOf(dotted: string): Path {
  const path = dotted.split('.');
  if (path.includes('')) refuse('BadValue', `The path '${dotted}' has an empty part.`);
  return path;
}

/**
 * What a condition on `path` is compared with: the value there and, if it is an array, its elements too; on the way arrays are
 * entered element by element. `undefined` stands for a missing value.
 */
export function candidatesAt(document: Value, path: Path): (Value | undefined)[] {
  const found: (Value | undefined)[] = [];
  enterDocument(document, 0);
  return found;

  function enterDocument(from: Value, depth: number): void {
    const value = childOf(from, path[depth] ?? '');
    if (value === undefined) found.push(undefined);
    else if (depth === path.length - 1) take(value);
    else if (isDocument(value)) enterDocument(value, depth + 1);
    else if (isArray(value)) enterArray(value, depth + 1);
    else found.push(undefined);
  }

  function enterArray(array: Value, depth: number): void {
    for (const item of elementsOf(array)) {
      if (isDocument(item)) enterDocument(item, depth);
      if (item.name !== path[depth]) continue;
      if (depth === path.length - 1) take(item);
      else if (isDocument(item)) enterDocument(item, depth + 1);
      else if (isArray(item)) enterArray(item, depth + 1);
    }
  }

  function take(value: Value): void {
    if (isArray(value)) found.push(...elementsOf(value));
    found.push(value);
  }
}

type Walk = { readonly at: Component; readonly rest: Path; readonly arrived: boolean };

/** The rows an index holds for a document, one for each element of an array on the way; two arrays side by side are refused. */
export function rowsOf(document: Value, paths: readonly Path[]): { rows: Component[][]; hasArray: boolean } {
  const rows: Component[][] = [];
  let hasArray = false;
  expand(paths.map((rest) => ({ at: document, rest, arrived: false })));
  return { rows, hasArray };

  function expand(walks: readonly Walk[]): void {
    const stops = walks.map(toArrayOrEnd);
    const arrays = new Map<number, Value>();
    for (const { at, arrived } of stops) if (!arrived && typeof at === 'object') arrays.set(at.start, at);
    const [array, ...others] = arrays.values();
    if (array === undefined) return void rows.push(stops.map(({ at }) => at));
    if (others.length > 0)
      refuse('CannotIndexParallelArrays', 'An index or sort cannot follow two arrays of a document.');
    hasArray = true;
    const items: (Value | undefined)[] = elementsOf(array);
    if (items.length === 0) items.push(undefined);
    for (const item of items) expand(stops.map((stop) => (stop.arrived ? stop : intoItem(stop.rest, item))));
  }
}

function toArrayOrEnd(walk: Walk): Walk {
  let { at, rest } = walk;
  while (!walk.arrived && typeof at === 'object' && rest[0] !== undefined) {
    const next: Value | undefined = isDocument(at) || isPositional(at, rest[0]) ? childOf(at, rest[0]) : undefined;
    if (isArray(at) && next === undefined) return { at, rest, arrived: false };
    at = next;
    rest = rest.slice(1);
  }
  return { at, rest, arrived: walk.arrived || !(typeof at === 'object' && isArray(at)) };
}

function intoItem(rest: Path, item: Value | undefined): Walk {
  if (rest.length === 0) return { at: item ?? emptyArray, rest, arrived: true };
  return isDocument(item) ? { at: item, rest, arrived: false } : { at: undefined, rest, arrived: true };
}

const isPositional = (value: Value, name: string) => isArray(value) && /^\d+$/.test(name);
