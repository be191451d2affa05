export const CONSENT_PURPOSES = ['SCREENING', 'ASSESSMENT', 'REHABILITATION', 'AFTERCARE', 'DATA_EXCHANGE'] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];
export const CONSENT_FORMS = ['WRITTEN', 'ORAL_WITNESSED'] as const;
/** On what a service rests when consent is overridden (UU 27/2022 Art. 20). */
export const OVERRIDE_BASES = ['LEGAL_DUTY', 'PUBLIC_TASK', 'VITAL_INTEREST'] as const;
export const WITHDRAWAL_REASONS = ['CHANGED_MIND', 'FEARS_DISCLOSURE', 'OTHER_TREATMENT', 'NOT_SAID'] as const;

export const RISK_BANDS = ['LOW', 'MODERATE', 'HIGH'] as const;
export type RiskBand = (typeof RISK_BANDS)[number];
export const SCREENING_REFUSALS = ['REFUSED', 'UNFIT_TODAY', 'LANGUAGE', 'NOT_PRESENT'] as const;
export const EDUCATION_TOPICS = ['DRUGS_AND_HEALTH', 'LAW', 'RELAPSE', 'FAMILY', 'WHERE_TO_FIND_HELP'] as const;

export const ASI_DOMAIN_CODES = ['MEDICAL', 'EMPLOYMENT', 'ALCOHOL', 'DRUG', 'LEGAL', 'FAMILY', 'PSYCHIATRIC'] as const;
export type AsiDomainCode = (typeof ASI_DOMAIN_CODES)[number];
/** Who sits in the assessment team (Tim Asesmen). */
export const TEAM_ROLES = ['DOCTOR', 'PSYCHOLOGIST', 'COUNSELLOR', 'PEMBINAAN_OFFICER'] as const;
export type TeamRole = (typeof TEAM_ROLES)[number];
export const RECOMMENDATIONS = ['ELIGIBLE', 'NOT_ELIGIBLE', 'SUITABLE_NOT_READY'] as const;
export type Recommendation = (typeof RECOMMENDATIONS)[number];

export const CASE_STATUSES = [
  'SCREENING_DUE',
  'SCREENED',
  'EDUCATION_ONLY',
  'ASSESSMENT_DUE',
  'ASSESSED',
  'RECOMMENDED',
  'ADMITTED',
  'PLANNED',
  'IN_PROGRAMME',
  'SUSPENDED',
  'EVALUATED',
  'COMPLETED',
  'DISCONTINUED',
  'AFTERCARE',
  'TRANSFERRED',
  'RELEASED',
  'DECEASED',
  'CONSENT_WITHDRAWN',
  'COURT_RETURN',
  'CLOSED',
] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** How a case can be left from any open status. */
export const CASE_EXITS = ['TRANSFERRED', 'RELEASED', 'DECEASED', 'CONSENT_WITHDRAWN', 'COURT_RETURN'] as const;
export type CaseExit = (typeof CASE_EXITS)[number];

/** What other records of a case tell it: by these it advances. */
export const MILESTONES = [
  'SCREENED',
  'EDUCATED',
  'ASSESSMENT_STARTED',
  'ASSESSED',
  'RECOMMENDED',
  'PLAN_APPROVED',
  'EVALUATED',
  'AFTERCARE_PLANNED',
] as const;
export type Milestone = (typeof MILESTONES)[number];

export const SUSPENSION_GROUNDS = ['ILLNESS', 'DISCIPLINE', 'COURT', 'SECURITY', 'OWN_REQUEST'] as const;
/** Why a programme ends before its completion: the category, and the reason within it. */
export const DISCONTINUATION_REASONS = {
  ADMIN: ['ENTERED_BY_MISTAKE', 'DUPLICATE_CASE'],
  MOTIVATION: ['REFUSED', 'ABSENT_REPEATEDLY'],
  OPERATIONAL: ['TRANSFERRED', 'RELEASED', 'TOO_LITTLE_TIME', 'NO_STAFF', 'AGREEMENT_ENDED'],
  PERSONAL: ['ILL', 'FAMILY'],
  DISCIPLINE: ['REGISTER_F'],
  POSITIVE_CONFIRMED: ['POSITIVE_CONFIRMED'],
} as const;
export type DiscontinuationCategory = keyof typeof DISCONTINUATION_REASONS;
export const DISCONTINUATION_CATEGORIES = Object.keys(DISCONTINUATION_REASONS) as DiscontinuationCategory[];
export const DISCONTINUATION_CODES = Object.values(DISCONTINUATION_REASONS).flat();
export const CLOSURE_REASONS = [
  'EDUCATED',
  'NOT_ELIGIBLE',
  'AFTERCARE_COMPLETED',
  'NO_AFTERCARE_NEEDED',
  'AFTERCARE_DECLINED',
  'LEFT',
  'SCREENING_REFUSED',
] as const;
export const REOPENING_REASONS = ['CLOSED_BY_MISTAKE', 'RETURNED', 'RELAPSE', 'COURT_ORDER'] as const;
export const CERTIFICATE_REVOCATIONS = ['ISSUED_BY_MISTAKE', 'NUMBER_WRONG', 'COMPLETION_REVIEWED'] as const;

