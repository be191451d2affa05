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
};
/** And in a list, where a case does not say its sessions itself. */
export const sessionsOfCase = { sessions: toMany('sessions', byCase) };
