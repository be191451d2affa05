import { labels, switches } from '#kernel';

export * from './programme.codes.js';

export const CONSENT_PURPOSES = switches('CONSENT_PURPOSES', 'clear', [
  'SCREENING',
  'ASSESSMENT',
  'REHABILITATION',
  'AFTERCARE',
  'DATA_EXCHANGE',
]);
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];
/** Oral consent alone is void (UU 27/2022 Art. 22). */
export const CONSENT_MEDIA = switches('CONSENT_MEDIA', 'clear', ['WRITTEN', 'RECORDED']);
/** Who gives a consent: the inmate, or in what capacity somebody does for them. */
export const CONSENT_CAPACITIES = switches('CONSENT_CAPACITIES', 'clear', [
  'INMATE',
  'PARENT',
  'GUARDIAN',
  'CURATOR',
  'ATTORNEY',
]);
/** What a consent amounts to. */
export const CONSENT_STATUSES = switches('CONSENT_STATUSES', 'clear', ['GIVEN', 'OVERRIDDEN', 'WITHDRAWN', 'ANNULLED']);
/** What a case knows of the consent that it rests on. */
export const CONSENT_STANDINGS = switches('CONSENT_STANDINGS', 'clear', ['GIVEN', 'WITHDRAWN']);
/** On what a service rests when consent is overridden (UU 27/2022 Art. 20). */
export const OVERRIDE_BASES = switches('OVERRIDE_BASES', 'clear', ['LEGAL_DUTY', 'PUBLIC_TASK', 'VITAL_INTEREST']);
export const WITHDRAWAL_REASONS = labels('WITHDRAWAL_REASONS', 'health', [
  'CHANGED_MIND',
  'FEARS_DISCLOSURE',
  'OTHER_TREATMENT',
  'NOT_SAID',
]);

/** In which a form is read to somebody, by ISO 639. */
export const LANGUAGES = labels('LANGUAGES', 'clear', ['id', 'jv', 'su', 'en', 'zh', 'other']);
export const SCREENING_INSTRUMENTS = switches('SCREENING_INSTRUMENTS', 'clear', ['WHO_ASSIST', 'DAST_10']);
export const SCREENING_PERIODS = switches('SCREENING_PERIODS', 'clear', [
  'LAST_3_MONTHS',
  'THREE_MONTHS_BEFORE_ARREST',
  'LAST_12_MONTHS',
]);
/** What ASSIST asks about, as it calls them. */
export const SUBSTANCES = switches('SUBSTANCES', 'health', [
  'tobacco',
  'alcohol',
  'cannabis',
  'cocaine',
  'amphetamine',
  'inhalants',
  'sedatives',
  'hallucinogens',
  'opioids',
  'other',
]);
export const RISK_BANDS = switches('RISK_BANDS', 'clear', ['LOW', 'MODERATE', 'HIGH']);
export type RiskBand = (typeof RISK_BANDS)[number];
export const SCREENING_REFUSALS = labels('SCREENING_REFUSALS', 'health', [
  'REFUSED',
  'UNFIT_TODAY',
  'LANGUAGE',
  'NOT_PRESENT',
]);
export const EDUCATION_TOPICS = labels('EDUCATION_TOPICS', 'clear', [
  'DRUGS_AND_HEALTH',
  'LAW',
  'RELAPSE',
  'FAMILY',
  'WHERE_TO_FIND_HELP',
]);

export const ASSESSMENT_INSTRUMENTS = switches('ASSESSMENT_INSTRUMENTS', 'clear', ['ASI']);
export const ASI_DOMAIN_CODES = switches('ASI_DOMAIN_CODES', 'clear', [
  'MEDICAL',
  'EMPLOYMENT',
  'ALCOHOL',
  'DRUG',
  'LEGAL',
  'FAMILY',
  'PSYCHIATRIC',
]);
export type AsiDomainCode = (typeof ASI_DOMAIN_CODES)[number];
/** What part of life a goal is about: the domains of the ASI. */
export const GOAL_DOMAINS = labels('GOAL_DOMAINS', 'health', ASI_DOMAIN_CODES);
/** Who sits in the assessment team (Tim Asesmen). */
export const TEAM_ROLES = switches('TEAM_ROLES', 'clear', [
  'DOCTOR',
  'PSYCHOLOGIST',
  'COUNSELLOR',
  'PEMBINAAN_OFFICER',
]);
export type TeamRole = (typeof TEAM_ROLES)[number];
export const RECOMMENDATIONS = switches('RECOMMENDATIONS', 'clear', ['ELIGIBLE', 'NOT_ELIGIBLE', 'SUITABLE_NOT_READY']);
export type Recommendation = (typeof RECOMMENDATIONS)[number];

