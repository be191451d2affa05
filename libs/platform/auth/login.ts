import { type HouseKeys, id, keyed } from '#kernel';

const LONGEST = 255;

/** Whether it is what an issuer may call somebody: any text of 1 to 255 characters. */
export const isSubject = (value: unknown): value is string =>
  typeof value === 'string' && value.isWellFormed() && value !== '' && Array.from(value).length <= LONGEST;

/** Whoever an issuer calls by that subject, as an id that tells neither (D1, D2). */
export const loginOf = (
  { login }: Pick<HouseKeys, 'login'>,
  { issuer, subject }: { readonly issuer: string; readonly subject: string },
): string => keyed(login.bytes, 'login', issuer.normalize('NFC'), subject.normalize('NFC'));

/** The staff id under which a login acts that is linked to no record: no registered one has it (D1). */
export const ownStaffIdOf = (login: string): string => id('staff', login);
