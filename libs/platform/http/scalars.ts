import { ID, registerEnumType } from '@nestjs/graphql';
import { GraphQLError, GraphQLScalarType } from 'graphql';
import type { Words } from '#kernel';

/** A scalar that is text on both sides; of what form is checked where it is asked. */
function textual(name: string, description: string): GraphQLScalarType<string, string> {
  const asText = (value: unknown): string => {
    if (typeof value === 'string') return value;
    throw new GraphQLError(`${name} is text.`);
  };
  return new GraphQLScalarType({ name, description, serialize: asText, parseValue: asText });
}

export const Day = textual('Day', 'A business day, `YYYY-MM-DD`.');
export const Instant = textual('Instant', 'An instant of ISO 8601, such as `2024-12-13T02:00:00.000Z`.');
export const UnitId = textual('UnitId', 'The id of a unit, such as `RUTAN-BANJARNEGARA`: `units` has them all.');
export const EventType = textual('EventType', 'The type of a stored event, such as `RehabCaseOpened`.');
export const Label = textual(
  'Label',
  'A code of a list to which codes are added, or whose codes have dashes: a reader shows one that it does not know. `codes` has the lists.',
);

/** What a property or a parameter is in GraphQL: a scalar, an enum of `enumOf`, or the class of a view. */
export type GraphType = GraphQLScalarType | (abstract new (...given: never[]) => unknown) | object;

const enums = new Map<string, object>();

/**
 * One of these codes in GraphQL: an enum under the name of their list (`CASE_STATUSES` is `CaseStatuses`), spelt as everywhere; a `Label` where
 * codes are added to the list, or have dashes.
 */
export function enumOf(codes: Words): GraphType {
  const { list, kind, meanings } = codes;
  if (kind === 'LABEL' || !codes.every((one) => /^[A-Za-z_]\w*$/.test(one))) return Label;
  const known = enums.get(list);
  if (known !== undefined) return known;
  const type = Object.fromEntries(codes.map((one) => [one, one]));
  const valuesMap = Object.fromEntries(codes.map((one) => [one, { description: meanings[one] ?? '' }]));
  registerEnumType(type, { name: schemaNameOf(list), description: `The list ${list}.`, valuesMap });
  enums.set(list, type);
  return type;
}

/** What a list of codes is called in both APIs: `CASE_STATUSES` is `CaseStatuses`. */
export const schemaNameOf = (list: string): string =>
  list
    .split('_')
    .map((part) => part.charAt(0) + part.slice(1).toLowerCase())
    .join('');

export { ID };
