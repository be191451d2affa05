import type { Type } from '@nestjs/common';
import type { Words } from '#kernel';
import { ArgsType, Field, Int, type ReturnTypeFunc } from '@nestjs/graphql';
import {
  Day,
  enumOf,
  type GraphType,
  ID,
  IsAskedFlag,
  IsAskedWhole,
  IsBusinessDay,
  IsCode,
  IsCursor,
  IsId,
  IsLabel,
  IsLimit,
  IsText,
  IsUnitCode,
  Label,
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

export const oneOf = <const C extends string>(codes: Words<C>, says: string): Parameter<C> => ({
  holds: (field) => IsCode(codes, field),
  graph: () => enumOf(codes),
  says,
});
export const anId = (says: string): Parameter<string> => ({ holds: IsId, graph: () => ID, says });
export const aLabel = (says: string): Parameter<string> => ({ holds: IsLabel, graph: () => Label, says });
export const aUnit = (says: string): Parameter<string> => ({ holds: IsUnitCode, graph: text, says });
export const aDay = (says: string): Parameter<string> => ({ holds: IsBusinessDay, graph: () => Day, says });
export const aText = (max: number, says: string): Parameter<string> => ({
  holds: (field) => IsText(max, field),
  graph: text,
  says,
});
export const aFlag = (says: string): Parameter<boolean> => ({ holds: () => IsAskedFlag(), graph: () => Boolean, says });
export const aWhole = (min: number, max: number, says: string): Parameter<number> => ({
  holds: (field) => IsAskedWhole(min, max, field),
  graph: () => Int,
  says,
});
/** The parameter, without which nothing is answered. */
export const needed = <T>(parameter: Parameter<T>): Needed<T> => ({ ...parameter, isNeeded: true });

/** How much of a list is asked for, and from where on. */
export const PAGING = {
  limit: {
    holds: () => IsLimit(),
    graph: () => Int,
    says: 'How many at most, 1 to 200; 50 unless told',
  } as Parameter<number>,
  after: { holds: () => IsCursor(), graph: text, says: 'The `next` of the page before' } as Parameter<string>,
};

/** The class of the arguments, for REST and GraphQL alike. */
export function argumentsClass(name: string, parameters: Parameters): Type {
  @ArgsType()
  class Arguments {}
  for (const [property, { holds, graph, says, isNeeded = false }] of Object.entries(parameters)) {
    const target = Arguments.prototype;
    const type = graph();
    Reflect.defineMetadata('design:type', CONSTRUCTORS.find((one) => one === type) ?? String, target, property);
    Field(graph as ReturnTypeFunc, { nullable: !isNeeded, description: says })(target, property);
    holds({ optional: !isNeeded, says })(target, property);
  }
  Object.defineProperty(Arguments, 'name', { value: name });
  return Arguments;
}
