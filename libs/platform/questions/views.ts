import type { Type } from '@nestjs/common';
import { ObjectType } from '@nestjs/graphql';
import type { TObject, TSchema } from '@sinclair/typebox';
import { meaningOf, Shown } from '../http/index.js';
import { isOpen, kindOf, ofListIn } from './kinds.js';

const ANY = { type: 'object' as const, additionalProperties: { description: 'A member as it is stored.' } };

const views = new Map<string, { readonly schema: TObject; readonly view: Type }>();

/** The class that shows a row in both APIs, one for each title; `says` what it is where the row does not. Throws when it has none, or two different rows have the same. */
export function viewOf(schema: TObject, says?: string): Type {
  const { title, description = says } = schema;
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
  const list = schema.type === 'array';
  const of = list ? (schema.items as TSchema) : schema;
  const description = schema.description ?? (of.properties === undefined ? of.description : undefined);
  const described = { nullable, list, ...(description !== undefined && { description }) };
  if (of.properties !== undefined) {
    const view = viewOf(of as TObject, description ?? meaningOf(name));
    Shown(() => view, described)(target, name);
  } else if (isOpen(of)) Shown(() => String, { ...described, isJson: true, openApi: ANY })(target, name);
  else {
    const { graph, openApi } = kindOf(of);
    const words = `${description ?? meaningOf(name) ?? ''}${ofListIn(of)}`;
    Shown(() => graph, { ...described, ...(words !== '' && { description: words }), openApi })(target, name);
  }
}
