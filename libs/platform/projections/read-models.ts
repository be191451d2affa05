import type { AnyEvent, Projection } from '#kernel';
import type { Reader } from '../auth/reader.js';
import type { Cursors } from './keyset.js';

/** What every read model's document says: the units whose people may see it. */
export interface Scoped {
  readonly units: readonly string[];
}

export interface Page<Document> {
  readonly items: readonly Document[];
  /** Where the next page begins; absent on the last. */
  readonly next?: string;
  /** How many there are on all pages, where that was asked for. */
  readonly total?: number;
}

export interface PageRequest {
  /**
   * MongoDB filter of the allowlist: equality, any of a list, $in, $gt/$gte/$lt/$lte, $ne, $exists, $and, $or. A field that
   * is `undefined` was not asked for.
   */
  readonly filter?: Readonly<Record<string, unknown>>;
  /** Fields of the sort order, each of one type or absent; `_id` is appended as the tie-break, in the last field's direction. */
  readonly sort?: Readonly<Record<string, 1 | -1>>;
  /** 1 to `most`, 50 when absent. */
  readonly limit?: number;
  /** 200 when absent. */
  readonly most?: number;
  /** `next` of the page before. Throws `Malformed('bad-cursor')` when it is not one of this question. */
  readonly after?: string;
  /** The question that cursors are bound to; without it, the filter, where that follows from nothing that changes between two pages. */
  readonly question?: Readonly<Record<string, unknown>>;
  /** Whether all are counted that match and that the reader may see: one look more. */
  readonly total?: boolean;
}

/** A document with the key under which it is kept. */
export interface Keyed {
  readonly id: string;
}

/** The projection that keeps the documents; its fold says what they are. */
export type Model<D extends Scoped, E extends AnyEvent> = Pick<
  Projection<D, E>,
  'name' | 'version' | 'fold' | 'before'
>;

/**
 * The read models, as queries see them. Every answer waits for the reader's position and holds only documents whose `units`
 * the reader reaches, all of the version that is served when the request first asks. All throw `Unavailable('read-model-not-built')` until that one is
 * whole, and `Unavailable('read-model-of-another-build')` when it is none that this build knows. Abstract class, so it is its own injection token.
 */
export abstract class ReadModels {
  abstract readonly cursors: Cursors;
  /** The version of which the answers to this reader's request are. */
  abstract versionOf<D extends Scoped, E extends AnyEvent>(model: Model<D, E>, reader: Reader): Promise<number>;
  /** The document, or undefined when there is none that the reader may see. Throws `Unavailable`. */
  abstract one<D extends Scoped, E extends AnyEvent>(
    model: Model<D, E>,
    reader: Reader,
    id: string,
  ): Promise<(D & Keyed) | undefined>;
  /** One page, by keyset. Throws `Unavailable('projection-behind', 504)`, `Unavailable('read-models-unavailable')`, `Malformed`. */
  abstract page<D extends Scoped, E extends AnyEvent>(
    model: Model<D, E>,
    reader: Reader,
    request: PageRequest,
  ): Promise<Page<D & Keyed>>;
  /** All documents that match: for figures and coverage, never for lists. Throws `Malformed('too-broad')` beyond 10,000. */
  abstract all<D extends Scoped, E extends AnyEvent>(
    model: Model<D, E>,
    reader: Reader,
    request: Pick<PageRequest, 'filter' | 'sort'>,
  ): Promise<readonly (D & Keyed)[]>;
}
