import type { Type } from '@nestjs/common';
import { Int, ObjectType } from '@nestjs/graphql';
import type { TObject, TSchema } from '@sinclair/typebox';
import { Shown } from '../http/index.js';

const views = new Map<string, { readonly schema: TObject; readonly view: Type }>();

/** The class that shows a row in both APIs, one for each title. Throws when it has none, or two different rows have the same. */
export function viewOf(schema: TObject): Type {
  const { title, description } = schema;
  if (title === undefined)
    throw new Error(`An object that leaves has a name, row(title, …): ${JSON.stringify(schema)}`);
  const known = views.get(title);
  if (known !== undefined) {
    if (JSON.stringify(known.schema.properties) !== JSON.stringify(schema.properties))
      throw new Error(`Two rows are called ${title}.`);
    return known.view;
  }
  @ObjectType(title, { ...(description && { description }) })
  class View {}
  Object.defineProperty(View, 'name', { value: title });
  views.set(title, { schema, view: View });
  for (const [name, of] of Object.entries(schema.properties)) {
    show(View.prototype, name, of, schema.required?.includes(name) !== true);
  }
  return View;
}

function show(target: object, name: string, schema: TSchema, nullable: boolean): void {
  const { description } = schema;
  const list = schema.type === 'array';
  const of = list ? (schema.items as TSchema) : schema;
  const shape = shapeOf(of);
  const isJson = of.type === 'object' && of.properties === undefined;
  Shown(() => shape, { nullable, list, isJson, ...(description !== undefined && { description }) })(target, name);
}

function shapeOf(schema: TSchema): typeof Int | StringConstructor | NumberConstructor | BooleanConstructor | Type {
  switch (schema.type as unknown) {
    case 'integer':
      return Int;
    case 'number':
      return Number;
    case 'boolean':
      return Boolean;
    case 'object':
      return schema.properties === undefined ? String : viewOf(schema as TObject);
    default:
      return String;
  }
}
