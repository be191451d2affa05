import { labels, switches } from '#kernel';

export const AGREEMENT_KINDS = switches('AGREEMENT_KINDS', 'clear', ['NOTA_KESEPAHAMAN', 'PKS']);
export type AgreementKind = (typeof AGREEMENT_KINDS)[number];

export const SERVICES = switches('SERVICES', 'clear', [
  'SOCIAL_REHABILITATION',
  'SCREENING',
  'ASSESSMENT',
  'URINE_TEST',
  'OUTREACH',
  'AFTERCARE',
  'CAPACITY_BUILDING',
  'MONITORING',
  'DATA_EXCHANGE',
]);
export type Service = (typeof SERVICES)[number];

/** The articles that a Nota Kesepahaman must have (Permendagri 75/2022). */
export const NOTA_KESEPAHAMAN_ARTICLES = [
  'TITLE',
  'PLACE_DATE',
  'PARTIES',
  'PURPOSE',
  'SCOPE',
  'IMPLEMENTATION',
  'TERM',
  'LIAISON',
  'AMENDMENT',
  'CLOSING',
] as const;
export const ARTICLES = switches('AGREEMENT_ARTICLES', 'clear', [
  ...NOTA_KESEPAHAMAN_ARTICLES,
  'RIGHTS_DUTIES',
  'FUNDING',
  'FORCE_MAJEURE',
  'DISPUTES',
]);
export type Article = (typeof ARTICLES)[number];

/** The articles without which an agreement of that kind cannot be approved: a PKS needs all of them. */
export const MANDATORY_ARTICLES: Readonly<Record<AgreementKind, readonly Article[]>> = {
  NOTA_KESEPAHAMAN: NOTA_KESEPAHAMAN_ARTICLES,
  PKS: ARTICLES,
};

export const CANCELLATION_REASONS = labels('AGREEMENT_CANCELLATION_REASONS', 'clear', [
  'NO_CONSENSUS',
  'PARTY_WITHDREW',
  'REPLACED',
  'DRAFTED_BY_MISTAKE',
]);
export const SUSPENSION_REASONS = labels('AGREEMENT_SUSPENSION_REASONS', 'clear', [
  'FORCE_MAJEURE',
  'BREACH',
  'CHANGE_OF_LAW',
  'MUTUAL_CONSENT',
]);
export const TERMINATION_REASONS = labels('AGREEMENT_TERMINATION_REASONS', 'clear', [
  'MUTUAL_CONSENT',
  'BREACH',
  'CHANGE_OF_LAW',
  'FORCE_MAJEURE',
]);
export const EVALUATION_OUTCOMES = labels('AGREEMENT_EVALUATION_OUTCOMES', 'clear', ['CONTINUE', 'CHANGE', 'END']);
export const CASE_HANDLINGS = switches('AGREEMENT_CASE_HANDLINGS', 'clear', ['FINISH', 'TRANSFER', 'END']);

export const FINDING_RATINGS = switches('FINDING_RATINGS', 'clear', ['MINOR', 'MAJOR', 'CRITICAL']);
export type FindingRating = (typeof FINDING_RATINGS)[number];
