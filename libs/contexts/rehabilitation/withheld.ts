import { isObject, type JsonObject, type JsonValue } from '#kernel';

/** Documents without their seals, for readers who may not have them opened: each object says in `withheld` which classes it had. */
export const withholding = <D extends object>(documents: readonly D[]): readonly D[] =>
  documents.map((document) => withheld(document as JsonObject) as D);

function withheld(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withheld);
  if (!isObject(value)) return value;
  const { sealed, ...clear } = value;
  const members = Object.entries(clear).map(([name, member]) => [name, withheld(member)] as const);
  return { ...Object.fromEntries(members), ...(sealed !== undefined && { withheld: classesIn(sealed) }) };
}

const classesIn = (sealed: JsonValue): string[] =>
  Array.isArray(sealed) ? sealed.flatMap((seal) => (isObject(seal) && typeof seal.c === 'string' ? [seal.c] : [])) : [];
