import type { Static, TObject } from '@sinclair/typebox';
import { type AnyEvent, type Engine, NotFound } from '#kernel';
import type { OpenedRecords } from '../audit/index.js';
import type { Reader, Role } from '../auth/index.js';
import type { Keyed, Model, Page, PageRequest, ReadModels, Scoped } from '../projections/index.js';
import { anOrder, type Asked, COUNTED, type Order, type Parameters, sortBy as inOrder } from './parameters.js';
import { onlyOf } from './rows.js';

/** What a question is answered from. */
export interface Answering {
  readonly reader: Reader;
  readonly engine: Engine;
  readonly models: ReadModels;
  readonly records: OpenedRecords;
  /** The business day where the reader is. */
  readonly today: string;
}

/** A question of both APIs. */
export interface Question {
  /** What GraphQL calls it. */
  readonly name: string;
  /** Where it is asked: its path under this route, that of its feature by default; so is it grouped in the documentation. */
  readonly route?: string;
  readonly path: string;
  readonly summary: string;
  readonly may: readonly Role[];
  readonly by: Parameters;
  /** What one of its answers is. */
  readonly shows: TObject;
  readonly kind: 'ONE' | 'MANY';
  /** Asked in a body, by POST: an address would tell too much. */
  readonly isPosted?: true;
  readonly answer: (asked: never, answering: Answering) => Promise<unknown>;
}

interface Declared<P extends Parameters, S extends TObject> {
  readonly name: string;
  readonly route?: string;
  readonly path?: string;
  readonly summary: string;
  readonly may: readonly Role[];
  readonly by?: P;
  readonly shows: S;
  readonly isPosted?: true;
}

/** What is made of documents: only what the row names leaves. */
type Made<T> = T extends readonly (infer I)[]
  ? readonly Made<I>[]
  : T extends object
    ? { readonly [K in keyof T]: Made<T[K]> }
    : T;
export type Row<S extends TObject> = Made<Static<S>>;

/** As whom the documents are looked up, where not from the reader's own unit. */
type Scope = (reader: Reader) => Reader;
const own: Scope = (reader) => reader;

type Filter = PageRequest['filter'];
type Sort = NonNullable<PageRequest['sort']>;

type ByPage<P extends Parameters, S extends TObject, D extends Scoped, E extends AnyEvent> = Declared<P, S> & {
  readonly of: Model<D, E>;
  readonly scope?: Scope;
  /** Which documents are asked for; what is `undefined` was not asked for. */
  readonly where?: (asked: Asked<P>, answering: Answering) => Filter | Promise<Filter>;
  readonly sort?: Sort | ((asked: Asked<P>) => Sort);
  /** Fields that everybody who may ask is shown, by one of which the list may be sorted instead; each needs an index. */
  readonly sortBy?: readonly (keyof D & keyof Static<S> & string)[];
} & Shows<D & Keyed, Asked<P>, Row<S>>;

/** How documents become rows: one by one, or all of a page at once, such as when their seals are opened. */
type Shows<D, A, R> =
  | { readonly as: (document: D, asked: A, answering: Answering) => R }
  | { readonly asAll: (documents: readonly D[], asked: A, answering: Answering) => Promise<readonly R[]> };

type Paged = Asked<typeof COUNTED> & { readonly sort?: Order };

/** A list of a read model's documents, page by page, each as its row. */
export const page = <P extends Parameters, S extends TObject, D extends Scoped, E extends AnyEvent>({
  of,
  where = () => ({}),
  sort = {},
  sortBy = [],
  scope = own,
  ...declared
}: ByPage<P, S, D, E>): Question =>
  many(
    { ...declared, by: { ...declared.by, ...(sortBy.length > 0 && { sort: anOrder(sortBy) }), ...COUNTED } },
    async (asked, answering) => {
      const { limit, after, total, sort: order, ...wanted } = asked as Asked<P> & Paged;
      const question = wanted as unknown as Asked<P>;
      const request = {
        filter: (await where(question, answering)) ?? {},
        question: { name: declared.name, ...wanted },
        sort: order !== undefined ? inOrder(order) : typeof sort === 'function' ? sort(question) : sort,
        ...(limit !== undefined && { limit }),
        ...(after !== undefined && { after }),
        ...(total !== undefined && { total }),
      };
      const found = await answering.models.page(of, scope(answering.reader), request);
      const items =
        'as' in declared
          ? found.items.map((document) => declared.as(document, question, answering))
          : await declared.asAll(found.items, question, answering);
      return { ...found, items };
    },
  );

/** Rows that a function finds, all on one page unless it says where the next begins. */
export const many = <P extends Parameters, S extends TObject>(
  { path = '', by, ...declared }: Declared<P, S>,
  answer: (asked: Asked<P>, answering: Answering) => Promise<Page<Row<S>>>,
): Question => ({
  ...declared,
  path,
  by: by ?? {},
  kind: 'MANY',
  answer: async (asked: Asked<P>, answering) => {
    const found = await answer(asked, answering);
    return { ...found, items: found.items.map((item) => onlyOf(declared.shows, item)) };
  },
});

/** One answer that a function finds. */
export const single = <P extends Parameters, S extends TObject>(
  { path = '', by, ...declared }: Declared<P, S>,
  answer: (asked: Asked<P>, answering: Answering) => Promise<Row<S>>,
): Question => ({
  ...declared,
  path,
  by: by ?? {},
  kind: 'ONE',
  answer: async (asked: Asked<P>, answering) => onlyOf(declared.shows, await answer(asked, answering)),
});

/** One record by its id; `what` it is called when there is none that the reader may see, its name by default. */
export const one = <S extends TObject, D extends Scoped, E extends AnyEvent, P extends Parameters>({
  of,
  what,
  as,
  scope = own,
  path = ':id',
  ...declared
}: Declared<P, S> & {
  readonly of: Model<D, E>;
  readonly scope?: Scope;
  readonly what?: string;
  readonly as: (document: D & Keyed, answering: Answering, asked: Asked<P>) => Row<S> | Promise<Row<S>>;
}): Question =>
  single({ ...declared, path }, async (asked: Asked<P>, answering) => {
    const { id, ...wanted } = asked as unknown as { readonly id: string };
    const found = await answering.models.one(of, scope(answering.reader), id);
    if (found === undefined) throw new NotFound(`${what ?? declared.name} with that id`);
    return as(found, answering, wanted as unknown as Asked<P>);
  });
