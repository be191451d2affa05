import { applyDecorators, type Type } from '@nestjs/common';
import type { Words } from '#kernel';
import { Transform } from 'class-transformer';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { ArgsType, Field, Int, type ReturnTypeFunc } from '@nestjs/graphql';
import {
  type Bounds,
  Checked,
  Day,
  enumOf,
  type GraphType,
  ID,
  Instant,
  IsAskedFlag,
  IsAskedWhole,
  IsBusinessDay,
  IsCode,
  IsCursor,
  IsId,
  IsInstant,
  IsLabel,
  IsLimit,
  IsListOfCodes,
  IsListOfUnits,
  IsText,
  IsUnitCode,
  Label,
  OF_ONE_FORM,
  UnitId,
} from '../http/index.js';

/** Something that may be asked for, in a query string and in GraphQL alike; absent when it is not, unless it is needed. */
export interface Parameter<T> {
  readonly holds: (field: { readonly optional: boolean; readonly says: string }) => PropertyDecorator;
  readonly graph: () => GraphType;
  readonly says: string;
  readonly isNeeded?: boolean;
  /** Of what a value is; only the compiler looks. */
  readonly of?: T;
}

type Needed<T> = Parameter<T> & { readonly isNeeded: true };

export type Parameters = Readonly<Record<string, Parameter<unknown>>>;

type Of<P> = P extends Parameter<infer T> ? T : never;

/** What was asked for. */
export type Asked<P extends Parameters> = {
  readonly [Name in keyof P as P[Name] extends Needed<unknown> ? never : Name]?: Of<P[Name]>;
} & { readonly [Name in keyof P as P[Name] extends Needed<unknown> ? Name : never]: Of<P[Name]> };

const text = () => String;
const CONSTRUCTORS: readonly GraphType[] = [Int, Boolean];
const constructorOf = (type: GraphType): GraphType =>
  Array.isArray(type) ? Array : (CONSTRUCTORS.find((one) => one === type) ?? String);

/** What it says, and of which list the codes are where GraphQL does not name it. */
const saidOf = (codes: Words, says: string): string =>
  enumOf(codes) === Label ? `${says}, of the list ${codes.list}` : says;

export const oneOf = <const C extends string>(codes: Words<C>, says: string): Parameter<C> => ({
  holds: (field) => IsCode(codes, field),
  graph: () => enumOf(codes),
  says: saidOf(codes, says),
});
/** Any of these codes; one alone may be asked for without a list around it. */
export const anyOf = <const C extends string>(codes: Words<C>, says: string): Parameter<readonly C[]> =>
  several(
    (field) => IsListOfCodes(codes, field),
    () => enumOf(codes),
    saidOf(codes, says),
  );
/** Any of these units. */
export const anyUnit = (says: string): Parameter<readonly string[]> => several(IsListOfUnits, () => UnitId, says);
export const anId = (says: string): Parameter<string> => ({ holds: IsId, graph: () => ID, says });
export const aLabel = (says: string): Parameter<string> => ({ holds: IsLabel, graph: () => Label, says });
export const aUnit = (says: string): Parameter<string> => ({ holds: IsUnitCode, graph: () => UnitId, says });
export const aDay = (says: string): Parameter<string> => ({ holds: IsBusinessDay, graph: () => Day, says });
export const anInstant = (says: string): Parameter<string> => ({ holds: IsInstant, graph: () => Instant, says });
export const aText = (max: number, says: string, example?: string): Parameter<string> => ({
  holds: (field) => IsText(max, { ...field, example }),
  graph: text,
  says,
});
export const aFlag = (says: string): Parameter<boolean> => ({
  holds: () => IsAskedFlag(says),
  graph: () => Boolean,
  says,
});
export const aWhole = (min: number, max: number, says: string): Parameter<number> => ({
  holds: (field) => IsAskedWhole(min, max, field),
  graph: () => Int,
  says,
});
/** The parameter, without which nothing is answered. */
export const needed = <T>(parameter: Parameter<T>): Needed<T> => ({ ...parameter, isNeeded: true });

/** In which order: that of one of these fields. */
export const anOrder = <const F extends string>(
  fields: readonly F[],
): Parameter<Order<F>> & { readonly fields: readonly F[] } => {
  const orders: readonly unknown[] = fields.flatMap((field) => [field, `-${field}`]);
  const schema = { type: String, pattern: `^-?(${fields.join('|')})$`, example: fields[0] };
  return {
    fields,
    holds: (field) =>
      Checked(`one of ${orders.join(', ')}`, (order) => orders.includes(order), schema, field, OF_ONE_FORM),
    graph: text,
    says: `By which field it is sorted, backwards with - before it: ${fields.join(', ')}`,
  };
};
/** A field that a list is sorted by, backwards with `-` before it. */
export type Order<F extends string = string> = F | `-${F}`;

/** The sort order that is asked for. */
export const sortBy = (order: Order): Readonly<Record<string, 1 | -1>> =>
  order.startsWith('-') ? { [order.slice(1)]: -1 } : { [order]: 1 };

/** How much of a list is asked for, and from where on. */
export const PAGING = {
  limit: {
    holds: () => IsLimit(),
    graph: () => Int,
    says: 'How many at most, 1 to 200; 50 by default',
  } as Parameter<number>,
  after: { holds: () => IsCursor(), graph: text, says: 'The `next` of the page before' } as Parameter<string>,
};

/** The same, and whether to say how many there are in all. */
export const COUNTED = { ...PAGING, total: aFlag('Whether to say as `total` how many there are in all') };

const MOST_VALUES = 20;
/** In an address: `status=A&status=B`. */
const AS_REPEATED = { style: 'form', explode: true } as ApiPropertyOptions;

/** A list that holds something; a value alone is a list of one. */
const several = <T>(
  holds: (bounds: Bounds) => PropertyDecorator,
  graph: () => GraphType,
  says: string,
): Parameter<readonly T[]> => ({
  holds: ({ optional, says }) =>
    applyDecorators(
      Transform(({ value }) => (typeof value === 'string' ? [value] : (value as unknown))),
      holds({ min: 1, max: MOST_VALUES, optional, says }),
      ApiProperty(AS_REPEATED),
    ),
  graph: () => [graph()],
  says,
});

/** The class of the arguments, for REST and GraphQL alike. */
export function argumentsClass(name: string, parameters: Parameters): Type {
  @ArgsType()
  class Arguments {}
  for (const [property, { holds, graph, says, isNeeded = false }] of Object.entries(parameters)) {
    const target = Arguments.prototype;
    const type = graph();
    Reflect.defineMetadata('design:type', constructorOf(type), target, property);
    Field(graph as ReturnTypeFunc, { nullable: !isNeeded, description: says })(target, property);
    holds({ optional: !isNeeded, says })(target, property);
  }
  Object.defineProperty(Arguments, 'name', { value: name });
  return Arguments;
}
