import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { isObject } from '#kernel';
import { isBirthDate } from '#contracts/custody/birth-date';
import { COUNTRIES } from '#contracts/custody/countries';
import { IDENTITY_KINDS, type IdentityNumber, identityNumberOf } from '#contracts/custody/identity-number';
import { IsCode, IsOneOfClass, IsText, mustHold } from '#platform/http';

const OPTIONAL = { optional: true };
const COUNTRY = 'an ISO 3166-1 alpha-2 country code';

export class IdentityNumberBody implements IdentityNumber {
  @IsCode(IDENTITY_KINDS) readonly kind!: IdentityNumber['kind'];
  @ApiProperty({ type: String, pattern: '^[A-Z]{2}$', description: COUNTRY })
  @mustHold(COUNTRY, (value) => COUNTRIES.some((country) => country === value))
  readonly country!: string;
  @IsText(100) readonly value!: string;
}

/** A number as its kind has them; may be absent. */
export const IsIdentityNumber = (): PropertyDecorator =>
  applyDecorators(
    IsOneOfClass(() => IdentityNumberBody, OPTIONAL),
    mustHold('an identity number as its kind has them', (value) => isObject(value) && isNumberInForm(value)),
  );

const isNumberInForm = ({ kind, country, value }: Readonly<Record<string, unknown>>): boolean =>
  typeof country === 'string' &&
  typeof value === 'string' &&
  IDENTITY_KINDS.some((one) => one === kind && identityNumberOf({ kind: one, country, value }) !== undefined);

/** A day, a month or a year since 1900; may be absent. */
export const IsBirthDate = (): PropertyDecorator =>
  applyDecorators(IsText(10, OPTIONAL), mustHold('a day YYYY-MM-DD, a month YYYY-MM or a year YYYY', isBirthDate));
