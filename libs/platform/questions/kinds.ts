import type { ApiPropertyOptions } from '@nestjs/swagger';
import { Int } from '@nestjs/graphql';
import type { TSchema } from '@sinclair/typebox';
import { codeLists, type Codes, codesOf, type Words } from '#kernel';
import { day, digest, id, instant, label, unitId } from '#contracts/schemas';
import {
  ACTOR_ID,
  Day,
  EventType,
  EXAMPLE_ID,
  enumOf,
  type GraphType,
  ID,
  inList,
  Instant,
  Label,
  mayBeUnknown,
  UnitId,
} from '../http/index.js';

/** What a schema is in GraphQL and in the OpenAPI document. */
export interface Kind {
  readonly graph: GraphType;
  readonly openApi: ApiPropertyOptions;
}

const UNIT = { pattern: unitId.pattern ?? '', example: 'RUTAN-BANJARNEGARA' };
const DIGEST = { pattern: digest.pattern ?? '', example: '5e'.repeat(32) };
export const EVENT_TYPE = '^[A-Z][A-Za-z]*$';

const PATTERNS: ReadonlyMap<string | undefined, Kind> = new Map<string | undefined, Kind>([
  [id.pattern, { graph: ID, openApi: { type: String, format: 'uuid' } }],
  [ACTOR_ID, { graph: ID, openApi: { type: String, pattern: ACTOR_ID, example: EXAMPLE_ID } }],
  [day.pattern, { graph: Day, openApi: { type: String, format: 'date' } }],
  [instant.pattern, { graph: Instant, openApi: { type: String, format: 'date-time' } }],
  [unitId.pattern, { graph: UnitId, openApi: { type: String, ...UNIT } }],
  [digest.pattern, { graph: String, openApi: { type: String, ...DIGEST } }],
  [EVENT_TYPE, { graph: EventType, openApi: { type: String, pattern: EVENT_TYPE, example: 'RehabCaseOpened' } }],
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
  const list = listIn(schema);
  if (list !== undefined)
    return { graph: enumOf(list), openApi: list.kind === 'LABEL' ? mayBeUnknown(list) : inList(list) };
  const { type, pattern } = schema as { type?: string; pattern?: string };
  return (pattern === undefined ? PLAIN[type ?? ''] : PATTERNS.get(pattern)) ?? TEXT;
}

/** The list that a schema's codes are of: the one it names, or the list of switches that has exactly these. Throws for codes of no list. */
function listIn({ list, codes, enum: words }: TSchema): Codes | Words | undefined {
  const name = (list ?? codes) as string | undefined;
  if (name === undefined && words === undefined) return undefined;
  const these = words as readonly string[];
  const isThese = (one: readonly string[]) => one.length === these.length && one.every((code) => these.includes(code));
  const found = name === undefined ? codeLists().find((one) => one.kind === 'SWITCH' && isThese(one)) : codesOf(name);
  if (found === undefined) throw new Error(`${name ?? these.join(', ')} is no list of codes.`);
  return found;
}

/** Of which list the codes are that GraphQL does not name, as it does an enum, in words. */
export function ofListIn(schema: TSchema): string {
  const list = listIn(schema);
  return list !== undefined && enumOf(list) === Label ? ` Of the list ${list.list}.` : '';
}

/** Whether it is an object whose members only it knows: JSON in GraphQL. */
export const isOpen = ({ type, properties }: TSchema): boolean => type === 'object' && properties === undefined;
