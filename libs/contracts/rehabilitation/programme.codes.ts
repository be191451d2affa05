import { labels, switches } from '#kernel';

export const MODALITIES = labels('MODALITIES', 'clear', {
  INDIVIDUAL_COUNSELLING: 'Counselling, one to one',
  GROUP_COUNSELLING: 'Counselling in a group',
  EDUCATION: 'Lessons about drugs and health',
  FAMILY_THERAPY: 'Work with the family',
  THERAPEUTIC_COMMUNITY: 'Daily life as a community that heals: morning meetings, seminars, duties',
  SKILLS_TRAINING: 'Learning skills for work',
  RELIGIOUS_GUIDANCE: 'Religious guidance',
});
export const GOAL_PROGRESS = switches('GOAL_PROGRESS', 'health', {
  NOT_STARTED: 'Nothing was done for it yet',
  UNDER_WAY: 'It is being worked on',
  PARTIALLY_ACHIEVED: 'Part of it is achieved',
  ACHIEVED: 'It is achieved',
});

/** Why a programme template is no longer offered. */
export const RETIREMENT_REASONS = labels('RETIREMENT_REASONS', 'clear', {
  REPLACED: 'A newer template takes its place',
  NO_LONGER_OFFERED: 'The programme is no longer offered',
  PUBLISHED_BY_MISTAKE: 'It should not have been published',
});
export const SESSION_KINDS = switches('SESSION_KINDS', 'clear', {
  GROUP: 'With a group',
  INDIVIDUAL: 'One to one',
  FAMILY: 'With the family',
});
export const NOTED_SESSION_STATUSES = switches('NOTED_SESSION_STATUSES', 'clear', {
  SCHEDULED: 'It is to take place',
  CANCELLED: 'It does not take place',
  HELD: 'It took place',
});
export type NotedSessionStatus = (typeof NOTED_SESSION_STATUSES)[number];
/** Attended and complied; attended late; present but failed to comply; absent with and without acceptable reason; suspended then. */
export const ATTENDANCE_OUTCOMES = switches('ATTENDANCE_OUTCOMES', 'clear', {
  ATTENDED: 'Came and took part',
  ATTENDED_LATE: 'Came late and took part',
  FAILED_TO_COMPLY: 'Came but did not take part as required',
  ABSENT_ACCEPTABLE: 'Stayed away, with an acceptable reason',
  ABSENT_UNACCEPTABLE: 'Stayed away, without an acceptable reason',
  SUSPENDED: 'Was suspended from the programme at that time',
});
export type AttendanceOutcome = (typeof ATTENDANCE_OUTCOMES)[number];
export const ABSENCE_REASONS = switches('ABSENCE_REASONS', 'health', {
  SICK: 'They were ill',
  REFUSED: 'They did not want to come',
  COURT: 'They had to be in court',
  FAMILY_VISIT: 'Their family visited',
  CLASH: 'They had to be elsewhere at that time',
  REST: 'It was their time of rest',
  DISCIPLINE: 'They served a disciplinary measure',
  NO_ESCORT: 'Nobody could bring them',
  OTHER: 'Another reason',
});
export const RESCHEDULING_REASONS = labels('RESCHEDULING_REASONS', 'clear', {
  CLASH: 'Somebody had to be elsewhere at that time',
  FACILITATOR_ABSENT: 'Nobody could lead it',
  ROOM: 'The room was not free',
  SECURITY: 'Security did not allow it',
  OTHER: 'Another reason',
});
export const CANCELLATION_REASONS = labels('SESSION_CANCELLATION_REASONS', 'clear', {
  FACILITATOR_ABSENT: 'Nobody could lead it',
  SECURITY: 'Security did not allow it',
  NOT_COVERED: 'No agreement covers it',
  NOBODY_LEFT: 'Nobody is left to take part',
  OTHER: 'Another reason',
});
/** How a session is answered for whose cover a later suspension, termination or amendment took away. */
export const COVERAGE_ANSWERS = switches('COVERAGE_ANSWERS', 'clear', {
  RUNNING_CASES_MAY_FINISH: 'The agreement lets running cases finish',
  HELD_BEFORE_IT_WAS_KNOWN: 'It was held before anybody here knew that the agreement no longer covers it',
  OWN_STAFF: "The unit's own staff held it, which needs no agreement",
  CANCELLED: 'It is cancelled',
});

