import { type Static, Type } from '@sinclair/typebox';
import { type Codes, switches, without } from '#kernel';
import { code } from '../schemas.js';
import { COUNTRIES } from './countries.js';

export const IDENTITY_KINDS = switches('IDENTITY_KINDS', 'identity', ['NIK', 'PASSPORT', 'STAY_PERMIT']);

const NUMBER = '^[A-Z0-9/-]{1,50}$';

/** A code in what is sealed as a whole. */
const inside = <C extends string>(list: Codes<C>) => Type.Unsafe<C>(without(code(list), 'seal'));

/** A number by which a state knows a person, in normal form (D3, D10). */
export const identityNumber = Type.Object(
  {
    kind: inside(IDENTITY_KINDS),
    country: inside(COUNTRIES),
    value: Type.String({ pattern: NUMBER }),
  },
  { additionalProperties: false, seal: 'identity' },
);
export type IdentityNumber = Readonly<Static<typeof identityNumber>>;

/** A number as all ways of writing it have it: without blanks, dots, underscores and what cannot be seen, in upper case (D3). */
export const normalForm = (number: string): string =>
  number
    .normalize('NFKC')
    .replace(/[\s\p{Cf}._]/gu, '')
    .toUpperCase();

/** The number with its value in normal form. */
export const normalised = ({ kind, country, value }: IdentityNumber): IdentityNumber => ({
  kind,
  country,
  value: normalForm(value),
});

/** Whether its kind has such numbers, however it is written. */
export function isIdentityNumber({ kind, country, value }: IdentityNumber): boolean {
  const number = normalForm(value);
  return kind === 'NIK' ? country === 'ID' && /^\d{16}$/.test(number) : new RegExp(NUMBER).test(number);
}
