export const AGREEMENT_KINDS = ['NOTA_KESEPAHAMAN', 'PKS'] as const;
export type AgreementKind = (typeof AGREEMENT_KINDS)[number];

export const SERVICES = [
  'SOCIAL_REHABILITATION',
  'SCREENING',
  'ASSESSMENT',
  'URINE_TEST',
  'OUTREACH',
  'AFTERCARE',
  'CAPACITY_BUILDING',
  'MONITORING',
  'DATA_EXCHANGE',
] as const;
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
export const ARTICLES = [
  ...NOTA_KESEPAHAMAN_ARTICLES,
  'RIGHTS_DUTIES',
  'FUNDING',
  'FORCE_MAJEURE',
  'DISPUTES',
] as const;
export type Article = (typeof ARTICLES)[number];

/** The articles without which an agreement of that kind cannot be approved: a PKS needs all of them. */
export const MANDATORY_ARTICLES: Readonly<Record<AgreementKind, readonly Article[]>> = {
  NOTA_KESEPAHAMAN: NOTA_KESEPAHAMAN_ARTICLES,
  PKS: ARTICLES,
};

export const CANCELLATION_REASONS = ['NO_CONSENSUS', 'PARTY_WITHDREW', 'REPLACED', 'DRAFTED_BY_MISTAKE'] as const;
export const SUSPENSION_REASONS = ['FORCE_MAJEURE', 'BREACH', 'CHANGE_OF_LAW', 'MUTUAL_CONSENT'] as const;
export const TERMINATION_REASONS = ['MUTUAL_CONSENT', 'BREACH', 'CHANGE_OF_LAW', 'FORCE_MAJEURE'] as const;
export const EVALUATION_OUTCOMES = ['CONTINUE', 'CHANGE', 'END'] as const;
export const CASE_HANDLINGS = ['FINISH', 'TRANSFER', 'END'] as const;

export const FINDING_RATINGS = ['MINOR', 'MAJOR', 'CRITICAL'] as const;
export type FindingRating = (typeof FINDING_RATINGS)[number];
