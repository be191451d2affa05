import { type Static, Type } from '@sinclair/typebox';
import { type Codes, switches, without } from '#kernel';
import { NORMAL_FORM, normalForm } from '../reservations/normal-form.js';
import { code } from '../schemas.js';
import { COUNTRIES } from './countries.js';

export const IDENTITY_KINDS = switches('IDENTITY_KINDS', 'identity', {
  NIK: 'Indonesian population number, 16 digits (Nomor Induk Kependudukan)',
  PASSPORT: 'Passport',
  STAY_PERMIT: 'Permit to stay, of a foreigner (KITAS, KITAP)',
});

/** A code in what is sealed as a whole. */
const inside = <C extends string>(list: Codes<C>) => Type.Unsafe<C>(without(code(list), 'seal'));

/** A number by which a state knows a person, in normal form (D3, D10). */
export const identityNumber = Type.Object(
  {
    kind: inside(IDENTITY_KINDS),
    country: inside(COUNTRIES),
    value: Type.String({ pattern: NORMAL_FORM }),
  },
  { additionalProperties: false, seal: 'identity' },
);
export type IdentityNumber = Readonly<Static<typeof identityNumber>>;

/** The number with its value in normal form; undefined when its kind has no such numbers, however it is written (D3). */
export function identityNumberOf({ kind, country, value: written }: IdentityNumber): IdentityNumber | undefined {
  const value = normalForm(written);
  const isOfKind = kind !== 'NIK' || (country === 'ID' && value !== undefined && /^\d{16}$/.test(value));
  return value === undefined || !isOfKind ? undefined : { kind, country, value };
}
