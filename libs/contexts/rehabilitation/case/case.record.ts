import { type Decider, type Recording, without } from '#kernel';
import type { CaseEvent } from '#contracts/rehabilitation/case.events';
import type { CaseStatus } from '#contracts/rehabilitation/codes';
import { COURSE, type Step } from './course.js';
import { type CaseState, type OpenedCase, withProvider } from './case.state.js';

type Folds = Decider<CaseState, never, CaseEvent>['evolve'];
type Fold<T extends CaseEvent['type']> = (
  state: OpenedCase,
  event: Extract<CaseEvent, { type: T }> & Recording,
) => OpenedCase;

/** A fold of a case that was opened; nothing else happens to one that was not. */
const opened =
  <T extends CaseEvent['type']>(fold: Fold<T>) =>
  (state: CaseState, event: Extract<CaseEvent, { type: T }> & Recording): CaseState =>
    state.status === 'none' ? state : fold(state, event);

/** Where a step leads; a step that the course did not allow when it happened leaves the status as it is. */
export const stepped = (status: CaseStatus, step: Step): CaseStatus => COURSE[status][step] ?? status;

const moved = (state: OpenedCase, step: Step, on: string): OpenedCase => ({
  ...state,
  status: stepped(state.status, step),
  lastOn: on > state.lastOn ? on : state.lastOn,
  advances: [],
});

export const evolveCase: Folds = {
  RehabCaseOpened: (_, { data: { subject, inmateId, episode, openedOn, provider }, metadata: { unitId } }) => ({
    status: 'SCREENING_DUE',
    subject,
    inmateId,
    episode,
    openedOn,
    unitId,
    providers: withProvider({ providers: [], unitId }, provider),
    lastOn: openedOn,
    advances: [],
    sessions: [],
  }),

  RehabCaseAdvanced: opened((state, { data }) => ({
    ...state,
    status: stepped(state.status, data.milestone),
    providers: withProvider(state, data.provider),
    ...(data.riskBand && { riskBand: data.riskBand }),
    ...(data.recommendation && {
      recommendation: { outcome: data.recommendation, ...(data.templateId && { templateId: data.templateId }) },
    }),
    advances: [...state.advances, { by: data.by, from: state.status }],
  })),

  RehabCaseSetBack: opened((state) => ({
    ...state,
    status: state.advances.at(-1)?.from ?? state.status,
    advances: state.advances.slice(0, -1),
  })),

  InmateAdmittedToRehab: opened((state, { data }) => ({
    ...moved(state, 'AdmitToRehab', data.admittedOn),
    providers: withProvider(state, data.provider),
    admission: {
      admittedOn: data.admittedOn,
      assessmentId: data.assessmentId,
      templateId: data.templateId,
      phases: data.phases,
    },
  })),

  CounsellorAssigned: opened((state, { data: { counsellorId, counsellorUnitId } }) => ({
    ...state,
    counsellorId,
    providers: withProvider(state, { unitId: counsellorUnitId }),
  })),

  RehabSuspended: opened((state, { data: { suspendedOn } }) => ({
    ...moved(state, 'SuspendRehab', suspendedOn),
    suspendedOn,
  })),
  RehabResumed: opened((state, { data: { resumedOn } }) => moved(state, 'ResumeRehab', resumedOn)),

  RehabPhaseChanged: opened((state, { data: { phase, changedOn } }) => ({
    ...moved(state, 'ChangePhase', changedOn),
    phase,
  })),

  RehabCompleted: opened((state, { data: { completedOn } }) => moved(state, 'CompleteRehab', completedOn)),
  RehabDiscontinued: opened((state, { data: { discontinuedOn } }) => moved(state, 'DiscontinueRehab', discontinuedOn)),
  RehabCaseExited: opened((state, { data: { exit, exitedOn } }) => ({
    ...state,
    status: exit,
    lastOn: exitedOn > state.lastOn ? exitedOn : state.lastOn,
    advances: [],
  })),
  RehabCaseClosed: opened((state, { data: { closedOn, closedBy } }) => ({
    ...moved(state, 'CloseCase', closedOn),
    closed: { by: closedBy, from: state.status },
  })),
  RehabCaseReopened: opened((state, { data: { reopenedOn } }) => ({
    ...state,
    status: state.closed?.from ?? state.status,
    lastOn: reopenedOn,
  })),

  CertificateIssued: opened((state, { data: { number } }) => ({ ...state, certificate: number })),
  CertificateRevoked: opened((state) => without(state, 'certificate')),

  CaseSessionNoted: opened((state, { data }) => ({
    ...state,
    sessions: [
      ...state.sessions.filter(({ sessionId }) => sessionId !== data.sessionId),
      { ...state.sessions.find(({ sessionId }) => sessionId === data.sessionId), ...data },
    ],
  })),

  CaseConsentNoted: opened((state, { data: { standing, consentId, deadline } }) => ({
    ...state,
    consent: { standing, consentId, ...(deadline && { deadline }) },
  })),
};
