import { type Decider, type Recording, without } from '#kernel';
import type { CaseEvent } from '#contracts/rehabilitation/case.events';
import type { CaseStatus } from '#contracts/rehabilitation/codes';
import { COURSE, type Step } from './course.js';
import { type Advance, type CaseState, type OpenedCase, withProvider } from './case.state.js';

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
const stepped = (status: CaseStatus, step: Step): CaseStatus => COURSE[status][step] ?? status;

const later = (one: string, other: string): string => (one > other ? one : other);

/** An act of the case itself: it makes the milestones before it irrevocable. */
const acted = (state: OpenedCase, on: string): OpenedCase => ({
  ...state,
  lastOn: later(on, state.lastOn),
  advances: [],
});

const moved = (state: OpenedCase, step: Step, on: string): OpenedCase => ({
  ...acted(state, on),
  status: stepped(state.status, step),
});

const knownOf = ({ riskBand, recommendation }: OpenedCase): Advance['known'] => ({
  ...(riskBand && { riskBand }),
  ...(recommendation && { recommendation }),
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
    followed: [],
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
    ...(state.advances.at(-1)?.by !== data.by && {
      advances: [...state.advances, { by: data.by, from: state.status, known: knownOf(state) }],
      followed: [...state.followed, data.by],
    }),
  })),

  RehabCaseSetBack: opened((state) => {
    const latest = state.advances.at(-1);
    if (latest === undefined) return state;
    const advances = state.advances.slice(0, -1);
    return { ...without(state, 'riskBand', 'recommendation'), ...latest.known, status: latest.from, advances };
  }),

  InmateAdmittedToRehab: opened((state, { data }) => ({
    ...moved(state, 'AdmitToRehab', data.admittedOn),
    providers: withProvider(state, data.provider),
    admission: {
      admittedOn: data.admittedOn,
      assessmentId: data.assessmentId,
      templateId: data.templateId,
      templateCode: data.templateCode,
      phases: data.phases,
    },
  })),

  CounsellorAssigned: opened((state, { data: { counsellorId, counsellorUnitId } }) => ({
    ...state,
    counsellor: { staffId: counsellorId, unitId: counsellorUnitId },
  })),

  RehabSuspended: opened((state, { data: { suspendedOn } }) => moved(state, 'SuspendRehab', suspendedOn)),
  RehabResumed: opened((state, { data: { resumedOn } }) => moved(state, 'ResumeRehab', resumedOn)),

  RehabPhaseChanged: opened((state, { data: { phase, changedOn } }) => ({
    ...moved(state, 'ChangePhase', changedOn),
    phase,
  })),

  RehabCompleted: opened((state, { data: { completedOn } }) => ({
    ...moved(state, 'CompleteRehab', completedOn),
    completedOn,
  })),
  RehabDiscontinued: opened((state, { data: { discontinuedOn } }) => moved(state, 'DiscontinueRehab', discontinuedOn)),
  RehabCaseExited: opened((state, { data: { exit, exitedOn } }) => ({
    ...acted(state, exitedOn),
    status: exit,
  })),
  RehabCaseClosed: opened((state, { data: { closedOn, closedBy } }) => ({
    ...moved(state, 'CloseCase', closedOn),
    closed: { by: closedBy, from: state.status },
  })),
  RehabCaseReopened: opened((state, { data: { reopenedOn } }) => ({
    ...without(acted(state, reopenedOn), 'closed'),
    status: state.closed?.from ?? state.status,
  })),

  CertificateIssued: opened((state, { id: certificateId, data: { documentSha256 } }) => ({
    ...state,
    certificate: { certificateId, documentSha256 },
  })),
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

  CaseTransferNoted: opened((state, { data: { transferId, toUnitId } }) => ({
    ...without(state, 'transfer'),
    ...(toUnitId && { transfer: { transferId, toUnitId } }),
  })),

  RehabCaseTakenOver: opened((state, { data: { takenOverOn }, metadata: { unitId } }) => {
    const providers = state.providers.filter((provider) => provider !== unitId);
    const isServing = state.counsellor !== undefined && [unitId, ...providers].includes(state.counsellor.unitId);
    const { lastOn } = state;
    return {
      ...(isServing ? without(state, 'transfer') : without(state, 'transfer', 'counsellor')),
      unitId,
      providers,
      lastOn: later(takenOverOn, lastOn),
    };
  }),
};
