import type { Type } from '@nestjs/common';
import { Field, type FieldMiddleware, Int, ObjectType, type ReturnTypeFunc } from '@nestjs/graphql';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import type { Page } from '../projections/index.js';
import { meaningOf } from './meanings.js';
import type { GraphType } from './scalars.js';

export interface Showing {
  readonly nullable?: boolean;
  readonly list?: boolean;
  readonly description?: string;
  /** An object of any members, which is JSON in GraphQL. */
  readonly isJson?: boolean;
  /** What it is in the OpenAPI document, where GraphQL's type does not say. */
  readonly openApi?: ApiPropertyOptions;
}

/** Shows a property in GraphQL and in the OpenAPI document alike; `of` gives String, Boolean, Int, Number, a scalar, an enum or a view class. */
export function Shown(
  of: () => GraphType,
  { nullable = false, list = false, description, isJson = false, openApi }: Showing = {},
): PropertyDecorator {
  const shape: ReturnTypeFunc = () => (list ? [of() as Type] : (of() as Type));
  return (target, property) => {
    const words = description ?? meaningOf(String(property));
    const described = words === undefined ? {} : { description: words };
    Field(shape, { nullable, ...described, ...(isJson && { middleware: [asJson] }) })(target, property);
    ApiProperty({
      ...(openApi ?? { type: () => (isJson ? Object : of() === Int ? Number : of()) as Type }),
      isArray: list,
      ...(list && openApi?.example !== undefined && { example: [openApi.example] }),
      required: !nullable,
      ...described,
    } as ApiPropertyOptions)(target, property);
  };
}

const asJson: FieldMiddleware = async (_, next) => JSON.stringify(await next());

/** A parameter of a question that may be absent, as GraphQL knows it. */
export const Maybe =
  (of: () => GraphType, description: string): PropertyDecorator =>
  (target, property) => {
    Field(of as ReturnTypeFunc, { nullable: true, description })(target, property);
  };

const pages = new WeakMap<Type, Type<Page<unknown>>>();

/** The view of one page of rows, `{items, next, total}`; one class for one row class. */
export function pageOf<Row extends object>(row: Type<Row>): Type<Page<Row>> {
  const known = pages.get(row) as Type<Page<Row>> | undefined;
  if (known !== undefined) return known;
  const name = `${row.name}Page`;

  @ObjectType(name, { description: `A page of ${row.name}.` })
  class RowPage implements Page<Row> {
    @Shown(() => row, { list: true, description: 'The rows of this page.' }) readonly items!: readonly Row[];
    @Shown(() => String, { nullable: true, description: 'Where the next page begins; absent on the last.' })
    readonly next?: string;
    @Shown(() => Int, { nullable: true, description: 'How many there are on all pages, where that was asked for.' })
    readonly total?: number;
  }

  Object.defineProperty(RowPage, 'name', { value: name });
  pages.set(row, RowPage);
  return RowPage;
}
