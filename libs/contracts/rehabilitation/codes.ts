import { labels, switches } from '#kernel';

export * from './programme.codes.js';

export const CONSENT_PURPOSES = switches('CONSENT_PURPOSES', 'clear', {
  SCREENING: 'Being asked about drugs',
  ASSESSMENT: 'Being assessed',
  REHABILITATION: 'Taking part in the programme',
  AFTERCARE: 'Care after the programme or after release',
  DATA_EXCHANGE: 'Their data being given to a partner',
});
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];
/** Oral consent alone is void (UU 27/2022 Art. 22). */
export const CONSENT_MEDIA = switches('CONSENT_MEDIA', 'clear', {
  WRITTEN: 'On paper, signed',
  RECORDED: 'As a recording',
});
/** Who gives a consent: the inmate, or in what capacity somebody does for them. */
export const CONSENT_CAPACITIES = switches('CONSENT_CAPACITIES', 'clear', {
  INMATE: 'The inmate themselves',
  PARENT: 'A parent',
  GUARDIAN: 'A guardian (wali)',
  CURATOR: 'A curator whom a court appointed (pengampu)',
  ATTORNEY: 'Somebody with a power of attorney (kuasa)',
});
/** What a consent amounts to. */
export const CONSENT_STATUSES = switches('CONSENT_STATUSES', 'clear', {
  GIVEN: 'It was given and holds',
  OVERRIDDEN: 'There is no need of it, on another legal basis',
  WITHDRAWN: 'It was withdrawn',
  ANNULLED: 'It was recorded by mistake',
});
/** What a case knows of the consent that it rests on. */
export const NOTED_CONSENT_STATUSES = switches('NOTED_CONSENT_STATUSES', 'clear', {
  GIVEN: 'The consent was given and holds',
  WITHDRAWN: 'The consent was withdrawn',
});
/** On what a service rests when consent is overridden (UU 27/2022 Art. 20). */
export const OVERRIDE_BASES = switches('OVERRIDE_BASES', 'clear', {
  LEGAL_DUTY: 'A law requires the service',
  PUBLIC_TASK: 'It is part of a public task',
  VITAL_INTEREST: 'A life or health is in danger',
});
export const WITHDRAWAL_REASONS = labels('WITHDRAWAL_REASONS', 'health', {
  CHANGED_MIND: 'They no longer want it',
  FEARS_DISCLOSURE: 'They fear that others learn of it',
  OTHER_TREATMENT: 'They are treated elsewhere',
  NOT_SAID: 'They did not say why',
});

/** In which a form is read to somebody, by ISO 639. */
export const LANGUAGES = labels('LANGUAGES', 'clear', {
  id: 'Indonesian',
  jv: 'Javanese',
  su: 'Sundanese',
  en: 'English',
  zh: 'Chinese',
  other: 'Another language',
});
export const SCREENING_INSTRUMENTS = switches('SCREENING_INSTRUMENTS', 'clear', {
  WHO_ASSIST: 'WHO ASSIST 3.1: risk for each substance, from an interview',
  DAST_10: 'DAST-10: ten questions about drugs, without alcohol and tobacco',
});
export const SCREENING_PERIODS = switches('SCREENING_PERIODS', 'clear', {
  LAST_3_MONTHS: 'The three months before the interview',
  THREE_MONTHS_BEFORE_ARREST: 'The three months before the arrest',
  LAST_12_MONTHS: 'The twelve months before the interview',
});
/** What ASSIST asks about, as it calls them. */
export const SUBSTANCES = switches('SUBSTANCES', 'health', {
  tobacco: 'Tobacco',
  alcohol: 'Alcohol',
  cannabis: 'Cannabis (ganja)',
  cocaine: 'Cocaine',
  amphetamine: 'Stimulants of the amphetamine type (sabu, ekstasi)',
  inhalants: 'Glue, solvents and other inhalants',
  sedatives: 'Sedatives and sleeping pills',
  hallucinogens: 'Hallucinogens',
  opioids: 'Heroin, morphine and other opioids',
  other: 'Another substance',
});
export const RISK_BANDS = switches('RISK_BANDS', 'clear', {
  LOW: 'Low risk (rendah): basic education is enough',
  MODERATE: 'Moderate risk (sedang): an assessment is due',
  HIGH: 'High risk (tinggi): an assessment is due',
});
export type RiskBand = (typeof RISK_BANDS)[number];
export const SCREENING_REFUSALS = labels('SCREENING_REFUSALS', 'health', {
  REFUSED: 'They did not want to be asked',
  UNFIT_TODAY: 'They were not well enough that day',
  LANGUAGE: 'Nobody spoke a language that they understand',
  NOT_PRESENT: 'They were not there',
});
export const EDUCATION_TOPICS = labels('EDUCATION_TOPICS', 'clear', {
  DRUGS_AND_HEALTH: 'What drugs do to health',
  LAW: 'What the law says about drugs',
  RELAPSE: 'How not to fall back',
  FAMILY: 'What it means for the family',
  WHERE_TO_FIND_HELP: 'Where help is to be had',
});

