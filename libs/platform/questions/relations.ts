import type { Type } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { TObject, TSchema } from '@sinclair/typebox';
import type { Reader } from '../auth/index.js';
import { AsksGraph, ReaderOf } from '../http/index.js';
import { DEFAULT_LIMIT } from '../projections/index.js';
import type { AskedQuestion } from './edge.js';
import { argumentsClass } from './parameters.js';
import { viewOf } from './views.js';

/** Other records of a row, in GraphQL: those that a question answers when it is asked for what the row says. */
export interface Relation {
  /** What GraphQL calls the question. */
  readonly question: string;
  /** Its parameters, and in which field of the row what is asked for lies. */
  readonly by: Readonly<Record<string, string>>;
  /** Of the list that is found the first is meant: by which question it is asked for in full, and in which field its id lies. */
  readonly inFull?: { readonly question: string; readonly idIn: string };
}
export type Relations = Readonly<Record<string, Relation>>;

/** The one record whose id lies in a field of the row. */
export const toOne = (question: string, idIn: string): Relation => ({ question, by: { id: idIn } });
/** The first rows of a list that is asked by fields of the row. */
export const toMany = (question: string, by: Readonly<Record<string, string>>): Relation => ({ question, by });
/** The first record of such a list, in full. */
export const toFirst = (
  question: string,
  by: Readonly<Record<string, string>>,
  inFull: { readonly question: string; readonly idIn: string },
): Relation => ({ question, by, inFull });

/** The row with its relations: GraphQL alone has them. */
export const related = <S extends TObject>(schema: S, relations: Relations): S => ({ ...schema, relations });

type Parent = Readonly<Record<string, unknown>>;
interface Asking {
  readonly queries: QueryBus;
}

/** Resolvers of all relations of the rows that questions show. Throws when one is to a question that no feature has. */
export function relationResolvers(asked: readonly AskedQuestion[]): Type[] {
  const questions = new Map(asked.map((one) => [one.question.name, one]));
  const rows = new Map([...questions.values()].flatMap(({ question }) => relatedRowsIn(question.shows)));
  return [...rows.values()].map(({ schema, relations }) => {
    @Resolver(() => viewOf(schema))
    class Related implements Asking {
      constructor(readonly queries: QueryBus) {}
    }
    Object.defineProperty(Related, 'name', { value: `${schema.title ?? ''}Relations` });
    Reflect.defineMetadata('design:paramtypes', [QueryBus], Related);
    for (const [name, relation] of Object.entries(relations)) {
      add(Related, `${schema.title ?? ''}.${name}`, name, relation, (wanted) => {
        const found = questions.get(wanted);
        if (found !== undefined) return found;
        throw new Error(`${schema.title ?? ''}.${name} asks the question ${wanted}, which no feature has.`);
      });
    }
    return Related;
  });
}

interface RelatedRow {
  readonly schema: TObject;
  readonly relations: Relations;
}

interface Row {
  readonly title?: string;
  readonly properties?: Readonly<Record<string, TSchema>>;
  readonly items?: TSchema;
  readonly relations?: Relations;
}

/** A row and the rows within, by their names, those that have relations. */
function relatedRowsIn(schema: TSchema): readonly (readonly [string, RelatedRow])[] {
  const { title = '', properties = {}, items, relations } = schema as Row;
  const within = [...Object.values(properties), ...(items === undefined ? [] : [items])].flatMap(relatedRowsIn);
  return relations === undefined ? within : [[title, { schema: schema as TObject, relations }], ...within];
}

function add(
  resolver: Type<Asking>,
  path: string,
  name: string,
  { question: asked, by, inFull }: Relation,
  named: (question: string) => AskedQuestion,
): void {
  const found = named(asked);
  const full = inFull === undefined ? undefined : named(inFull.question);
  const shown = full ?? found;
  const isList = shown.question.kind === 'MANY';
  const own = Object.entries(shown.question.by).filter(
    ([parameter]) => !['after', 'total'].includes(parameter) && by[parameter] === undefined,
  );
  const given = argumentsClass(`${path.replace('.', '')}Arguments`, Object.fromEntries(own));
  const target = resolver.prototype as object;

  async function value(this: Asking, parent: Parent, reader: Reader, wanted: object): Promise<unknown> {
    const from = Object.entries(by).map(([parameter, field]) => [parameter, parent[field]] as const);
    if (from.some(([, one]) => one === undefined)) return isList ? [] : null;
    const ask = Object.fromEntries(from);
    if (full === undefined) {
      const answer = await this.queries.execute(found.query(reader, { ...wanted, ...ask }));
      return isList ? (answer as { items: readonly unknown[] }).items : answer;
    }
    const { items } = (await this.queries.execute(found.query(reader, { ...ask, limit: 1 }))) as {
      items: readonly Parent[];
    };
    const id = items[0]?.[inFull?.idIn ?? ''];
    return id === undefined ? null : this.queries.execute(full.query(reader, { ...wanted, id }));
  }
  Object.defineProperty(target, name, { value });
  Reflect.defineMetadata('design:paramtypes', [Object, Object, given], target, name);
  Parent()(target, name, 0);
  ReaderOf()(target, name, 1);
  if (own.length > 0) Args()(target, name, 2);
  const { name: needs, may: roles } = found.question;
  AsksGraph({ name: needs, roles })(target, name, { value });
  ResolveField(name, () => (isList ? [shown.view] : shown.view) as never, {
    nullable: true,
    description: isList ? `${shown.question.summary}: the first of them` : shown.question.summary,
    complexity: isList ? DEFAULT_LIMIT : 1,
  })(target, name, { value });
}
