import { id } from '#kernel';
import { type Given, person, specify, pastOf } from '#kernel/given-for-specs';
import { type CaseEvent, type CaseEventData, caseEvents } from '#contracts/rehabilitation/case.events';
import type { CaseExit, Milestone } from '#contracts/rehabilitation/codes';
import * as some from '../facts-for-specs.js';
import type { TemplateFact } from '../facts.rules.js';
import { offeredAs } from '../programme-template/programme-template-for-specs.js';
import { rehabCase } from './case.decider.js';
import type { AssessmentFact, FactsOf } from './case.rules.js';

export const given = specify(rehabCase.decider);
export type Past = Given<CaseEvent>;

export const deputy = person('deputy', 'karutan', some.karutan.unitId);
export const assessmentId = id('spec', 'assessment');
export const templateId = id('spec', 'template');
const providerUnitIds = [some.agency.unitId];

export const template = (change: Partial<TemplateFact> = {}): TemplateFact => ({
  ...offeredAs(templateId, {
    code: 'SEDANG_30',
    title: 'Programme of 30 days',
    phases: [
      { code: 'INDUCTION', title: 'Induction', days: 5 },
      { code: 'PRIMARY', title: 'Primary', days: 20 },
      { code: 'RE_ENTRY', title: 'Re-entry', days: 5 },
    ],
    modules: [
      { code: 'RELAPSE', title: 'Preventing relapse', kind: 'GROUP', mandatory: true, sessions: 4 },
      { code: 'FAMILY', title: 'With the family', kind: 'FAMILY', mandatory: true, sessions: 1 },
      { code: 'SPORT', title: 'Sport', kind: 'GROUP', mandatory: false, sessions: 4 },
    ],
    maximumGroupSize: 12,
    quorum: ['DOCTOR'],
  }),
  ...change,
});

export const assessment = (change: Partial<AssessmentFact> = {}): AssessmentFact => ({
  assessmentId,
  caseId: some.caseId,
  recommendation: { outcome: 'ELIGIBLE', templateId },
  basis: some.factOn(`assessment-${assessmentId}`),
  ...change,
});

export const admissionFacts = (change: Partial<FactsOf<'AdmitToRehab'>> = {}): FactsOf<'AdmitToRehab'> => ({
  caseId: some.caseId,
  inmate: some.inmateThere(),
  cover: some.coveredByOwnStaff,
  assessment: assessment(),
  template: template(),
  ...change,
});

export const completionFacts = (change: Partial<FactsOf<'CompleteRehab'>> = {}): FactsOf<'CompleteRehab'> => ({
  template: template(),
  plan: { plannedSessions: 5, exemptions: [], basis: some.factOn(`plan-${id('plan', some.caseId)}`) },
  evaluation: {
    isMeasuredAfter: true,
    conclusion: 'COMPLETE',
    basis: some.factOn(`evaluation-${id('evaluation', some.caseId)}`),
  },
  ...change,
});

export const admission = {
  decreeNumber: 'W13.PAS.PAS7-812',
  decreeDate: '2024-11-09',
  admittedOn: '2024-11-10',
  assessmentId,
  templateId,
  medicalRecordSha256: 'b'.repeat(64),
};

export const certificate = (number = 'SERT/1/2024', issuedOn = '2024-12-11') => ({
  number,
  documentSha256: 'c'.repeat(64),
  issuedOn,
});
export const certified = { templateId, templateCode: 'SEDANG_30' };
export const transferId = id('spec', 'transfer');

const past = pastOf<CaseEvent>(caseEvents, {
  subject: some.subject,
  inmateId: some.inmateId,
  providerUnitIds,
  basis: [some.inmateThere().basis],
});

export const opened = past({}, 'RehabCaseOpened', { episode: 1, openedOn: '2024-11-02', provider: some.agency });

export const entryOf = (milestone: Milestone): string => id('spec', 'entry', milestone);
export const advance = (
  milestone: Milestone,
  change: Partial<CaseEventData<'RehabCaseAdvanced'>> = {},
): CaseEventData<'RehabCaseAdvanced'> => ({
  milestone,
  by: entryOf(milestone),
  of: some.factOn(`assessment-${assessmentId}`),
  ...(milestone === 'SCREENED' && { riskBand: 'MODERATE' as const }),
  ...(milestone === 'RECOMMENDED' && { recommendation: 'ELIGIBLE' as const, templateId }),
  ...change,
});
export const advanced = (milestone: Milestone, change: Partial<CaseEventData<'RehabCaseAdvanced'>> = {}) =>
  past({}, 'RehabCaseAdvanced', advance(milestone, change));
