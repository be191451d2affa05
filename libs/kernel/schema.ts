import type { Static, TSchema } from '@sinclair/typebox';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

const ajv = new Ajv2020({ strict: true, strictTypes: false, keywords: ['seal', 'codes', 'names'] });
const compiled = new WeakMap<TSchema, ValidateFunction>();

function compile(schema: TSchema): ValidateFunction {
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  return validate;
}

/** A guard that holds exactly for values of the JSON Schema (draft 2020-12), compiled when first used. */
export const validator =
  <T extends TSchema>(schema: T) =>
  (value: unknown): value is Static<T> =>
    compile(schema)(value);

/** Where and why a value does not fit the schema, without the value; undefined when it fits. */
export function misfit(schema: TSchema, value: unknown): string | undefined {
  const validate = compile(schema);
  if (validate(value)) return undefined;
  const [error] = validate.errors ?? [];
  return `data${error?.instancePath ?? ''} ${error?.message ?? 'does not fit'}`;
}
