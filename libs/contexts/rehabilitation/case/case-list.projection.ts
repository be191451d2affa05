import { type AnyEvent, dayIn, type Projected, type Projection, uuidOf } from '#kernel';
import { type CaseEvent, type CaseEventData, caseEvents } from '#contracts/rehabilitation/case.events';
import type { CaseStatus } from '#contracts/rehabilitation/codes';
import type { Scoped } from '#platform/projections';
import { evolveCase } from './case.record.js';
import type { CaseState, OpenedCase } from './case.state.js';
import { isOpen } from './course.js';

/** What a case waits for next, and until which day. */
export interface Due {
  readonly what: 'SESSION' | 'CONSENT_WITHDRAWN' | 'PLANNED_END';
  readonly on: string;
}

type Admitted = CaseEventData<'InmateAdmittedToRehab'>;

/** What else than its state is read of a case. */
interface Told {
  /** The day on which it came to its status, and to its phase. */
  readonly since: string;
  readonly phaseSince?: string;
  readonly agreementId?: string;
  readonly admission?: Pick<Admitted, 'decree' | 'templateCode' | 'plannedEndOn' | 'decidedBy' | 'provider'>;
  readonly completion?: Pick<CaseEventData<'RehabCompleted'>, 'plannedSessions' | 'attendedSessions' | 'completedBy'>;
  readonly certificateOn?: string;
  readonly closedOn?: string;
}

/** One case as it is known now: what it may be found by, and its state. */
export interface CaseDocument extends Scoped, Told {
  readonly caseId: string;
  readonly unitId: string;
  readonly zone: string;
  readonly status: CaseStatus;
  readonly open: boolean;
  readonly riskBand?: string;
  readonly counsellorId?: string;
  readonly phase?: string;
  readonly nextDue?: Due;
  readonly nextDueOn?: string;
  readonly state: OpenedCase;
  readonly revision: number;
}

export const caseList: Projection<CaseDocument, CaseEvent> = {
  name: 'case-list',
  version: 1,
  events: caseEvents,
  indexes: [
    ['units', 'since'],
    ['units', 'status', 'since'],
    ['units', 'riskBand', 'since'],
    ['units', 'counsellorId', 'since'],
    ['units', 'agreementId', 'since'],
    ['units', 'phase', 'since'],
    ['units', 'open', 'since'],
    ['units', 'nextDueOn'],
  ],
  documents: ({ stream }) => [uuidOf(stream)],
  fold: (document, event, caseId) => {
    const { unitId, zone } = event.metadata;
    const state = stateAfter(document, event);
    const told = toldAfter(document, event, state);
    const nextDue = dueOf(state, told, zone);
    const { status, riskBand, counsellor, phase, providers } = state;
    return {
      ...told,
      caseId,
      unitId,
      zone,
      units: [unitId, ...providers],
      status,
      open: isOpen(status),
      ...(riskBand && { riskBand }),
      ...(counsellor && { counsellorId: counsellor.staffId }),
      ...(phase && { phase }),
      ...(nextDue && { nextDue, nextDueOn: nextDue.on }),
      state,
      revision: event.revision,
    };
  },
};

function stateAfter(document: CaseDocument | null, event: Projected<CaseEvent>): OpenedCase {
  const fold = evolveCase[event.type] as (state: CaseState, event: Projected<AnyEvent>) => CaseState;
  const state = fold(document?.state ?? { status: 'none' }, event);
  if (state.status === 'none') throw new Error('A case begins with its opening.');
  return state;
}

function toldAfter(document: CaseDocument | null, event: Projected<CaseEvent>, { status, phase }: OpenedCase): Told {
  const on = dayOf(event);
  const { since, phaseSince, agreementId, admission, completion, certificateOn, closedOn }: Partial<Told> =
    document ?? {};
  const isMoved = document?.status !== status;
  const isNewPhase = document?.phase !== phase;
  const before: Told = {
    since: isMoved ? on : (since ?? on),
    ...(isNewPhase ? { phaseSince: on } : phaseSince && { phaseSince }),
    ...(agreementId && { agreementId }),
    ...(admission && { admission }),
    ...(completion && { completion }),
    ...(certificateOn && { certificateOn }),
    ...(closedOn && { closedOn }),
  };
  return { ...before, ...toldBy(event) };
}

