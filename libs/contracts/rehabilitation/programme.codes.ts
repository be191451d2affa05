import { labels, switches } from '#kernel';

export const MODALITIES = labels('MODALITIES', 'clear', [
  'INDIVIDUAL_COUNSELLING',
  'GROUP_COUNSELLING',
  'EDUCATION',
  'FAMILY_THERAPY',
  'THERAPEUTIC_COMMUNITY',
  'SKILLS_TRAINING',
  'RELIGIOUS_GUIDANCE',
]);
export const GOAL_PROGRESS = switches('GOAL_PROGRESS', 'health', [
  'NOT_STARTED',
  'UNDER_WAY',
  'PARTIALLY_ACHIEVED',
  'ACHIEVED',
]);

/** Why a programme template is no longer offered. */
export const RETIREMENT_REASONS = labels('RETIREMENT_REASONS', 'clear', [
  'REPLACED',
  'NO_LONGER_OFFERED',
  'PUBLISHED_BY_MISTAKE',
]);
export const SESSION_KINDS = switches('SESSION_KINDS', 'clear', ['GROUP', 'INDIVIDUAL', 'FAMILY']);
export const SESSION_STANDINGS = switches('SESSION_STANDINGS', 'clear', ['SCHEDULED', 'CANCELLED', 'HELD']);
export type SessionStanding = (typeof SESSION_STANDINGS)[number];
/** Attended and complied; attended late; present but failed to comply; absent with and without acceptable reason; suspended then. */
export const ATTENDANCE_OUTCOMES = switches('ATTENDANCE_OUTCOMES', 'clear', [
  'ATTENDED',
  'ATTENDED_LATE',
  'FAILED_TO_COMPLY',
  'ABSENT_ACCEPTABLE',
  'ABSENT_UNACCEPTABLE',
  'SUSPENDED',
]);
export type AttendanceOutcome = (typeof ATTENDANCE_OUTCOMES)[number];
export const ABSENCE_REASONS = switches('ABSENCE_REASONS', 'health', [
  'SICK',
  'REFUSED',
  'COURT',
  'FAMILY_VISIT',
  'CLASH',
  'REST',
  'DISCIPLINE',
  'NO_ESCORT',
  'OTHER',
]);
export const RESCHEDULING_REASONS = labels('RESCHEDULING_REASONS', 'clear', [
  'CLASH',
  'FACILITATOR_ABSENT',
  'ROOM',
  'SECURITY',
  'OTHER',
]);
export const CANCELLATION_REASONS = labels('SESSION_CANCELLATION_REASONS', 'clear', [
  'FACILITATOR_ABSENT',
  'SECURITY',
  'NOT_COVERED',
  'NOBODY_LEFT',
  'OTHER',
]);
/** How a session is answered for whose cover a later suspension, termination or amendment took away. */
export const COVERAGE_ANSWERS = switches('COVERAGE_ANSWERS', 'clear', [
  'RUNNING_CASES_MAY_FINISH',
  'HELD_BEFORE_IT_WAS_KNOWN',
  'OWN_STAFF',
  'CANCELLED',
]);

export const MEASURE_TIMINGS = switches('MEASURE_TIMINGS', 'clear', ['PRE', 'MID', 'POST']);
export type MeasureTiming = (typeof MEASURE_TIMINGS)[number];
export const GOAL_OUTCOMES = switches('GOAL_OUTCOMES', 'health', ['ACHIEVED', 'PARTIALLY_ACHIEVED', 'NOT_ACHIEVED']);
export const EVALUATION_CONCLUSIONS = switches('EVALUATION_CONCLUSIONS', 'clear', [
  'COMPLETE',
  'DISCONTINUE',
  'PROLONG',
]);

export const AFTERCARE_KINDS = switches('AFTERCARE_KINDS', 'clear', [
  'IN_UNIT',
  'PROBATION_OFFICE',
  'NARCOTICS_AGENCY',
  'COMMUNITY',
]);
export const CONTACT_MODES = labels('CONTACT_MODES', 'clear', ['VISIT', 'TELEPHONE', 'GROUP', 'LETTER']);
export const CONTACT_OUTCOMES = switches('CONTACT_OUTCOMES', 'health', [
  'STABLE',
  'AT_RISK',
  'RELAPSED',
  'NOT_REACHED',
]);
export const REFERRAL_REASONS = labels('REFERRAL_REASONS', 'health', ['RELEASE', 'SPECIALIST_CARE', 'CLOSER_TO_HOME']);
export const REFERRAL_REJECTIONS = labels('REFERRAL_REJECTIONS', 'health', [
  'NO_CAPACITY',
  'OUTSIDE_AREA',
  'NOT_SUITABLE',
  'CONSENT_MISSING',
]);
export const REFERRAL_REVOCATIONS = labels('REFERRAL_REVOCATIONS', 'health', [
  'NO_LONGER_NEEDED',
  'SENT_BY_MISTAKE',
  'NO_ANSWER',
]);
export const AFTERCARE_OUTCOMES = switches('AFTERCARE_OUTCOMES', 'health', [
  'STABLE',
  'RELAPSED',
  'LOST_CONTACT',
  'DECLINED',
]);

/** Instruments by which results are measured before and after. */
export const MEASURE_INSTRUMENTS = switches('MEASURE_INSTRUMENTS', 'clear', ['URICA', 'WHOQOL_BREF', 'LIKERT']);
export const REFERENCE_PERIOD_CODES = switches('REFERENCE_PERIOD_CODES', 'clear', [
  'LAST_3_MONTHS',
  'THREE_MONTHS_BEFORE_ARREST',
  'LAST_12_MONTHS',
  'LAST_30_DAYS',
  'LAST_2_WEEKS',
  'NOW',
]);
