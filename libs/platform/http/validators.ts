import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ValidateBy, ValidateIf } from 'class-validator';
import { isSubject } from '../auth/index.js';
import { isBusinessDay, isId as isUuid, isInstant, isObject, type Codes, type Words } from '#kernel';
import { EXAMPLE_ID } from './examples.js';
import { inList } from './openapi.lists.js';

export interface Optional {
  readonly optional?: boolean;
  /** What it is, for the documentation. */
  readonly says?: string;
  /** What may stand there, where an example of its kind would not do. */
  readonly example?: unknown;
}

/** What is said of a field besides what holds for it; words alone are what it says. */
export type Field = Optional | string;

export const fieldOf = (field: Field = {}): Optional => (typeof field === 'string' ? { says: field } : field);

/** Whether a refusal may repeat what was sent: a code, an id, a day or a number, unless its name is that of something sealed. */
export interface Form {
  readonly mayBeRepeated: boolean;
}
export const OF_ONE_FORM: Form = { mayBeRepeated: true };
const WRITTEN_FREELY: Form = { mayBeRepeated: false };
export const formOf = (codes: Words | Codes): Form =>
  'seal' in codes && codes.seal !== 'clear' ? WRITTEN_FREELY : OF_ONE_FORM;

/** What the documentation says of a field besides its form. */
export function saidOf(field?: Field) {
  const { optional = false, says, example } = fieldOf(field);
  return { required: !optional, ...(says && { description: says }), ...(example !== undefined && { example }) };
}

/**
 * A property decorator that refuses what `holds` does not hold for, saying `<property> must be <what>`, and documents the rest. What was
 * sent instead is repeated where `form` says so: never text in which people write what they like.
 */
export function Checked(
  what: string,
  holds: (value: unknown) => boolean,
  schema: ApiPropertyOptions,
  field?: Field,
  form: Form = WRITTEN_FREELY,
): PropertyDecorator {
  const { optional = false } = fieldOf(field);
  return applyDecorators(
    ApiProperty({ ...schema, ...saidOf(field) } as ApiPropertyOptions),
    ...(optional ? [OnlyIfGiven()] : []),
    ValidateBy(
      { name: what, validator: { validate: holds, defaultMessage: () => `must be ${what}` } },
      { context: form },
    ),
  );
}

/** Skips the checks of a property that is absent. Unlike class-validator's own, it does not let null pass. */
export const OnlyIfGiven = (): PropertyDecorator => (target, property) => {
  const isGiven = (_: object, value: unknown): boolean => value !== undefined;
  ValidateIf(isGiven)(target, property);
};

/** A lower-case uuid. */
export const IsId = (options?: Field) =>
  Checked('a lower-case uuid', isUuid, { type: String, format: 'uuid' }, options, OF_ONE_FORM);

/** One of a list of codes. */
export const IsCode = (codes: Words, options?: Field) =>
  Checked(`one of ${codes.join(', ')}`, isOneOf(codes), inList(codes), options, formOf(codes));

/** A code that a unit's own data define: a module, a phase, a room. */
export const IsLabel = (options?: Field) =>
  matching('a code of capital letters, digits and _', '^[A-Z][A-Z0-9_]{0,39}$', 'INDUCTION', options);

/** A version of a form, an instrument or a set of cut-offs. */
export const IsVersionCode = (options?: Field) =>
  matching('a version of letters, digits, dots and dashes', '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$', 'PDP-1.0', options);

/** Text of `min` (1 by default) to `max` characters, blanks around it not counted for `min`, without control characters but tabs and line ends. */
export const IsText = (max: number, options: (Optional & { readonly min?: number }) | string = {}) => {
  const { min = 1, ...field } = typeof options === 'string' ? { says: options } : options;
  return Checked(
    `text of ${min} to ${max} characters`,
    isTextOf(max, min),
    { type: String, minLength: min, maxLength: max },
    field,
  );
};

/** A real calendar day `YYYY-MM-DD`. */
export const IsBusinessDay = (options?: Field) =>
  Checked('a calendar day YYYY-MM-DD', isBusinessDay, { type: String, format: 'date' }, options, OF_ONE_FORM);

/** A year of four digits. */
export const IsYear = (options?: Field) => matching('a year of four digits', '^\\d{4}$', '2025', options);

/** An instant of ISO 8601 with an offset, on a real calendar day. */
export const IsInstant = (options?: Field) =>
  Checked('an ISO 8601 instant with an offset', isInstant, { type: String, format: 'date-time' }, options, OF_ONE_FORM);