export const ASSESSMENT_INSTRUMENTS = switches('ASSESSMENT_INSTRUMENTS', 'clear', {
  ASI: 'Addiction Severity Index, 5th edition: how severe each of seven domains is, 0 to 9',
});
export const ASI_DOMAIN_CODES = switches('ASI_DOMAIN_CODES', 'clear', {
  MEDICAL: 'Bodily health',
  EMPLOYMENT: 'Work and income',
  ALCOHOL: 'Use of alcohol',
  DRUG: 'Use of drugs',
  LEGAL: 'Trouble with the law',
  FAMILY: 'Family and other people',
  PSYCHIATRIC: 'Mental health',
});
export type AsiDomainCode = (typeof ASI_DOMAIN_CODES)[number];
/** What part of life a goal is about: the domains of the ASI. */
export const GOAL_DOMAINS = labels('GOAL_DOMAINS', 'health', ASI_DOMAIN_CODES.meanings);
/** Who sits in the assessment team (Tim Asesmen). */
export const TEAM_ROLES = switches('TEAM_ROLES', 'clear', {
  DOCTOR: 'The doctor',
  PSYCHOLOGIST: 'The psychologist',
  COUNSELLOR: 'The addiction counsellor',
  PEMBINAAN_OFFICER: 'The officer for guidance programmes (pembinaan)',
});
export type TeamRole = (typeof TEAM_ROLES)[number];
export const RECOMMENDATIONS = switches('RECOMMENDATIONS', 'clear', {
  ELIGIBLE: 'They should take part in the programme',
  NOT_ELIGIBLE: 'The programme is not for them',
  SUITABLE_NOT_READY: 'The programme is for them, but not yet',
});
export type Recommendation = (typeof RECOMMENDATIONS)[number];

export const CASE_STATUSES = switches('CASE_STATUSES', 'clear', {
  SCREENING_DUE: 'The case is open; a screening is due',
  SCREENED: 'Screened; what follows depends on the risk',
  EDUCATION_ONLY: 'At low risk: basic education, no programme',
  ASSESSMENT_DUE: 'At moderate or high risk: an assessment is due',
  ASSESSED: "Assessed; the team's recommendation is due",
  RECOMMENDED: 'The assessment team has recommended',
  ADMITTED: 'Admitted by decree of the head of the detention house',
  PLANNED: 'The rehabilitation plan is approved',
  IN_PROGRAMME: 'Takes part in the programme',
  SUSPENDED: 'The programme is interrupted',
  EVALUATED: 'Evaluated; to be completed or discontinued',
  COMPLETED: 'Completed the programme',
  DISCONTINUED: 'Left the programme before its end',
  AFTERCARE: 'In aftercare',
  TRANSFERRED: 'Left: transferred to another unit',
  RELEASED: 'Left: released',
  DECEASED: 'Died',
  CONSENT_WITHDRAWN: 'Left: consent was withdrawn',
  COURT_RETURN: 'Left: a court had them returned',
  CLOSED: 'The case is closed',
});
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** How a case can be left from any open status. */
export const CASE_EXITS = switches('CASE_EXITS', 'clear', {
  TRANSFERRED: 'Transferred to another unit',
  RELEASED: 'Released',
  DECEASED: 'Died',
  CONSENT_WITHDRAWN: 'Withdrew consent',
  COURT_RETURN: 'Returned by order of a court',
});
export type CaseExit = (typeof CASE_EXITS)[number];

