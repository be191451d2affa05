import type { ApiPropertyOptions, OpenAPIObject } from '@nestjs/swagger';
import { allLists, type Codes, without, type Words } from '#kernel';
import { schemaNameOf } from './scalars.js';

const LIST = 'x-list';
const MAY_BE_UNKNOWN = 'x-may-be-unknown';

/** A code of a list, in a request or an answer. */
export const inList = (codes: Words): ApiPropertyOptions => marked(codes, { [LIST]: codes.list });

/** A code of a list to which codes are added: an answer may show one that its reader does not know. */
export const mayBeUnknown = (codes: Words): ApiPropertyOptions =>
  marked(codes, { [LIST]: codes.list, [MAY_BE_UNKNOWN]: true });

const marked = (codes: Words, marks: object) => Object.assign({ type: 'string' as const, enum: [...codes] }, marks);

interface Node {
  readonly [name: string]: unknown;
  readonly schema?: unknown;
  readonly type?: unknown;
  readonly enum?: unknown;
}
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** The document with each list of codes declared once, with what its codes mean, and named wherever it is used. */
export function withLists(document: OpenAPIObject): OpenAPIObject {
  const { components, ...rest } = named(document) as OpenAPIObject;
  const lists = Object.fromEntries(allLists().map((one) => [schemaNameOf(one.list), schemaOf(one)]));
  return { ...rest, components: { ...components, schemas: { ...components?.schemas, ...lists } } };
}

function schemaOf(codes: Codes | Words) {
  const { list, kind, meanings } = codes;
  const rows = Object.entries(meanings).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`);
  const decides = kind === 'LABEL' ? 'Codes may be added.' : 'Rules decide by it.';
  const description = [`The list ${list}. ${decides}`, '', '| code | meaning |', '| --- | --- |', ...rows].join('\n');
  return { type: 'string', enum: [...codes], description };
}

function named(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(named);
  if (!isNode(node)) return node;
  const { [LIST]: list, [MAY_BE_UNKNOWN]: isOpen, ...rest } = node;
  const members = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, named(value)]));
  return typeof list === 'string' ? placed(members, refTo(list, isOpen === true)) : members;
}

/** Where a list stands: in the items of an array, in the schema of a parameter, or alone. */
function placed(node: Node, ref: object): Node {
  if (isNode(node.schema)) return { ...node, schema: placed(node.schema, ref) };
  if (node.type === 'array') return { ...node, items: ref };
  return { ...without(node, 'type', 'enum'), ...ref };
}

function refTo(list: string, isOpen: boolean): object {
  const $ref = `#/components/schemas/${schemaNameOf(list)}`;
  const unknown = { type: 'string', description: 'A code that this list does not have yet: show it as it is.' };
  return isOpen ? { anyOf: [{ $ref }, unknown] } : { $ref };
}
