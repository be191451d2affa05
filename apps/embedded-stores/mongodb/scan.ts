import type { Collection } from './collections.js';
import { numbered } from './documents.js';
import { matches, type Filter } from './filter.js';
import { compoundKey } from './ordered-key.js';
import { rowsOf } from './path.js';
import type { Plan, Sort } from './planner.js';
import { valueOfDocument } from './raw-bson.js';
import type { Storage } from './storage.js';

const firstPage = 16;
const largestPage = 512;

/** Counts what is read, for explain. */
export type Reading = { examined: number };

/**
 * The documents that match, in the plan's order. Reads in pages and holds nothing open between them, so it may rest for
 * as long as it likes; `undefined` is handed out now and then, where a reader may let others work.
 */
export function* matching(
  storage: Storage,
  collection: Collection,
  plan: Plan,
  filter: Filter,
  reading: Reading = { examined: 0 },
): Generator<Buffer | undefined> {
  const all = filter.kind === 'and' && filter.of.length === 0;
  for (const document of candidates(storage, collection, plan)) {
    if (document) reading.examined++;
    if (document === undefined || all || matches(filter, valueOfDocument(document))) yield document;
  }
}

function* candidates(
  { documents, entries }: Storage,
  collection: Collection,
  plan: Plan,
): Generator<Buffer | undefined> {
  if (plan.only) {
    const document = documents.get(plan.only);
    if (document) yield document;
    return;
  }
  const isClustered = plan.index.id === 0;
  const seen = plan.index.hasArrays ? new Set<string>() : undefined;
  for (const page of pages(isClustered ? documents : entries, plan)) {
    for (const { value } of page) {
      if (isClustered) yield value;
      else {
        if (seen?.has(value.toString('latin1'))) continue;
        seen?.add(value.toString('latin1'));
        const document = documents.get(numbered(collection.id, value.subarray(4)));
        if (document) yield document;
      }
    }
    yield undefined;
  }
}

function* pages(table: Storage['documents'], { ranges, reverse }: Plan) {
  let limit = firstPage;
  for (const { from, to } of ranges) {
    for (let start = reverse ? to : from, more = true; more;) {
      const page = [
        ...(reverse
          ? table.getRange({ start, end: from, reverse, limit, exclusiveStart: true, inclusiveEnd: true })
          : table.getRange({ start, end: to, limit, exclusiveStart: start !== from })),
      ];
      yield page;
      more = page.length === limit;
      start = page.at(-1)?.key ?? start;
      limit = Math.min(limit * 2, largestPage);
    }
  }
}

/** Sorts by MongoDB's rule: an array counts by its smallest element, or by its largest when descending. */
export function sortDocuments(documents: Iterable<Buffer>, { paths, directions }: Sort): Buffer[] {
  return Array.from(documents, (document) => ({ document, key: sortKey(document) }))
    .sort((one, other) => one.key.compare(other.key))
    .map(({ document }) => document);

  function sortKey(document: Buffer): Buffer {
    const keys = rowsOf(valueOfDocument(document), paths).rows.map((row) => compoundKey(row, directions));
    return keys.reduce((least, key) => (key.compare(least) < 0 ? key : least));
  }
}
