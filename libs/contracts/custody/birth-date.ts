import { Type } from '@sinclair/typebox';
import { isBusinessDay } from '#kernel';

/** When somebody was born: a day, a month or a year, as much as is known (D10). */
export const birthDate = Type.String({ pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$', seal: 'identity' });

/** Whether it is a real day `YYYY-MM-DD`, month `YYYY-MM` or year `YYYY` since 1900. */
export const isBirthDate = (value: unknown): value is string =>
  typeof value === 'string' &&
  new RegExp(birthDate.pattern ?? '').test(value) &&
  value >= '1900' &&
  isBusinessDay(`${value}-01-01`.slice(0, 10));
