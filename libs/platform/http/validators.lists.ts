import { applyDecorators, type Type as Class } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ValidateBy, ValidateNested } from 'class-validator';
import { isId, isObject, type Words } from '#kernel';
import { inList } from './openapi.lists.js';
import {
  Checked,
  type Field,
  fieldOf,
  type Form,
  formOf,
  isOneOf,
  isTextOf,
  isUnitCode,
  OF_ONE_FORM,
  UNIT_CODE,
  OnlyIfGiven,
  type Optional,
  saidOf,
} from './validators.js';

/** How many items a list holds, 0 to 200 by default. */
export interface Bounds extends Optional {
  readonly min?: number;
  readonly max?: number;
}

/** A list of objects of a validated class. */
export function IsListOf(of: () => Class, bounds: Bounds = {}): PropertyDecorator {
  const { min, max, ...field } = bounded(bounds);
  return applyDecorators(
    ApiProperty({
      type: () => of(), // a thunk must be called `type`
      isArray: true,
      minItems: min,
      maxItems: max,
      ...saidOf(field),
    }),
    ...(field.optional ? [OnlyIfGiven()] : []),
    mustHold(`a list of ${min} to ${max} objects`, isListWhere(isObject, min, max)),
    ValidateNested({ each: true }),
    Type(of),
  );
}

/** One object of a validated class. */
export function IsOneOfClass(of: () => Class, field?: Field): PropertyDecorator {
  const { optional = false } = fieldOf(field);
  return applyDecorators(
    ApiProperty({ type: () => of(), ...saidOf(field) }),
    ...(optional ? [OnlyIfGiven()] : []),
    mustHold('an object', isObject),
    ValidateNested(),
    Type(of),
  );
}

/** A list of different codes of a list of codes. */
export const IsListOfCodes = (codes: Words, bounds?: Bounds) =>
  listOf(`codes of ${codes.join(', ')}`, isOneOf(codes), inList(codes), bounds, formOf(codes));

/** A list of different lower-case uuids. */
export const IsListOfIds = (bounds?: Bounds) =>
  listOf('lower-case uuids', isId, { type: 'string', format: 'uuid' }, bounds, OF_ONE_FORM);

/** A list of different unit codes. */
export const IsListOfUnits = (bounds?: Bounds) =>
  listOf(
    'unit codes',
    isUnitCode,
    { type: 'string', pattern: UNIT_CODE, example: 'RUTAN-BANJARNEGARA' },
    bounds,
    OF_ONE_FORM,
  );

/** A list of different texts of 1 to `length` characters each. */
export const IsListOfTexts = (length: number, bounds?: Bounds) =>
  listOf(
    `texts of 1 to ${length} characters`,
    isTextOf(length),
    { type: 'string', minLength: 1, maxLength: length },
    bounds,
  );

function listOf(
  what: string,
  holds: (value: unknown) => boolean,
  items: ApiPropertyOptions,
  bounds: Bounds = {},
  form?: Form,
): PropertyDecorator {
  const { min, max, ...field } = bounded(bounds);
  return Checked(
    `a list of ${min} to ${max} different ${what}`,
    (value) => isListWhere(holds, min, max)(value) && new Set(value as unknown[]).size === (value as unknown[]).length,
    { type: 'array', items: items as object, minItems: min, maxItems: max, uniqueItems: true },
    field,
    form,
  );
}

const bounded = ({ min = 0, max = 200, ...field }: Bounds) => ({ min, max, ...field });

const isListWhere =
  (holds: (value: unknown) => boolean, min: number, max: number) =>
  (value: unknown): boolean =>
    Array.isArray(value) && value.length >= min && value.length <= max && value.every(holds);

/** Checks a property, and says what it must be when it is not. */
export const mustHold = (what: string, holds: (value: unknown) => boolean): PropertyDecorator =>
  ValidateBy({ name: what, validator: { validate: holds, defaultMessage: () => `must be ${what}` } });
