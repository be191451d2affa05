import type { ApiPropertyOptions } from '@nestjs/swagger';
import { Int } from '@nestjs/graphql';
import type { TSchema } from '@sinclair/typebox';
import { codeLists } from '#kernel';
import { day, id, instant, label } from '#contracts/schemas';
import { Day, enumOf, type GraphType, ID, Instant, Label, type NamedCodes } from '../http/index.js';

/** What a schema is in GraphQL and in the OpenAPI document. */
export interface Kind {
  readonly graph: GraphType;
  readonly openApi: ApiPropertyOptions;
}

const PATTERNS: ReadonlyMap<string | undefined, Kind> = new Map<string | undefined, Kind>([
  [id.pattern, { graph: ID, openApi: { type: String, format: 'uuid' } }],
  [day.pattern, { graph: Day, openApi: { type: String, format: 'date' } }],
  [instant.pattern, { graph: Instant, openApi: { type: String, format: 'date-time' } }],
  [label.pattern, { graph: Label, openApi: { type: String, pattern: label.pattern ?? '' } }],
]);
const PLAIN: Readonly<Record<string, Kind>> = {
  integer: { graph: Int, openApi: { type: 'integer' } },
  number: { graph: Number, openApi: { type: Number } },
  boolean: { graph: Boolean, openApi: { type: Boolean } },
};
const TEXT: Kind = { graph: String, openApi: { type: String } };

/** Of what kind something is that is no row, known by its schema alone. */
export function kindOf(schema: TSchema): Kind {
  const { type, pattern, codes } = schema as { type?: string; pattern?: string; codes?: string };
  const words = schema.enum as readonly string[] | undefined;
  if (words !== undefined)
    return { graph: enumOf(listOfWords(schema, words)), openApi: { type: String, enum: [...words] } };
  if (codes !== undefined) return { graph: Label, openApi: { type: String, ...(pattern && { pattern }) } };
  return (pattern === undefined ? PLAIN[type ?? ''] : PATTERNS.get(pattern)) ?? TEXT;
}

/** The list that the words of an enum are of: the one it names, or the list of switches that has exactly these. */
function listOfWords({ list }: TSchema, words: readonly string[]): NamedCodes {
  if (typeof list === 'string') return Object.assign([...words], { list });
  const isThis = (one: readonly string[]) => one.length === words.length && one.every((code) => words.includes(code));
  return codeLists().find((one) => one.kind === 'SWITCH' && isThis(one)) ?? words;
}

/** Whether it is an object whose members only it knows: JSON in GraphQL. */
export const isOpen = ({ type, properties }: TSchema): boolean => type === 'object' && properties === undefined;
