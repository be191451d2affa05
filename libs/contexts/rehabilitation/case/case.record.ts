import { type Decider, type Recording, without } from '#kernel';
import type { CaseEvent, CaseEventData } from '#contracts/rehabilitation/case.events';
import type { CaseStatus, Recommendation, RiskBand } from '#contracts/rehabilitation/codes';
import type { Provider } from '../provider.js';
import { COURSE, type Step } from './case.course.js';

/** What the case knows of one session of its inmate. */
export type SessionNote = CaseEventData<'CaseSessionNoted'>;

export interface Admission {
  readonly admittedOn: string;
  readonly assessmentId: string;
  readonly templateId: string;
  readonly templateCode: string;
  readonly phases: readonly string[];
}

/** What milestones say of a case. */
interface Known {
  readonly riskBand?: RiskBand;
  readonly recommendation?: { readonly outcome: Recommendation; readonly templateId?: string };
}

/** One milestone by which it advanced: the entry that says so, the status it left, and what was known there. */
export interface Advance {
  readonly by: string;
  readonly from: CaseStatus;
  readonly known: Known;
}

export interface OpenedCase extends Known {
  readonly status: CaseStatus;
  readonly subject: string;
  readonly inmateId: string;
  readonly episode: number;
  readonly openedOn: string;
  readonly unitId: string;
  /** The units besides the own one that serve it. */
  readonly providers: readonly string[];
  readonly admission?: Admission;
  readonly phase?: string;
  readonly counsellor?: { readonly staffId: string; readonly unitId: string };
  /** The last day that something happened to it on: nothing is recorded to have happened before. */
  readonly lastOn: string;
  /** The latest milestone last; an act of the case itself makes them irrevocable. */
  readonly advances: readonly Advance[];
  /** The entries by which it ever advanced. */
  readonly followed: readonly string[];
  readonly sessions: readonly SessionNote[];
  /** The unit to which its inmate is transferred, and that has yet to accept them. */
  readonly transfer?: { readonly transferId: string; readonly toUnitId: string };
  readonly consent?: Pick<CaseEventData<'CaseConsentNoted'>, 'status' | 'consentId' | 'deadline'>;
  readonly completedOn?: string;
  /** The one that stands: the event by which it was issued, and its document. */
  readonly certificate?: { readonly certificateId: string; readonly documentSha256: string };
  readonly closed?: { readonly by: string; readonly from: CaseStatus };
}

export type CaseState = { readonly status: 'none' } | OpenedCase;

/** The units whose people reach it: its owner, who serves it, and to whom it is on its way. */
export const unitsOfCase = ({ unitId, providers, transfer }: Pick<OpenedCase, 'unitId' | 'providers' | 'transfer'>) => [
  ...new Set([unitId, ...providers, ...(transfer ? [transfer.toUnitId] : [])]),
];

/** The providers with one more, unless it is the unit that owns the case. */
export const withProvider = (
  { providers, unitId }: Pick<OpenedCase, 'providers' | 'unitId'>,
  provider?: Provider,
): readonly string[] =>
  provider === undefined || provider.unitId === unitId || providers.includes(provider.unitId)
    ? providers
    : [...providers, provider.unitId];

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
  RehabCaseExited: opened((state, { data: { exit, exitedOn } }) => ({ ...acted(state, exitedOn), status: exit })),
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

  CaseConsentNoted: opened((state, { data: { status, consentId, deadline } }) => ({
    ...state,
    consent: { status, consentId, ...(deadline && { deadline }) },
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