export const MEASURE_TIMINGS = switches('MEASURE_TIMINGS', 'clear', {
  PRE: 'Before the programme',
  MID: 'During the programme',
  POST: 'After the programme',
});
export type MeasureTiming = (typeof MEASURE_TIMINGS)[number];
export const GOAL_OUTCOMES = switches('GOAL_OUTCOMES', 'health', {
  ACHIEVED: 'It was achieved',
  PARTIALLY_ACHIEVED: 'Part of it was achieved',
  NOT_ACHIEVED: 'It was not achieved',
});
export const EVALUATION_CONCLUSIONS = switches('EVALUATION_CONCLUSIONS', 'clear', {
  COMPLETE: 'The programme is complete',
  DISCONTINUE: 'The programme should be ended early',
  PROLONG: 'The programme should go on for longer',
});

export const AFTERCARE_KINDS = switches('AFTERCARE_KINDS', 'clear', {
  IN_UNIT: 'In the detention house itself',
  PROBATION_OFFICE: 'By the probation office (Bapas)',
  NARCOTICS_AGENCY: 'By the narcotics agency (BNN)',
  COMMUNITY: 'By an organisation where they live',
});
export const CONTACT_MODES = labels('CONTACT_MODES', 'clear', {
  VISIT: 'They were visited',
  TELEPHONE: 'By telephone',
  GROUP: 'In a group',
  LETTER: 'By letter',
});
export const CONTACT_OUTCOMES = switches('CONTACT_OUTCOMES', 'health', {
  STABLE: 'They do well',
  AT_RISK: 'They are at risk of using again',
  RELAPSED: 'They use drugs again',
  NOT_REACHED: 'They could not be reached',
});
export const REFERRAL_REASONS = labels('REFERRAL_REASONS', 'health', {
  RELEASE: 'They were or will be released',
  SPECIALIST_CARE: 'They need a specialist',
  CLOSER_TO_HOME: 'It is closer to their home',
});
export const REFERRAL_REJECTIONS = labels('REFERRAL_REJECTIONS', 'health', {
  NO_CAPACITY: 'There is no room for them',
  OUTSIDE_AREA: 'They live outside the area',
  NOT_SUITABLE: 'What is offered does not suit them',
  CONSENT_MISSING: 'Their consent is missing',
});
export const REFERRAL_REVOCATIONS = labels('REFERRAL_REVOCATIONS', 'health', {
  NO_LONGER_NEEDED: 'It is no longer needed',
  SENT_BY_MISTAKE: 'It should not have been sent',
  NO_ANSWER: 'Nobody answered it',
});
export const AFTERCARE_OUTCOMES = switches('AFTERCARE_OUTCOMES', 'health', {
  STABLE: 'They do well',
  RELAPSED: 'They use drugs again',
  LOST_CONTACT: 'They can no longer be reached',
  DECLINED: 'They want no more of it',
});

/** Instruments by which results are measured before and after. */
export const MEASURE_INSTRUMENTS = switches('MEASURE_INSTRUMENTS', 'clear', {
  URICA: 'How ready somebody is to change, by 32 items',
  WHOQOL_BREF: 'Quality of life in four domains, by 26 items',
  LIKERT: "A scale of the unit's own, such as of self-efficacy",
});
export const REFERENCE_PERIOD_CODES = switches('REFERENCE_PERIOD_CODES', 'clear', {
  LAST_3_MONTHS: 'The three months before it was asked',
  THREE_MONTHS_BEFORE_ARREST: 'The three months before the arrest',
  LAST_12_MONTHS: 'The twelve months before it was asked',
  LAST_30_DAYS: 'The thirty days before it was asked',
  LAST_2_WEEKS: 'The two weeks before it was asked',
  NOW: 'The moment at which it was asked',
});
