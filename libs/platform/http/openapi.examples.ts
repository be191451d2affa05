import type { OpenAPIObject } from '@nestjs/swagger';
import { exampleNumber, exampleOfFormat, exampleText } from './examples.js';

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly example?: unknown;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly required?: readonly string[];
  readonly maxLength?: number;
  readonly pattern?: string;
}
interface Content {
  readonly schema?: Schema;
  readonly example?: unknown;
}
interface Parameter {
  readonly name: string;
  readonly required?: boolean;
  readonly schema?: Schema;
  readonly example?: unknown;
}
interface Carrier {
  readonly content?: Readonly<Record<string, Content>>;
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Carrier;
  readonly responses?: Readonly<Record<string, Carrier>>;
}
type Schemas = Readonly<Record<string, Schema>>;

/** What an example leaves out, although it may be there: it says that something is unusual. */
const UNUSUAL: readonly string[] = [
  'absenceReason',
  'after',
  'agreementId',
  'annulled',
  'claimed',
  'context',
  'deviationReason',
  'followUpOf',
  'gone',
  'incomplete',
  'override',
  'parentAgreementId',
  'skipReason',
  'total',
];

/** The document with an example of every body, and of every parameter, made from their fields. */
export function withExamples(document: OpenAPIObject): OpenAPIObject {
  const schemas = (document.components?.schemas ?? {}) as Schemas;
  const operations = document.paths as Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  const paths = mapValues(operations, (methods) => mapValues(methods, (operation) => shown(operation, schemas)));
  return { ...document, paths: paths };
}

const shown = (operation: Operation, schemas: Schemas): Operation => ({
  ...operation,
  ...(operation.parameters && {
    parameters: operation.parameters.map((one) =>
      one.schema ? { ...one, example: exampleOf(one.schema, one.name, schemas) } : one,
    ),
  }),
  ...(operation.requestBody && { requestBody: carried(operation.requestBody, schemas) }),
  ...(operation.responses && { responses: mapValues(operation.responses, (one) => carried(one, schemas)) }),
});

const carried = (carrier: Carrier, schemas: Schemas): Carrier => ({
  ...carrier,
  ...(carrier.content && {
    content: mapValues(carrier.content, (one) =>
      one.schema === undefined || 'example' in one ? one : { ...one, example: exampleOf(one.schema, '', schemas) },
    ),
  }),
});

/** Something that a schema allows; `name` says what a text without a form of its own is about. */
export function exampleOf(schema: Schema, name: string, schemas: Schemas, within: readonly string[] = []): unknown {
  const { $ref, allOf, anyOf, items, properties, type } = schema;
  if ('example' in schema) return schema.example;
  if ($ref !== undefined && within.includes($ref)) return {}; // a schema of itself
  const inside = $ref === undefined ? within : [...within, $ref];
  const [inner] = [
    $ref === undefined ? undefined : schemas[$ref.replace(/^.*\//, '')],
    ...(allOf ?? anyOf ?? []),
  ].filter((one) => one !== undefined);
  if (inner !== undefined) return exampleOf(inner, name, schemas, inside);
  if (schema.enum !== undefined) return schema.enum[0];
  if (type === 'array')
    return name === 'earlier' || items === undefined ? [] : [exampleOf(items, name, schemas, inside)];
  if (properties !== undefined) {
    const usual = Object.entries(properties).filter(
      ([property]) => !UNUSUAL.includes(property) || schema.required?.includes(property) === true,
    );
    return Object.fromEntries(usual.map(([property, of]) => [property, exampleOf(of, property, schemas, inside)]));
  }
  return plain(schema, name);
}

function plain(schema: Schema, name: string): unknown {
  const { type = 'string', format, minimum = 1, maximum = Infinity, maxLength, pattern } = schema;
  switch (type) {
    case 'integer':
    case 'number':
      return Math.min(Math.max(exampleNumber(name) ?? minimum, minimum), maximum);
    case 'boolean':
      return true;
    case 'object':
      return {};
    default:
      return exampleOfFormat(format, name) ?? exampleText(name, pattern).slice(0, maxLength);
  }
}

const mapValues = <V, W>(of: Readonly<Record<string, V>>, to: (value: V) => W): Record<string, W> =>
  Object.fromEntries(Object.entries(of).map(([name, value]) => [name, to(value)]));
