import type { Type } from '@nestjs/common';
import { ArgsType, Field, Int } from '@nestjs/graphql';
import { IsAskedFlag, IsBusinessDay, IsCode, IsCursor, IsId, IsLimit, IsUnitCode } from '../http/index.js';

/** Something that may be asked for, in a query string and in GraphQL alike; absent when it is not. */
export interface Parameter<T> {
  readonly holds: PropertyDecorator;
  readonly graph: () => typeof Int | StringConstructor | BooleanConstructor;
  readonly says: string;
  /** Of what a value is; only the compiler looks. */
  readonly of?: T;
}

export type Parameters = Readonly<Record<string, Parameter<unknown>>>;

/** What was asked for. */
export type Asked<P extends Parameters> = {
  readonly [Name in keyof P]?: P[Name] extends Parameter<infer T> ? T : never;
};

const text = () => String;

export const oneOf = <const C extends string>(codes: readonly C[], says: string): Parameter<C> => ({
  holds: IsCode(codes, { optional: true, says }),
  graph: text,
  says,
});
export const anId = (says: string): Parameter<string> => ({
  holds: IsId({ optional: true, says }),
  graph: text,
  says,
});
export const aUnit = (says: string): Parameter<string> => ({
  holds: IsUnitCode({ optional: true, says }),
  graph: text,
  says,
});
export const aDay = (says: string): Parameter<string> => ({
  holds: IsBusinessDay({ optional: true, says }),
  graph: text,
  says,
});
export const aFlag = (says: string): Parameter<boolean> => ({ holds: IsAskedFlag(), graph: () => Boolean, says });

/** How much of a list is asked for, and from where on. */
export const PAGING = {
  limit: {
    holds: IsLimit(),
    graph: () => Int,
    says: 'How many at most, 1 to 200; 50 unless told',
  } as Parameter<number>,
  after: { holds: IsCursor(), graph: text, says: 'The `next` of the page before' } as Parameter<string>,
};

/** The class of the arguments, for REST and GraphQL alike. */
export function argumentsClass(name: string, parameters: Parameters): Type {
  @ArgsType()
  class Arguments {}
  for (const [property, { holds, graph, says }] of Object.entries(parameters)) {
    const target = Arguments.prototype;
    Reflect.defineMetadata('design:type', graph(), target, property);
    Field(graph, { nullable: true, description: says })(target, property);
    holds(target, property);
  }
  Object.defineProperty(Arguments, 'name', { value: name });
  return Arguments;
}