export const CASE_STATUSES = switches('CASE_STATUSES', 'clear', [
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
]);
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** How a case can be left from any open status. */
export const CASE_EXITS = switches('CASE_EXITS', 'clear', [
  'TRANSFERRED',
  'RELEASED',
  'DECEASED',
  'CONSENT_WITHDRAWN',
  'COURT_RETURN',
]);
export type CaseExit = (typeof CASE_EXITS)[number];

/** What other records of a case tell it: by these it advances. */
export const MILESTONES = switches('MILESTONES', 'clear', [
  'SCREENED',
  'EDUCATED',
  'ASSESSMENT_STARTED',
  'ASSESSED',
  'RECOMMENDED',
  'PLAN_APPROVED',
  'EVALUATED',
  'AFTERCARE_PLANNED',
]);
export type Milestone = (typeof MILESTONES)[number];

/** The records of a case that a unit takes over with it. */
export const CASE_RECORDS = switches('CASE_RECORDS', 'clear', ['PLAN', 'EVALUATION', 'AFTERCARE']);
export type CaseRecord = (typeof CASE_RECORDS)[number];

export const SUSPENSION_GROUNDS = labels('SUSPENSION_GROUNDS', 'health', [
  'ILLNESS',
  'DISCIPLINE',
  'COURT',
  'SECURITY',
  'OWN_REQUEST',
]);
/** Why a programme ends before its completion. */
export const DISCONTINUATION_CATEGORIES = switches('DISCONTINUATION_CATEGORIES', 'health', [
  'ADMIN',
  'MOTIVATION',
  'OPERATIONAL',
  'PERSONAL',
  'DISCIPLINE',
  'POSITIVE_CONFIRMED',
]);
export type DiscontinuationCategory = (typeof DISCONTINUATION_CATEGORIES)[number];
export const DISCONTINUATION_CODES = labels('DISCONTINUATION_CODES', 'health', [
  'ENTERED_BY_MISTAKE',
  'DUPLICATE_CASE',
  'REFUSED',
  'ABSENT_REPEATEDLY',
  'TRANSFERRED',
  'RELEASED',
  'TOO_LITTLE_TIME',
  'NO_STAFF',
  'AGREEMENT_ENDED',
  'ILL',
  'FAMILY',
  'REGISTER_F',
  'POSITIVE_CONFIRMED',
]);
export type DiscontinuationCode = (typeof DISCONTINUATION_CODES)[number];
/** The reasons within each category. */
export const DISCONTINUATION_REASONS: Readonly<Record<DiscontinuationCategory, readonly DiscontinuationCode[]>> = {
  ADMIN: ['ENTERED_BY_MISTAKE', 'DUPLICATE_CASE'],
  MOTIVATION: ['REFUSED', 'ABSENT_REPEATEDLY'],
  OPERATIONAL: ['TRANSFERRED', 'RELEASED', 'TOO_LITTLE_TIME', 'NO_STAFF', 'AGREEMENT_ENDED'],
  PERSONAL: ['ILL', 'FAMILY'],
  DISCIPLINE: ['REGISTER_F'],
  POSITIVE_CONFIRMED: ['POSITIVE_CONFIRMED'],
};
export const CLOSURE_REASONS = switches('CLOSURE_REASONS', 'health', [
  'EDUCATED',
  'NOT_ELIGIBLE',
  'AFTERCARE_COMPLETED',
  'NO_AFTERCARE_NEEDED',
  'AFTERCARE_DECLINED',
  'LEFT',
  'SCREENING_REFUSED',
]);
export const REOPENING_REASONS = labels('REOPENING_REASONS', 'health', [
  'CLOSED_BY_MISTAKE',
  'RETURNED',
  'RELAPSE',
  'COURT_ORDER',
]);
export const CERTIFICATE_REVOCATIONS = labels('CERTIFICATE_REVOCATIONS', 'health', [
  'ISSUED_BY_MISTAKE',
  'NUMBER_WRONG',
  'COMPLETION_REVIEWED',
]);
