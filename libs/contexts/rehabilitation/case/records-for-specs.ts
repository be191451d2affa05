import { type AnyEvent, id } from '#kernel';
import { pastOf } from '#kernel/given-for-specs';
import { definitions } from '#contracts/registry';
import { ASI_DOMAIN_CODES, type AttendanceOutcome } from '#contracts/rehabilitation/codes';
import { type SessionEvent, sessionEvents } from '#contracts/rehabilitation/session.events';
import * as known from '../facts-for-specs.js';
import * as results from '../results-for-specs.js';
import { assessmentId, templateId } from './case-for-specs.js';

const screeningId = id('spec', 'screening');
const sessionId = (n: number): string => id('spec', 'session', n);

/** What happens to the other records of a case, as their rules would have let it. */
export const recordsOf = (caseId: string, whose: Pick<typeof known, 'inmateId' | 'subject'> = known) => {
  const { inmateId, subject } = whose;
  const its = { subject, caseId };
  const basis = [known.factOn(`inmate-${inmateId}`)];
  const facilitators = [{ staffId: known.assessor.staffId, unitId: known.assessor.unitId }];
  const usual = { ...its, inmateId, templateId, assessorId: known.assessor.staffId, provider: known.agency, basis };
  const past = pastOf<AnyEvent>(definitions, { ...usual, version: 1, goals: [] });
  const ofSession = pastOf<SessionEvent>(sessionEvents, { ...usual, facilitators, roster: [its] });
  const appointment = (n: number) => ({
    startsAt: `2024-11-${String(14 + n)}T02:00:00.000Z`,
    endsAt: `2024-11-${String(14 + n)}T03:00:00.000Z`,
    module: n === 1 ? 'FAMILY' : 'RELAPSE',
    provider: known.ownStaff,
  });
  const providerUnitIds = [known.agency.unitId];
  const severities = ASI_DOMAIN_CODES.map((domain) => ({ domain, severity: 5 }));
  const sessions = [
    { module: 'RELAPSE', planned: 2 },
    { module: 'FAMILY', planned: 1 },
  ];
  return {
    screened: past({}, 'InmateScreened', results.screened({ ...its, inmateId, screenedOn: '2024-11-03', basis })),
    educated: past({}, 'BriefEducationGiven', { topics: ['LAW'], givenOn: '2024-11-03' }),
    started: past({}, 'AssessmentStarted', { screeningId, startedOn: '2024-11-04', provider: known.agency }),
    assessed: past(
      {},
      'AssessmentCompleted',
      results.assessed({ ...its, completedOn: '2024-11-05', severities, basis }),
    ),
    recommended: past(
      {},
      'PlacementRecommended',
      results.recommended({ ...its, templateId, recommendedOn: '2024-11-06', basis }),
    ),
    drafted: past({}, 'RehabPlanDrafted', { sessions, modalities: ['GROUP_COUNSELLING'], providerUnitIds }),
    approved: past({}, 'RehabPlanApproved', { approvedBy: known.karutan.staffId, providerUnitIds }),
    scheduled: (n: number) => ofSession({}, 'SessionScheduled', { kind: 'GROUP', place: 'AULA', ...appointment(n) }),
    held: (n: number, outcome: AttendanceOutcome = 'ATTENDED') =>
      ofSession({}, 'RehabSessionHeld', {
        ...appointment(n),
        heldOn: appointment(n).startsAt.slice(0, 10),
        roster: [{ ...its, outcome }],
      }),
    measured: past({}, 'OutcomeMeasured', {
      instrument: 'URICA',
      instrumentVersion: '32-vcu',
      referencePeriod: 'NOW',
      timing: 'POST',
      measuredOn: '2024-12-08',
      answers: [{ item: '1', answer: 3 }],
      sums: [{ scale: 'c', sum: 21, answered: 7 }],
    }),
    evaluated: past({}, 'RehabEvaluated', {
      evaluatedOn: '2024-12-09',
      evaluatedBy: known.assessor.staffId,
      conclusion: 'COMPLETE',
      summary: 'Did well.',
    }),
    aftercare: past({}, 'AftercarePlanned', {
      kind: 'PROBATION_OFFICE',
      plannedOn: '2024-12-12',
      untilOn: '2025-03-12',
      contactsPlanned: 3,
    }),
  };
};

export const streams = (caseId: string) => ({
  screening: `screening-${screeningId}`,
  assessment: `assessment-${assessmentId}`,
  plan: `plan-${id('plan', caseId)}`,
  evaluation: `evaluation-${id('evaluation', caseId)}`,
  aftercare: `aftercare-${id('aftercare', caseId)}`,
  session: (n: number) => `session-${sessionId(n)}`,
});
