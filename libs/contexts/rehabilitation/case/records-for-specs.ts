import { id } from '#kernel';
import { ASI_DOMAIN_CODES } from '#contracts/rehabilitation/codes';
import { agency, assessor, factOn, inmateId, karutan, nurse, ownStaff, subject } from '../facts-for-specs.js';
import * as results from '../results-for-specs.js';
import { assessmentId, templateId } from './case-for-specs.js';

const screeningId = id('spec', 'screening');
const sessionId = (n: number): string => id('spec', 'session', n);

/** What happens to the other records of a case, as their rules would have let it. */
export const recordsOf = (caseId: string, whose = { inmateId, subject }) => {
  const { inmateId: who, subject: of } = whose;
  const its = { subject: of, caseId };
  const basis = [factOn(`inmate-${who}`)];
  const provider = agency;
  const roster = [its];
  const appointment = (n: number) => ({
    startsAt: `2024-11-${String(14 + n)}T02:00:00.000Z`,
    endsAt: `2024-11-${String(14 + n)}T03:00:00.000Z`,
    module: n === 1 ? 'FAMILY' : 'RELAPSE',
  });
  const facilitators = [{ staffId: assessor.staffId, unitId: assessor.unitId }];
  return {
    screened: {
      type: 'InmateScreened',
      data: results.screened({ ...its, inmateId: who, screenedOn: '2024-11-03', basis }),
    },
    educated: {
      type: 'BriefEducationGiven',
      data: { ...its, topics: ['LAW'], givenOn: '2024-11-03', givenBy: nurse.staffId, basis },
    },
    started: {
      type: 'AssessmentStarted',
      data: {
        ...its,
        inmateId: who,
        screeningId,
        consentId: id('spec', 'consent'),
        assessorId: assessor.staffId,
        startedOn: '2024-11-04',
        provider,
        basis,
      },
    },
    assessed: {
      type: 'AssessmentCompleted',
      data: results.assessed({
        ...its,
        completedOn: '2024-11-05',
        severities: ASI_DOMAIN_CODES.map((domain) => ({ domain, severity: 5 })),
        basis,
      }),
    },
    recommended: {
      type: 'PlacementRecommended',
      data: results.recommended({ ...its, templateId, recommendedOn: '2024-11-06', basis }),
    },
    drafted: {
      type: 'RehabPlanDrafted',
      data: {
        ...its,
        version: 1,
        goals: [],
        sessions: [
          { module: 'RELAPSE', planned: 2 },
          { module: 'FAMILY', planned: 1 },
        ],
        modalities: ['GROUP_COUNSELLING'],
        providerUnitIds: [agency.unitId],
        basis,
      },
    },
    approved: {
      type: 'RehabPlanApproved',
      data: { version: 1, approvedBy: karutan.staffId, providerUnitIds: [agency.unitId], basis },
    },
    scheduled: (n: number) => ({
      type: 'SessionScheduled',
      data: {
        kind: 'GROUP',
        templateId,
        provider: ownStaff,
        facilitators,
        place: 'AULA',
        ...appointment(n),
        roster,
        basis,
      },
    }),
    held: (n: number, outcome = 'ATTENDED') => ({
      type: 'RehabSessionHeld',
      data: {
        provider: ownStaff,
        facilitators,
        ...appointment(n),
        heldOn: appointment(n).startsAt.slice(0, 10),
        roster: [{ ...its, outcome }],
        basis,
      },
    }),
    measured: {
      type: 'OutcomeMeasured',
      data: {
        ...its,
        instrument: 'URICA',
        instrumentVersion: '32-vcu',
        referencePeriod: 'NOW',
        timing: 'POST',
        measuredOn: '2024-12-08',
        assessorId: assessor.staffId,
        answers: [{ item: '1', answer: 3 }],
        sums: [{ scale: 'c', sum: 21, answered: 7 }],
        basis,
      },
    },
    evaluated: {
      type: 'RehabEvaluated',
      data: {
        ...its,
        evaluatedOn: '2024-12-09',
        evaluatedBy: assessor.staffId,
        goals: [],
        conclusion: 'COMPLETE',
        summary: 'Did well.',
        basis,
      },
    },
    aftercare: {
      type: 'AftercarePlanned',
      data: {
        ...its,
        inmateId: who,
        kind: 'PROBATION_OFFICE',
        plannedOn: '2024-12-12',
        untilOn: '2025-03-12',
        contactsPlanned: 3,
        basis,
      },
    },
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
