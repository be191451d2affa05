import { labels, switches } from '#kernel';

export const AGREEMENT_KINDS = switches('AGREEMENT_KINDS', 'clear', {
  NOTA_KESEPAHAMAN: 'A memorandum of understanding: what the parties intend together',
  PKS: 'A cooperation agreement (Perjanjian Kerja Sama): what each party does, with rights and duties',
});
export type AgreementKind = (typeof AGREEMENT_KINDS)[number];

export const SERVICES = switches('SERVICES', 'clear', {
  SOCIAL_REHABILITATION: 'Social rehabilitation: the programme of counselling, groups and training',
  SCREENING: 'Asking who is at risk because of drugs',
  ASSESSMENT: 'Finding out how serious it is, and what is needed',
  URINE_TEST: 'Testing urine for drugs',
  OUTREACH: 'Talks that keep people from drugs',
  AFTERCARE: 'Care after the programme or after release',
  CAPACITY_BUILDING: 'Training of staff',
  MONITORING: 'Looking at how the work is done',
  DATA_EXCHANGE: 'Giving each other data',
});
export type Service = (typeof SERVICES)[number];

export const ARTICLES = switches('AGREEMENT_ARTICLES', 'clear', {
  TITLE: 'What the agreement is called',
  PLACE_DATE: 'Where and when it was made',
  PARTIES: 'Who makes it, and who signs for them',
  PURPOSE: 'What it is for',
  SCOPE: 'Which services it covers',
  IMPLEMENTATION: 'How it is carried out',
  TERM: 'From when until when it holds',
  LIAISON: 'Whom each party is reached through',
  AMENDMENT: 'How it can be changed',
  CLOSING: 'How it ends, with the signatures',
  RIGHTS_DUTIES: 'What each party may and must do',
  FUNDING: 'Who pays',
  FORCE_MAJEURE: 'What holds when something happens that nobody could prevent',
  DISPUTES: 'How the parties settle a dispute',
});
export type Article = (typeof ARTICLES)[number];

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
] as const satisfies readonly Article[];

/** The articles without which an agreement of that kind cannot be approved: a PKS needs all of them. */
export const MANDATORY_ARTICLES: Readonly<Record<AgreementKind, readonly Article[]>> = {
  NOTA_KESEPAHAMAN: NOTA_KESEPAHAMAN_ARTICLES,
  PKS: ARTICLES,
};

export const CANCELLATION_REASONS = labels('AGREEMENT_CANCELLATION_REASONS', 'clear', {
  NO_CONSENSUS: 'The parties could not agree',
  PARTY_WITHDREW: 'A party no longer wants it',
  REPLACED: 'Another agreement takes its place',
  DRAFTED_BY_MISTAKE: 'It should not have been drafted',
});
export const SUSPENSION_REASONS = labels('AGREEMENT_SUSPENSION_REASONS', 'clear', {
  FORCE_MAJEURE: 'Something happened that nobody could prevent (keadaan kahar)',
  BREACH: 'A party does not keep to it',
  CHANGE_OF_LAW: 'The law has changed',
  MUTUAL_CONSENT: 'All parties want it so',
});
export const TERMINATION_REASONS = labels('AGREEMENT_TERMINATION_REASONS', 'clear', {
  MUTUAL_CONSENT: 'All parties want it so',
  BREACH: 'A party did not keep to it',
  CHANGE_OF_LAW: 'The law has changed',
  FORCE_MAJEURE: 'Something happened that nobody could prevent (keadaan kahar)',
});
export const EVALUATION_OUTCOMES = labels('AGREEMENT_EVALUATION_OUTCOMES', 'clear', {
  CONTINUE: 'It goes on as it is',
  CHANGE: 'It should be changed',
  END: 'It should end',
});
export const CASE_HANDLINGS = switches('AGREEMENT_CASE_HANDLINGS', 'clear', {
  FINISH: 'Running cases are finished under it',
  TRANSFER: 'Running cases are handed to somebody else',
  END: 'Running cases end with it',
});

export const FINDING_RATINGS = switches('FINDING_RATINGS', 'clear', {
  MINOR: 'Small: put right in the course of the work',
  MAJOR: 'Serious: must be put right soon',
  CRITICAL: 'Very serious: must be put right at once',
});
export type FindingRating = (typeof FINDING_RATINGS)[number];
