import { labels, switches } from '#kernel';

/** The registers of a Rutan: A.I to A.V detainees by who detains them, B.I to B.III convicts by sentence. */
export const CUSTODY_STATUSES = switches('CUSTODY_STATUSES', 'clear', {
  A_I: 'A.I: detainee held by the police (investigator)',
  A_II: 'A.II: detainee held by the public prosecutor',
  A_III: 'A.III: detainee held by the district court',
  A_IV: 'A.IV: detainee held by the high court (appeal)',
  A_V: 'A.V: detainee held by the Supreme Court (cassation)',
  B_I: 'B.I: convict with a sentence of more than one year',
  B_IIA: 'B.IIa: convict with a sentence of more than three months, up to one year',
  B_IIB: 'B.IIb: convict with a sentence of up to three months',
  B_III: 'B.III: convict confined in place of a fine',
});
export type CustodyStatus = (typeof CUSTODY_STATUSES)[number];

export const SEXES = switches('SEXES', 'clear', {
  MALE: 'Man',
  FEMALE: 'Woman',
});

/** Freed at the end of the sentence, PB, CB, CMB, by order of a court, or by death. */
export const RELEASE_KINDS = switches('RELEASE_KINDS', 'clear', {
  SENTENCE_SERVED: 'Free at the end of the sentence',
  PAROLE: 'Parole (pembebasan bersyarat, PB)',
  CONDITIONAL_LEAVE: 'Conditional leave (cuti bersyarat, CB)',
  PRE_RELEASE_LEAVE: 'Leave before release (cuti menjelang bebas, CMB)',
  COURT_ORDER: 'By order of a court',
  DIED: 'Died in custody',
});

export const TRANSFER_REASONS = labels('TRANSFER_REASONS', 'health', {
  COURT: 'A court is elsewhere',
  SECURITY: 'Security requires it',
  CAPACITY: 'The unit is too full',
  HEALTH: 'Their health requires it',
  CLOSER_TO_FAMILY: 'It is closer to their family',
  SENTENCED: 'They were sentenced and go where sentences are served',
});

export const MERGE_REASONS = labels('MERGE_REASONS', 'clear', {
  SAME_IDENTITY_NUMBER: 'Both records have the same identity number',
  SAME_FINGERPRINT: 'Both records have the same fingerprint',
  CONFIRMED_BY_INMATE: 'The inmate says that both are theirs',
});
export const UNMERGE_REASONS = labels('UNMERGE_REASONS', 'clear', {
  DIFFERENT_PERSONS: 'They are different people after all',
  MERGED_BY_MISTAKE: 'They should not have been merged',
});

/** What becomes of the open case of somebody who leaves. */
export const CASE_HANDLINGS_ON_LEAVING = switches('CASE_HANDLINGS_ON_LEAVING', 'clear', {
  CASE_EXITS: 'The case is left',
  CASE_CONTINUES_ELSEWHERE: 'The unit to which they go takes the case over',
  CASE_GOES_TO_AFTERCARE: 'The case goes on as aftercare',
});
