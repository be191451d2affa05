import { toFirst, toMany, toOne } from '#platform/questions';

/** What a record has that is of a case. */
export const ofCase = { rehabCase: toOne('rehabCase', 'caseId') };
/** What one has that says whose case it is. */
export const ofInmate = { ...ofCase, inmate: toOne('inmate', 'inmateId') };

const byCase = { caseId: 'id' };
/** What a case has. */
export const casesOwn = {
  inmate: toOne('inmate', 'inmateId'),
  counsellor: toOne('staffRecord', 'counsellorId'),
  agreement: toOne('agreement', 'agreementId'),
  plan: toFirst('plans', byCase, { question: 'plan', idIn: 'id' }),
  screenings: toMany('screenings', byCase),
  assessments: toMany('assessments', byCase),
  outcomes: toMany('outcomes', byCase),
  /** The records of its sessions; what a case says of each itself is in its `sessions`. */
  sessionRecords: toMany('sessions', byCase),
};
