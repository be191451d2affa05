import { labels, switches } from '#kernel';

/** The registers of a Rutan: A.I to A.V detainees by who detains them, B.I to B.III convicts by sentence. */
export const CUSTODY_STATUSES = switches('CUSTODY_STATUSES', 'clear', [
  'A_I',
  'A_II',
  'A_III',
  'A_IV',
  'A_V',
  'B_I',
  'B_IIA',
  'B_IIB',
  'B_III',
]);
export type CustodyStatus = (typeof CUSTODY_STATUSES)[number];

export const SEXES = switches('SEXES', 'clear', ['MALE', 'FEMALE']);

/** Freed at the end of the sentence, PB, CB, CMB, by order of a court, or by death. */
export const RELEASE_KINDS = switches('RELEASE_KINDS', 'clear', [
  'SENTENCE_SERVED',
  'PAROLE',
  'CONDITIONAL_LEAVE',
  'PRE_RELEASE_LEAVE',
  'COURT_ORDER',
  'DIED',
]);

export const TRANSFER_REASONS = labels('TRANSFER_REASONS', 'health', [
  'COURT',
  'SECURITY',
  'CAPACITY',
  'HEALTH',
  'CLOSER_TO_FAMILY',
  'SENTENCED',
]);

export const MERGE_REASONS = labels('MERGE_REASONS', 'clear', [
  'SAME_IDENTITY_NUMBER',
  'SAME_FINGERPRINT',
  'CONFIRMED_BY_INMATE',
]);
export const UNMERGE_REASONS = labels('UNMERGE_REASONS', 'clear', ['DIFFERENT_PERSONS', 'MERGED_BY_MISTAKE']);

/** What becomes of the open case of somebody who leaves. */
export const CASE_HANDLINGS_ON_LEAVING = switches('CASE_HANDLINGS_ON_LEAVING', 'clear', [
  'CASE_EXITS',
  'CASE_CONTINUES_ELSEWHERE',
  'CASE_GOES_TO_AFTERCARE',
]);