export const MODALITIES = [
  'INDIVIDUAL_COUNSELLING',
  'GROUP_COUNSELLING',
  'EDUCATION',
  'FAMILY_THERAPY',
  'THERAPEUTIC_COMMUNITY',
  'SKILLS_TRAINING',
  'RELIGIOUS_GUIDANCE',
] as const;
export const GOAL_PROGRESS = ['NOT_STARTED', 'UNDER_WAY', 'PARTIALLY_ACHIEVED', 'ACHIEVED'] as const;

/** Why a programme template is no longer offered. */
export const RETIREMENT_REASONS = ['REPLACED', 'NO_LONGER_OFFERED', 'PUBLISHED_BY_MISTAKE'] as const;
export const SESSION_KINDS = ['GROUP', 'INDIVIDUAL', 'FAMILY'] as const;
/** Attended and complied; attended late; present but failed to comply; absent with and without acceptable reason; suspended then. */
export const ATTENDANCE_OUTCOMES = [
  'ATTENDED',
  'ATTENDED_LATE',
  'FAILED_TO_COMPLY',
  'ABSENT_ACCEPTABLE',
  'ABSENT_UNACCEPTABLE',
  'SUSPENDED',
] as const;
export type AttendanceOutcome = (typeof ATTENDANCE_OUTCOMES)[number];
export const ABSENCE_REASONS = [
  'SICK',
  'REFUSED',
  'COURT',
  'FAMILY_VISIT',
  'CLASH',
  'REST',
  'DISCIPLINE',
  'NO_ESCORT',
  'OTHER',
] as const;
export const RESCHEDULING_REASONS = ['CLASH', 'FACILITATOR_ABSENT', 'ROOM', 'SECURITY', 'OTHER'] as const;
export const CANCELLATION_REASONS = ['FACILITATOR_ABSENT', 'SECURITY', 'NOT_COVERED', 'NOBODY_LEFT', 'OTHER'] as const;
/** How a session is answered for whose cover a later suspension, termination or amendment took away. */
export const COVERAGE_ANSWERS = [
  'RUNNING_CASES_MAY_FINISH',
  'HELD_BEFORE_IT_WAS_KNOWN',
  'OWN_STAFF',
  'CANCELLED',
] as const;

export const MEASURE_TIMINGS = ['PRE', 'MID', 'POST'] as const;
export type MeasureTiming = (typeof MEASURE_TIMINGS)[number];
export const GOAL_OUTCOMES = ['ACHIEVED', 'PARTIALLY_ACHIEVED', 'NOT_ACHIEVED'] as const;
export const EVALUATION_CONCLUSIONS = ['COMPLETE', 'DISCONTINUE', 'PROLONG'] as const;

export const AFTERCARE_KINDS = ['IN_UNIT', 'PROBATION_OFFICE', 'NARCOTICS_AGENCY', 'COMMUNITY'] as const;
export const CONTACT_MODES = ['VISIT', 'TELEPHONE', 'GROUP', 'LETTER'] as const;
export const CONTACT_OUTCOMES = ['STABLE', 'AT_RISK', 'RELAPSED', 'NOT_REACHED'] as const;
export const REFERRAL_REASONS = ['RELEASE', 'SPECIALIST_CARE', 'CLOSER_TO_HOME'] as const;
export const REFERRAL_REJECTIONS = ['NO_CAPACITY', 'OUTSIDE_AREA', 'NOT_SUITABLE', 'CONSENT_MISSING'] as const;
export const REFERRAL_REVOCATIONS = ['NO_LONGER_NEEDED', 'SENT_BY_MISTAKE', 'NO_ANSWER'] as const;
export const AFTERCARE_OUTCOMES = ['STABLE', 'RELAPSED', 'LOST_CONTACT', 'DECLINED'] as const;

/** Instruments by which results are measured before and after. */
export const MEASURE_INSTRUMENTS = ['URICA', 'WHOQOL_BREF', 'LIKERT'] as const;
export const REFERENCE_PERIOD_CODES = [
  'LAST_3_MONTHS',
  'THREE_MONTHS_BEFORE_ARREST',
  'LAST_12_MONTHS',
  'LAST_30_DAYS',
  'LAST_2_WEEKS',
  'NOW',
] as const;
