import { type AnyEvent, Malformed } from '#kernel';
import { reachOf } from '../auth/reader.js';
import type { Reader } from '../auth/reader.js';
import { assertAllowed, asked, type Filter } from './allowlist.js';
import type { Versioned } from './checkpoint.js';
import { contentOf, isIncomplete } from './documents.js';
import { type Sort, totalOrder } from './keyset.js';
import type { AnyVersions } from './serving.js';
import { type Keyed, type Model, type Page, type PageRequest, ReadModels, type Scoped } from './read-models.js';

/** A document with its `_id` and what else the engine keeps of it. */
export type Found = Readonly<Record<string, unknown>> & { readonly _id: string };

export const DEFAULT_LIMIT = 50;
const MOST_PER_PAGE = 200;
const MOST_AT_ALL = 10_000;

/** Everything about questions that does not depend on where documents lie: freshness, scope, operators, pages. */
export abstract class ScopedReadModels extends ReadModels {
  /** The building that is served, once its documents hold what the reader must see. Throws `Unavailable('projection-behind')`. */
  protected abstract served(model: AnyVersions, reader: Reader): Promise<Versioned>;
  /** Throws `Unavailable('read-model-not-built')` unless the documents that were just read were all that there are. */
  protected abstract mustBeWhole(served: Versioned): Promise<void>;
  protected abstract find(model: Versioned, filter: Filter, sort: Sort, limit: number): Promise<readonly Found[]>;
  protected abstract count(model: Versioned, filter: Filter): Promise<number>;

  override async versionOf<D extends Scoped, E extends AnyEvent>(model: Model<D, E>, reader: Reader) {
    return (await this.served(model, reader)).version;
  }

  override async one<D extends Scoped, E extends AnyEvent>(model: Model<D, E>, reader: Reader, id: string) {
    const served = await this.served(model, reader);
    const [found] = await this.find(served, within(reader, { _id: id }), {}, 1);
    await this.mustBeWhole(served);
    if (found === undefined) return undefined;
    return shown(reader, [found])[0] as D & Keyed;
  }

  override async page<D extends Scoped, E extends AnyEvent>(
    model: Model<D, E>,
    reader: Reader,
    asking: PageRequest,
  ): Promise<Page<D & Keyed>> {
    const { filter: wanted = {}, sort = {}, limit = DEFAULT_LIMIT, after, total = false, question: bound } = asking;
    const { most = MOST_PER_PAGE } = asking;
    if (!isLimit(limit, most)) throw new Malformed('bad-limit', { limit, most });
    const filter = checked(wanted);
    const served = await this.served(model, reader);
    const question = { model: served, asked: bound === undefined ? filter : asked(bound), sort };
    const rest = after === undefined ? [filter] : [filter, this.cursors.beyond(question, after)];
    const [found, count] = await Promise.all([
      this.find(served, within(reader, ...rest), totalOrder(sort), limit + 1),
      total ? this.count(served, within(reader, filter)) : undefined,
    ]);
    await this.mustBeWhole(served);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return {
      items: shown(reader, items) as readonly (D & Keyed)[],
      ...(found.length > limit && last !== undefined && { next: this.cursors.after(question, last) }),
      ...(count !== undefined && { total: count }),
    };
  }

  override async all<D extends Scoped, E extends AnyEvent>(
    model: Model<D, E>,
    reader: Reader,
    { filter = {}, sort = {} }: Pick<PageRequest, 'filter' | 'sort'>,
  ): Promise<readonly (D & Keyed)[]> {
    const wanted = within(reader, checked(filter));
    const served = await this.served(model, reader);
    const found = await this.find(served, wanted, sort, MOST_AT_ALL + 1);
    await this.mustBeWhole(served);
    if (found.length > MOST_AT_ALL) {
      throw new Malformed('too-broad', { most: MOST_AT_ALL });
    }
    return shown(reader, found) as readonly (D & Keyed)[];
  }
}

/** Whether a page may be so long. */
export const isLimit = (limit = DEFAULT_LIMIT, most = MOST_PER_PAGE): boolean =>
  Number.isInteger(limit) && limit >= 1 && limit <= most;

/** The documents under their keys, without what else the engine keeps of them; the reader is told when one of them is not all that it should be. */
function shown({ findings }: Reader, found: readonly Found[]): readonly object[] {
  if (findings !== undefined && found.some(isIncomplete)) findings.incomplete = true;
  return found.map((document) => ({ id: document._id, ...contentOf(document) }));
}

function checked(filter: Filter): Filter {
  const wanted = asked(filter);
  assertAllowed(wanted);
  return wanted;
}

/** All the filters at once, over what the reader may see and what was not removed. */
function within({ actor }: Reader, ...filters: readonly Filter[]): Filter {
  const reach = reachOf(actor);
  const scope = reach === 'all' ? { _gone: { $exists: false } } : { units: reach, _gone: { $exists: false } };
  return { $and: [...filters.filter((filter) => Object.keys(filter).length > 0), scope] };
}