export const admitted = past({}, 'InmateAdmittedToRehab', {
  ...admission,
  templateCode: 'SEDANG_30',
  phases: ['INDUCTION', 'PRIMARY', 'RE_ENTRY'],
  plannedEndOn: '2024-12-10',
  decidedBy: some.karutan.staffId,
});
export const phaseChanged = (phase: string, changedOn = '2024-11-12') =>
  past({}, 'RehabPhaseChanged', { phase, changedOn });
export const suspended = past({}, 'RehabSuspended', { ground: 'COURT', suspendedOn: '2024-11-20' });
export const resumed = past({}, 'RehabResumed', { resumedOn: '2024-11-21' });
export const completed = past({}, 'RehabCompleted', {
  completedOn: '2024-12-10',
  plannedSessions: 5,
  attendedSessions: 4,
  completedBy: some.karutan.staffId,
  basis: [template().basis],
});
export const discontinued = past({}, 'RehabDiscontinued', {
  category: 'PERSONAL',
  reasonCode: 'FAMILY',
  discontinuedOn: '2024-12-09',
});
export const exited = (exit: CaseExit) =>
  past({}, 'RehabCaseExited', { exit, exitedOn: '2024-12-11', basis: [some.inmateThere().basis] });
export const closed = (reasonCode: CaseEventData<'RehabCaseClosed'>['reasonCode'] = 'NO_AFTERCARE_NEEDED') =>
  past({}, 'RehabCaseClosed', { closedOn: '2024-12-12', reasonCode, closedBy: some.clerk.staffId });
export const session = (n: number): string => id('spec', 'session', n);
export const note = (
  n: number,
  change: Partial<CaseEventData<'CaseSessionNoted'>> = {},
): CaseEventData<'CaseSessionNoted'> => ({
  sessionId: session(n),
  status: 'HELD',
  startsAt: '2024-11-15T02:00:00.000Z',
  endsAt: '2024-11-15T03:00:00.000Z',
  module: n === 1 ? 'FAMILY' : 'RELAPSE',
  outcome: n === 2 ? 'ATTENDED_LATE' : 'ATTENDED',
  of: some.factOn(`session-${session(n)}`),
  ...change,
});
export const noted = (n: number, change: Partial<CaseEventData<'CaseSessionNoted'>> = {}) =>
  past({}, 'CaseSessionNoted', note(n, change));
export const consentNoted = (status: 'GIVEN' | 'WITHDRAWN') =>
  past({}, 'CaseConsentNoted', { consentId: some.consentId, status, of: some.factOn(`consent-${some.consentId}`) });
export const certificateId = id('spec', 'certificate');
export const issued = (number = 'SERT/1/2024') =>
  past({ id: certificateId }, 'CertificateIssued', {
    ...certificate(number),
    ...certified,
    issuedBy: some.karutan.staffId,
  });
export const revoked = past({}, 'CertificateRevoked', {
  certificateId,
  revokedOn: '2024-12-12',
  reasonCode: 'NUMBER_WRONG',
  revokedBy: some.karutan.staffId,
});
export const transferNoted = (toUnitId?: string) =>
  past({}, 'CaseTransferNoted', {
    transferId,
    ...(toUnitId && { toUnitId }),
    of: some.factOn(`inmate-${some.inmateId}`),
  });

const screened = [opened, advanced('SCREENED')];
const assessed = [...screened, advanced('ASSESSMENT_STARTED'), advanced('ASSESSED')];
const recommended = [...assessed, advanced('RECOMMENDED')];
const planned = [...recommended, admitted, advanced('PLAN_APPROVED')];
const running = [...planned, phaseChanged('INDUCTION'), ...[1, 2, 3, 4].map((n) => noted(n))];
const evaluated = [...running, advanced('EVALUATED')];

export const HISTORIES = {
  SCREENING_DUE: [opened],
  SCREENED: screened,
  EDUCATION_ONLY: [...screened, advanced('EDUCATED')],
  ASSESSMENT_DUE: assessed.slice(0, -1),
  ASSESSED: assessed,
  RECOMMENDED: recommended,
  ADMITTED: [...recommended, admitted],
  PLANNED: planned,
  IN_PROGRAMME: running,
  SUSPENDED: [...running, suspended],
  EVALUATED: evaluated,
  COMPLETED: [...evaluated, completed],
  DISCONTINUED: [...running, discontinued],
  AFTERCARE: [...evaluated, completed, advanced('AFTERCARE_PLANNED')],
  TRANSFERRED: [...running, exited('TRANSFERRED')],
  RELEASED: [...running, exited('RELEASED')],
  DECEASED: [...running, exited('DECEASED')],
  CONSENT_WITHDRAWN: [...running, consentNoted('WITHDRAWN'), exited('CONSENT_WITHDRAWN')],
  COURT_RETURN: [...running, exited('COURT_RETURN')],
  CLOSED: [...evaluated, completed, closed()],
} as const satisfies Record<string, readonly Past[]>;