/** What other records of a case tell it: by these it advances. */
export const MILESTONES = switches('MILESTONES', 'clear', {
  SCREENED: 'The screening is done',
  EDUCATED: 'Basic education was given',
  ASSESSMENT_STARTED: 'The assessment was started',
  ASSESSED: 'The assessment is complete',
  RECOMMENDED: 'The assessment team has recommended',
  PLAN_APPROVED: 'The rehabilitation plan was approved',
  EVALUATED: 'The programme was evaluated',
  AFTERCARE_PLANNED: 'Aftercare was planned',
});
export type Milestone = (typeof MILESTONES)[number];

/** The records of a case that a unit takes over with it. */
export const CASE_RECORDS = switches('CASE_RECORDS', 'clear', {
  PLAN: 'The rehabilitation plan',
  EVALUATION: 'The evaluation',
  AFTERCARE: 'The aftercare',
});
export type CaseRecord = (typeof CASE_RECORDS)[number];

export const SUSPENSION_GROUNDS = labels('SUSPENSION_GROUNDS', 'health', {
  ILLNESS: 'They are ill',
  DISCIPLINE: 'They serve a disciplinary measure',
  COURT: 'They must be in court',
  SECURITY: 'Security requires it',
  OWN_REQUEST: 'They asked for it',
});
/** Why a programme ends before its completion. */
export const DISCONTINUATION_CATEGORIES = switches('DISCONTINUATION_CATEGORIES', 'health', {
  ADMIN: 'A mistake in the records',
  MOTIVATION: 'They do not want to go on, or stay away',
  OPERATIONAL: 'The unit or the custody does not allow it',
  PERSONAL: 'Something in their own life',
  DISCIPLINE: 'A disciplinary measure',
  POSITIVE_CONFIRMED: 'A urine test was positive, and a laboratory confirmed it',
});
export type DiscontinuationCategory = (typeof DISCONTINUATION_CATEGORIES)[number];
export const DISCONTINUATION_CODES = labels('DISCONTINUATION_CODES', 'health', {
  ENTERED_BY_MISTAKE: 'The case should not have been opened',
  DUPLICATE_CASE: 'There is another case of the same person',
  REFUSED: 'They refuse to go on',
  ABSENT_REPEATEDLY: 'They stayed away again and again',
  TRANSFERRED: 'They were transferred to another unit',
  RELEASED: 'They were released',
  TOO_LITTLE_TIME: 'There is too little time before they leave',
  NO_STAFF: 'There is no staff for it',
  AGREEMENT_ENDED: 'The agreement that it rests on has ended',
  ILL: 'They are too ill',
  FAMILY: 'A matter of their family',
  REGISTER_F: 'They were entered in the disciplinary register (Register F)',
  POSITIVE_CONFIRMED: 'A urine test was positive, and a laboratory confirmed it',
});
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
export const CLOSURE_REASONS = switches('CLOSURE_REASONS', 'health', {
  EDUCATED: 'Basic education was given, nothing more is needed',
  NOT_ELIGIBLE: 'The programme is not for them',
  AFTERCARE_COMPLETED: 'Aftercare is complete',
  NO_AFTERCARE_NEEDED: 'No aftercare is needed',
  AFTERCARE_DECLINED: 'They do not want aftercare',
  LEFT: 'They left custody or the programme',
  SCREENING_REFUSED: 'They did not want to be screened',
});
export const REOPENING_REASONS = labels('REOPENING_REASONS', 'health', {
  CLOSED_BY_MISTAKE: 'It should not have been closed',
  RETURNED: 'They came back',
  RELAPSE: 'They use drugs again',
  COURT_ORDER: 'A court orders it',
});
export const CERTIFICATE_REVOCATIONS = labels('CERTIFICATE_REVOCATIONS', 'health', {
  ISSUED_BY_MISTAKE: 'It should not have been issued',
  NUMBER_WRONG: 'It bears a wrong number',
  COMPLETION_REVIEWED: 'The completion was looked at again and does not stand',
});