function toldBy({ type, data }: CaseEvent): Partial<Told> {
  switch (type) {
    case 'RehabCaseOpened':
    case 'RehabCaseAdvanced':
      return under(data.provider);
    case 'InmateAdmittedToRehab': {
      const { decree, templateCode, plannedEndOn, decidedBy, provider } = data;
      return {
        ...under(provider),
        admission: { decree, templateCode, plannedEndOn, decidedBy, ...(provider && { provider }) },
      };
    }
    case 'RehabCompleted': {
      const { plannedSessions, attendedSessions, completedBy } = data;
      return { completion: { plannedSessions, attendedSessions, completedBy } };
    }
    case 'CertificateIssued':
      return { certificateOn: data.issuedOn };
    case 'RehabCaseClosed':
      return { closedOn: data.closedOn };
    case 'RehabCaseSetBack':
    case 'CounsellorAssigned':
    case 'RehabSuspended':
    case 'RehabResumed':
    case 'RehabPhaseChanged':
    case 'RehabDiscontinued':
    case 'RehabCaseExited':
    case 'RehabCaseReopened':
    case 'CertificateRevoked':
    case 'CaseSessionNoted':
    case 'CaseConsentNoted':
      return {};
  }
}

const under = (provider: Admitted['provider']): Partial<Told> =>
  provider?.agreementId === undefined ? {} : { agreementId: provider.agreementId };

/** The business day on which an event happened: what it says itself, otherwise the day of the occurrence. */
function dayOf({ type, data, metadata }: Projected<CaseEvent>): string {
  switch (type) {
    case 'RehabCaseOpened':
      return data.openedOn;
    case 'InmateAdmittedToRehab':
      return data.admittedOn;
    case 'CounsellorAssigned':
      return data.assignedOn;
    case 'RehabSuspended':
      return data.suspendedOn;
    case 'RehabResumed':
      return data.resumedOn;
    case 'RehabPhaseChanged':
      return data.changedOn;
    case 'RehabCompleted':
      return data.completedOn;
    case 'RehabDiscontinued':
      return data.discontinuedOn;
    case 'RehabCaseExited':
      return data.exitedOn;
    case 'RehabCaseClosed':
      return data.closedOn;
    case 'RehabCaseReopened':
      return data.reopenedOn;
    case 'CertificateIssued':
      return data.issuedOn;
    case 'CertificateRevoked':
      return data.revokedOn;
    case 'RehabCaseAdvanced':
    case 'RehabCaseSetBack':
    case 'CaseSessionNoted':
    case 'CaseConsentNoted':
      return dayIn(metadata.zone, metadata.occurredAt);
  }
}

/** The earliest of the sessions that are scheduled, of the deadline after a withdrawal, and of the planned end of a programme. */
function dueOf({ status, sessions, consent }: OpenedCase, { admission }: Told, zone: string): Due | undefined {
  if (!isOpen(status)) return undefined;
  const dues: Due[] = sessions.flatMap(({ standing, startsAt }) =>
    standing === 'SCHEDULED' && startsAt !== undefined ? [{ what: 'SESSION', on: dayIn(zone, startsAt) }] : [],
  );
  if (consent?.standing === 'WITHDRAWN' && consent.deadline !== undefined) {
    dues.push({ what: 'CONSENT_WITHDRAWN', on: dayIn(zone, consent.deadline.dueAt) });
  }
  if (admission !== undefined && RUNNING.includes(status))
    dues.push({ what: 'PLANNED_END', on: admission.plannedEndOn });
  return dues.sort((a, b) => (a.on < b.on ? -1 : 1))[0];
}

const RUNNING: readonly CaseStatus[] = ['ADMITTED', 'PLANNED', 'IN_PROGRAMME', 'SUSPENDED', 'EVALUATED'];
