import { createHash } from 'node:crypto';
import { canonical, type JsonObject, Malformed, repeated } from '#kernel';
import type { Filter } from './allowlist.js';
import { checkpointId, type Versioned } from './checkpoint.js';

export type Sort = Readonly<Record<string, 1 | -1>>;
type Document = Readonly<Record<string, unknown>>;
/** What a document is sorted by, `_id` last; `null` where it has nothing. */
type Key = readonly (string | number | boolean | null)[];

/** One question about one read model: what its cursors are bound to. */
export interface Question {
  readonly model: Versioned;
  readonly asked: Filter;
  readonly sort: Sort;
}

const CHECKSUM_LENGTH = 16;

/** The sort order made total: `_id` last, in the direction of the field before it, so that one index gives it. */
export const totalOrder = (sort: Sort): Sort => ({ ...sort, _id: Object.values(sort).at(-1) ?? 1 });

/** The cursor that stands after a document: base64url of its sort values under a checksum that binds them to the question. */
export function cursorAfter(question: Question, document: Document): string {
  return written(
    question,
    Object.keys(totalOrder(question.sort)).map((field) => sortable(at(document, field))),
  );
}

const written = (question: Question, key: Key): string =>
  Buffer.from(`${checksum(question, key)}${question.model.version} ${JSON.stringify(key)}`).toString('base64url');

/**
 * The filter for what comes after a cursor. Throws `Malformed('cursor-of-another-version')` when the page before it is of a version that is not served
 * any more, `Malformed('bad-cursor')` unless it is one of this question.
 */
export function afterCursor(question: Question, cursor: string): Filter {
  const order = Object.entries(totalOrder(question.sort));
  const key = keyIn(question, cursor);
  if (key?.length !== order.length) throw new Malformed('bad-cursor', { sent: repeated(cursor) });
  const branches = order.flatMap(([field, direction], depth): Filter[] => {
    const equal = order.slice(0, depth).map(([name], index) => ({ [name]: key[index] ?? null }));
    return beyond(field, direction, key[depth] ?? null).map((step) => ({ $and: [...equal, step] }));
  });
  return { $or: branches };
}

/** What a field must be to come after a value: nothing, as MongoDB sorts it, comes before everything. */
function beyond(field: string, direction: 1 | -1, value: Key[number]): readonly Filter[] {
  if (direction === 1) return [value === null ? { [field]: { $ne: null } } : { [field]: { $gt: value } }];
  return value === null ? [] : [{ [field]: { $lt: value } }, ...(field === '_id' ? [] : [{ [field]: null }])];
}

/** The value at a dotted path. */
export const at = (document: Document, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, name) => (typeof value === 'object' && value !== null ? (value as Document)[name] : undefined),
      document,
    );

function sortable(value: unknown): Key[number] {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw new Error('A page can be sorted by strings, numbers and truths only.');
}

function keyIn(question: Question, cursor: string): Key | undefined {
  const text = Buffer.from(cursor, 'base64url').toString();
  try {
    const [version = ''] = text.slice(CHECKSUM_LENGTH).split(' ', 1);
    const key = JSON.parse(text.slice(CHECKSUM_LENGTH + version.length)) as Key;
    const model = { ...question.model, version: Number(version) };
    if (written({ ...question, model }, key) !== cursor) return undefined;
    const [was, now] = [model.version, question.model.version];
    if (was !== now) throw new Malformed('cursor-of-another-version', { was, now });
    return key;
  } catch (error) {
    if (error instanceof Malformed) throw error;
    return undefined;
  }
}

function checksum({ model, asked, sort }: Question, key: Key): string {
  const { name, version } = model; // a building of the same version has the same pages
  const bound = [checkpointId({ name, version }), asked as JsonObject, Object.entries(sort), JSON.stringify(key)];
  return createHash('sha256').update(canonical(bound)).digest('hex').slice(0, CHECKSUM_LENGTH);
}
