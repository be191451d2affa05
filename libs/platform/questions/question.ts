import type { Static, TObject } from '@sinclair/typebox';
import { type AnyEvent, NotFound } from '#kernel';
import type { OpenedRecords } from '../audit/index.js';
import type { Reader, Role } from '../auth/index.js';
import type { Model, Page, PageRequest, ReadModels, Scoped } from '../projections/index.js';
import { type Asked, PAGING, type Parameters } from './parameters.js';
import { onlyOf } from './rows.js';

/** What a question is answered from. */
export interface Answering {
  readonly reader: Reader;
  readonly models: ReadModels;
  readonly records: OpenedRecords;
  /** The business day where the reader is. */
  readonly today: string;
}

/** A question of both APIs. */
export interface Question {
  /** What GraphQL calls it. */
  readonly name: string;
  /** Where it is asked, under the route of its feature. */
  readonly path: string;
  readonly summary: string;
  readonly may: readonly Role[];
  readonly by: Parameters;
  /** What one of its answers is. */
  readonly shows: TObject;
  readonly kind: 'ONE' | 'MANY';
  readonly answer: (asked: never, answering: Answering) => Promise<unknown>;
}

interface Declared<P extends Parameters, S extends TObject> {
  readonly name: string;
  readonly path?: string;
  readonly summary: string;
  readonly may: readonly Role[];
  readonly by?: P;
  readonly shows: S;
}

interface ByPage<P extends Parameters, S extends TObject, D extends Scoped, E extends AnyEvent> extends Declared<P, S> {
  readonly of: Model<D, E>;
  /** Which documents are asked for; what is `undefined` was not asked for. */
  readonly where?: (asked: Asked<P>, answering: Answering) => PageRequest['filter'];
  readonly sort: PageRequest['sort'];
  readonly as: (document: D, asked: Asked<P>, answering: Answering) => Static<S>;
}

/** A list of a read model's documents, page by page, each as its row. */
export const page = <P extends Parameters, S extends TObject, D extends Scoped, E extends AnyEvent>({
  of,
  where = () => ({}),
  sort,
  as,
  ...declared
}: ByPage<P, S, D, E>): Question =>
  many({ ...declared, by: { ...declared.by, ...PAGING } }, async (asked, answering) => {
    const { limit, after, ...wanted } = asked as Asked<P> & Asked<typeof PAGING>;
    const request = {
      filter: where(wanted as unknown as Asked<P>, answering) ?? {},
      ...(sort && { sort }),
      ...(limit !== undefined && { limit }),
      ...(after !== undefined && { after }),
    };
    const found = await answering.models.page(of, answering.reader, request);
    const items = found.items.map((document) => as(document, wanted as unknown as Asked<P>, answering));
    return { ...found, items };
  });

/** Rows that a function finds, all on one page unless it says where the next begins. */
export const many = <P extends Parameters, S extends TObject>(
  { path = '', by, ...declared }: Declared<P, S>,
  answer: (asked: Asked<P>, answering: Answering) => Promise<Page<Static<S>>>,
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

/** One record by its id; `what` it is called when there is none that the reader may see. */
export const one = <S extends TObject, D extends Scoped, E extends AnyEvent>({
  of,
  what,
  as,
  path = ':id',
  ...declared
}: Omit<Declared<Record<string, never>, S>, 'by'> & {
  readonly of: Model<D, E>;
  readonly what: string;
  readonly as: (document: D, answering: Answering) => Static<S> | Promise<Static<S>>;
}): Question => ({
  ...declared,
  path,
  by: {},
  kind: 'ONE',
  answer: async ({ id }: { readonly id: string }, answering) => {
    const found = await answering.models.one(of, answering.reader, id);
    if (found === undefined) throw new NotFound(`${what} with that id`);
    return onlyOf(declared.shows, await as(found, answering));
  },
});
