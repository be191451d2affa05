import type { Type } from '@nestjs/common';
import { Field, type FieldMiddleware, Int, ObjectType, type ReturnTypeFunc } from '@nestjs/graphql';
import { ApiProperty } from '@nestjs/swagger';
import type { Page } from '../projections/index.js';

export interface Showing {
  readonly nullable?: boolean;
  readonly list?: boolean;
  readonly description?: string;
  /** An object of any members, which is JSON in GraphQL. */
  readonly isJson?: boolean;
}

type Shape = () => typeof Int | StringConstructor | NumberConstructor | BooleanConstructor | Type;

/** Shows a property in GraphQL and in the OpenAPI document alike; `of` gives String, Boolean, Int, Number or a view class. */
export function Shown(
  of: Shape,
  { nullable = false, list = false, description, isJson = false }: Showing = {},
): PropertyDecorator {
  const described = description === undefined ? {} : { description };
  const shape: ReturnTypeFunc = () => (list ? [of()] : of());
  return (target, property) => {
    Field(shape, { nullable, ...described, ...(isJson && { middleware: [asJson] }) })(target, property);
    ApiProperty({
      type: () => (isJson ? Object : of() === Int ? Number : of()) as Type,
      isArray: list,
      required: !nullable,
      ...described,
    })(target, property);
  };
}

const asJson: FieldMiddleware = async (_, next) => JSON.stringify(await next());

/** A parameter of a question that may be absent, as GraphQL knows it. */
export const Maybe = (
  of: () => typeof Int | StringConstructor | BooleanConstructor = () => String,
): PropertyDecorator => Field(of, { nullable: true });

const pages = new WeakMap<Type, Type<Page<unknown>>>();

/** The view of one page of rows, `{items, next}`; one class for one row class. */
export function pageOf<Row extends object>(row: Type<Row>): Type<Page<Row>> {
  const known = pages.get(row) as Type<Page<Row>> | undefined;
  if (known !== undefined) return known;
  const name = `${row.name}Page`;

  @ObjectType(name)
  class RowPage implements Page<Row> {
    @Shown(() => row, { list: true }) readonly items!: readonly Row[];
    @Shown(() => String, { nullable: true, description: 'Where the next page begins; absent on the last.' })
    readonly next?: string;
  }

  Object.defineProperty(RowPage, 'name', { value: name });
  pages.set(row, RowPage);
  return RowPage;
}
