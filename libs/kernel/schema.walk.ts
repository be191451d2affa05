import { isObject, type JsonObject, type JsonValue } from './json.js';
import type { SealableSchema } from './seal.schema.js';

/** The schema of a property, none when the object's schema has no such property. */
export function propertyOf({ properties = {} }: SealableSchema, name: string): readonly SealableSchema[] {
  const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
  return schema === undefined ? [] : [schema];
}

/** The schemas of which data must fit at least one. */
export const alternatives = (schema: SealableSchema): readonly SealableSchema[] => {
  const { anyOf = [], oneOf = [] } = schema;
  const inner = [...anyOf, ...oneOf].flatMap(alternatives);
  return inner.length === 0 || schema.properties !== undefined ? [schema, ...inner] : inner;
};

/** Whether the data have what the schema requires and nothing that it does not know, and each value that it fixes. */
export function fits({ properties, required = [] }: SealableSchema, data: JsonObject): boolean {
  if (properties === undefined) return true;
  const names = Object.keys(data).filter((name) => name !== 'gone');
  const isAbsentAsGone = (name: string): boolean => data.gone !== undefined && properties[name]?.seal !== undefined;
  return (
    names.every((name) => Object.hasOwn(properties, name)) &&
    (required as string[]).every((name) => Object.hasOwn(data, name) || isAbsentAsGone(name)) &&
    Object.entries(properties).every(([name, schema]) => schema.const === undefined || data[name] === schema.const)
  );
}

/** Shows `visit` every value in the data that is no object and no list, with what its schema says of it and its JSON Pointer. */
export function eachLeaf(
  schema: SealableSchema,
  data: JsonValue,
  visit: (value: JsonValue, schema: SealableSchema, path: string) => void,
  path = '',
): void {
  for (const one of alternatives(schema)) {
    if (Array.isArray(data)) {
      const { items } = one;
      if (items)
        data.forEach((item: JsonValue, index) => {
          eachLeaf(items, item, visit, `${path}/${index}`);
        });
    } else if (!isObject(data)) {
      visit(data, one, path);
    } else if (fits(one, data)) {
      for (const [name, value] of Object.entries(data)) {
        for (const of of propertyOf(one, name)) eachLeaf(of, value, visit, `${path}/${name}`);
      }
    }
  }
}
