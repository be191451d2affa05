/** The registers of a Rutan: A.I to A.V detainees by who detains them, B.I to B.III convicts by sentence. */
export const CUSTODY_STATUSES = ['A_I', 'A_II', 'A_III', 'A_IV', 'A_V', 'B_I', 'B_IIA', 'B_IIB', 'B_III'] as const;
export type CustodyStatus = (typeof CUSTODY_STATUSES)[number];

export const SEXES = ['MALE', 'FEMALE'] as const;

/** Freed at the end of the sentence, PB, CB, CMB, by order of a court, or by death. */
export const RELEASE_KINDS = [
  'SENTENCE_SERVED',
  'PAROLE',
  'CONDITIONAL_LEAVE',
  'PRE_RELEASE_LEAVE',
  'COURT_ORDER',
  'DIED',
] as const;

export const TRANSFER_REASONS = ['COURT', 'SECURITY', 'CAPACITY', 'HEALTH', 'CLOSER_TO_FAMILY', 'SENTENCED'] as const;

export const MERGE_REASONS = ['SAME_IDENTITY_NUMBER', 'SAME_FINGERPRINT', 'CONFIRMED_BY_INMATE'] as const;
export const UNMERGE_REASONS = ['DIFFERENT_PERSONS', 'MERGED_BY_MISTAKE'] as const;

/** What becomes of the open case of somebody who leaves. */
export const CASE_HANDLINGS_ON_LEAVING = ['CASE_EXITS', 'CASE_CONTINUES_ELSEWHERE', 'CASE_GOES_TO_AFTERCARE'] as const;