/** A whole number from `min` to `max`. */
export const IsWhole = (min: number, max: number, options?: Field) =>
  Checked(
    `a whole number from ${min} to ${max}`,
    isWhole(min, max),
    { type: 'integer', minimum: min, maximum: max },
    options,
    OF_ONE_FORM,
  );

/** `true` or `false`. */
export const IsFlag = (options?: Field) =>
  Checked('true or false', (value) => typeof value === 'boolean', { type: Boolean }, options, OF_ONE_FORM);

/** `true` or `false`, as a query string or GraphQL says it; may be absent. */
export const IsAskedFlag = (says?: string) =>
  applyDecorators(
    Transform(({ value }) => (value === 'true' || value === 'false' ? value === 'true' : (value as unknown))),
    IsFlag({ optional: true, ...(says !== undefined && { says }) }),
  );

/** A JSON object whose members are checked elsewhere, by the rule that knows them; `each` says what they are. */
export const IsOpenObject = (each: string, options?: Field) =>
  Checked('an object', isObject, { type: 'object', additionalProperties: { description: each } }, options);

/** A SHA-256 in 64 lower-case hexadecimal digits. */
export const IsDigest = (options?: Field) =>
  matching('64 lower-case hexadecimal digits', '^[0-9a-f]{64}$', '5e'.repeat(32), options);

/** A unit code as the register writes them; whether there is such a unit is asked later. */
export const IsUnitCode = (options?: Field) =>
  matching('a unit code such as RUTAN-BANJARNEGARA', UNIT_CODE, 'RUTAN-BANJARNEGARA', options);

export const ACTOR_ID = '^(?=.{1,60}$)[a-z0-9]+(-[a-z0-9]+)*$';

/** Who recorded something: the id of a staff record, or the name of a part of the system. */
export const IsActorId = (options?: Field) =>
  matching('a staff id or the name of a part of the system', ACTOR_ID, EXAMPLE_ID, options);

/** What an issuer calls somebody: a token's `sub`. */
export const IsSubject = (options?: Field) =>
  Checked('text of 1 to 255 characters', isSubject, { type: String, minLength: 1, maxLength: 255 }, options);

/** A whole number from `min` to `max`, as a query string or GraphQL says it. */
export function IsAskedWhole(min: number, max: number, options?: Field): PropertyDecorator {
  const digits = new RegExp(`^\\d{1,${String(max).length}}$`);
  return applyDecorators(
    Transform(({ value }) => (typeof value === 'string' && digits.test(value) ? Number(value) : (value as unknown))),
    IsWhole(min, max, options),
  );
}

/** How many items of a page are wanted: 1 to 200. */
export const IsLimit = () =>
  IsAskedWhole(1, 200, { optional: true, says: 'How many at most, 1 to 200; 50 by default' });

/** Where a page begins: `next` of the page before, opaque. */
export const IsCursor = () =>
  matching('the `next` of a page', '^[\\x21-\\x7e]{1,2000}$', 'eyJhIjoxfQ', {
    optional: true,
    says: 'The `next` of the page before',
  });

export const UNIT_CODE = '^(?=.{1,64}$)[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$';

/** Whether it is one of the codes. */
export const isOneOf =
  (codes: readonly string[]) =>
  (value: unknown): boolean =>
    typeof value === 'string' && codes.includes(value);

/** Whether it is a unit code in form. */
export const isUnitCode = (value: unknown): boolean => typeof value === 'string' && new RegExp(UNIT_CODE).test(value);

function matching(what: string, pattern: string, example: string, options?: Field): PropertyDecorator {
  const expression = new RegExp(pattern);
  const holds = (value: unknown): boolean => typeof value === 'string' && expression.test(value);
  return Checked(what, holds, { type: String, pattern, example }, options, OF_ONE_FORM);
}

const isWhole =
  (min: number, max: number) =>
  (value: unknown): boolean =>
    Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max;

/** Whether it is text of so many characters. */
export const isTextOf =
  (max: number, min = 1) =>
  (value: unknown): boolean =>
    isText(value) && lengthOf(value) <= max && lengthOf(value.trim()) >= min;

const isText = (value: unknown): value is string => typeof value === 'string' && !/(?![\t\n\r])\p{Cc}/u.test(value);

const lengthOf = (value: string): number => Array.from(value).length;
