import { createHmac, timingSafeEqual } from 'node:crypto';
import { canonical, type HouseKeys, type JsonObject, Malformed, repeated } from '#kernel';
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

/** Where pages begin: what a client sends back is believed only if it was made here, for the same question. */
export interface Cursors {
  /** The cursor that stands after a document. */
  readonly after: (question: Question, document: Document) => string;
  /**
   * The filter for what comes after a cursor. Throws `Malformed('cursor-of-another-version')` when the page before it is of a version that is not
   * served any more, `Malformed('bad-cursor')` unless it is one of this question.
   */
  readonly beyond: (question: Question, cursor: string) => Filter;
}

const MAC_LENGTH = 32;

/** The key of cursors, 32 bytes, which all processes of a log have: made of a key of the house, and good for nothing else. */
export const cursorKeyOf = ({ command }: Pick<HouseKeys, 'command'>): Uint8Array =>
  createHmac('sha256', command.bytes).update('bersinar/cursor/1').digest();

/** The cursors of a key of 32 bytes: base64url of HMAC-SHA256 over question, version and sort values (its first 16 bytes in hex), version and values. */
export const cursorsOf = (key: Uint8Array): Cursors => ({
  after: (question, document) =>
    written(
      key,
      question,
      Object.keys(totalOrder(question.sort)).map((field) => sortable(at(document, field))),
    ),
  beyond: (question, cursor) => filterBeyond(question, keyIn(key, question, cursor), cursor),
});

/** The sort order made total: `_id` last, in the direction of the field before it, so that one index gives it. */
export const totalOrder = (sort: Sort): Sort => ({ ...sort, _id: Object.values(sort).at(-1) ?? 1 });

function filterBeyond(question: Question, key: Key | undefined, cursor: string): Filter {
  const order = Object.entries(totalOrder(question.sort));
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

function keyIn(key: Uint8Array, question: Question, cursor: string): Key | undefined {
  const said = Buffer.from(cursor, 'base64url').toString().slice(MAC_LENGTH);
  const [version = ''] = said.split(' ', 1);
  const values = valuesIn(said.slice(version.length));
  const model = { ...question.model, version: Number(version) };
  if (values === undefined || !areEqual(written(key, { ...question, model }, values), cursor)) return undefined;
  const [was, now] = [model.version, question.model.version];
  if (was !== now) throw new Malformed('cursor-of-another-version', { was, now });
  return values;
}

function valuesIn(text: string): Key | undefined {
  try {
    return JSON.parse(text) as Key;
  } catch {
    return undefined;
  }
}

const areEqual = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

function written(key: Uint8Array, { model, asked, sort }: Question, values: Key): string {
  const { name, version } = model; // a building of the same version has the same pages
  const said = JSON.stringify(values);
  const bound = [checkpointId({ name, version }), asked as JsonObject, Object.entries(sort), said];
  const mac = createHmac('sha256', key).update(canonical(bound)).digest('hex').slice(0, MAC_LENGTH);
  return Buffer.from(`${mac}${version} ${said}`).toString('base64url');
}
