/** What a reserved value is in normal form (D3). */
export const NORMAL_FORM = '^[A-Z0-9/-]{1,50}$';
const IN_NORMAL_FORM = new RegExp(NORMAL_FORM);

/**
 * A value as all ways of writing it have it: without blanks, dots, underscores and what cannot be seen, in upper case; undefined when
 * nothing of the kind is left, or something else besides (D3). It is what is reserved and what events store.
 */
export function normalForm(written: string): string | undefined {
  const value = written
    .normalize('NFKC')
    .replace(/[\s\p{Cf}._]/gu, '')
    .toUpperCase();
  return IN_NORMAL_FORM.test(value) ? value : undefined;
}
