import { type AnyEvent, copySeals, dayIn, happened, type JsonObject, type Projected, type Seal } from '#kernel';
import type { CaseEvent, CaseEventData } from '#contracts/rehabilitation/case.events';
import type { CaseStatus } from '#contracts/rehabilitation/codes';
import type { Scoped } from '#platform/projections';
import { type CaseState, evolveCase, type OpenedCase, unitsOfCase } from './case.record.js';
import { isOpen } from './case.course.js';

/** What is sealed stays so: who may read it has it opened. */
export interface Sealed {
  readonly subject: string;
  readonly sealed: readonly Seal[];
  /** Classes whose key is destroyed, said once it is opened. */
  readonly gone?: readonly string[];
}

type Admitted = CaseEventData<'InmateAdmittedToRehab'>;
type Issued = CaseEventData<'CertificateIssued'>;

export type NotedAdmission = Sealed &
  Pick<Admitted, 'decreeDate' | 'templateCode' | 'plannedEndOn' | 'decidedBy' | 'provider'>;
export type NotedCertificate = Sealed &
  Pick<Issued, 'templateId' | 'templateCode' | 'documentSha256' | 'issuedOn'> & {
    readonly certificateId: string;
    readonly revokedOn?: string;
  };

/** What else than its state is read of a case. */
export interface Input {
  /** The day on which it came to its status, and to its phase. */
  readonly since: string;
  readonly phaseSince?: string;
  /** Since when it had been where each of its milestones found it, the latest last. */
  readonly sinceBefore: readonly string[];
  readonly agreementId?: string;
  readonly admission?: NotedAdmission;
  readonly completion?: Pick<CaseEventData<'RehabCompleted'>, 'plannedSessions' | 'attendedSessions' | 'completedBy'>;
  readonly certificates: readonly NotedCertificate[];
  readonly closedOn?: string;
}

/** What a case waits for next, and until which day. */
interface Due {
  readonly what: 'SESSION' | 'CONSENT_WITHDRAWN' | 'PLANNED_END';
  readonly on: string;
}

export interface CaseDocument extends Scoped, Input {
  readonly caseId: string;
  readonly unitId: string;
  /** That of the unit. */
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

export function caseAfter(document: CaseDocument | null, event: Projected<CaseEvent>, caseId: string): CaseDocument {
  const state = stateAfter(document, event);
  const said = saidAfter(document, event, state);
  const zone = zoneAfter(document, event);
  const nextDue = dueOf(state, said, zone);
  const { status, unitId, riskBand, counsellor, phase } = state;
  return {
    ...said,
    caseId,
    unitId,
    zone,
    units: unitsOfCase(state),
    status,
    open: isOpen(status),
    ...(riskBand && { riskBand }),
    ...(counsellor && { counsellorId: counsellor.staffId }),
    ...(phase && { phase }),
    ...(nextDue && { nextDue, nextDueOn: nextDue.on }),
    state,
    revision: event.revision,
  };
}

function stateAfter(document: CaseDocument | null, event: Projected<CaseEvent>): OpenedCase {
  const fold = evolveCase[event.type] as (state: CaseState, event: Projected<AnyEvent>) => CaseState;
  const state = fold(document?.state ?? { status: 'none' }, event);
  if (state.status === 'none') throw new Error('A case begins with its opening.');
  return state;
}

/** Reactions carry the zone of what they follow from: the unit's own is known from whoever opens the case or takes it over. */
const zoneAfter = (document: CaseDocument | null, { type, metadata: { zone } }: Projected<CaseEvent>): string =>
  document === null || type === 'RehabCaseTakenOver' ? zone : document.zone;

/** The earliest of the sessions that are scheduled, of the deadline after a withdrawal, and of the planned end of a programme. */
function dueOf({ status, sessions, consent }: OpenedCase, { admission }: Input, zone: string): Due | undefined {
  if (!isOpen(status)) return undefined;
  const dues: Due[] = sessions.flatMap(({ status, startsAt }) =>
    status === 'SCHEDULED' && startsAt !== undefined ? [{ what: 'SESSION', on: dayIn(zone, startsAt) }] : [],
  );
  if (consent?.status === 'WITHDRAWN' && consent.deadline !== undefined) {
    dues.push({ what: 'CONSENT_WITHDRAWN', on: dayIn(zone, consent.deadline.dueAt) });
  }
  if (admission !== undefined && RUNNING.includes(status))
    dues.push({ what: 'PLANNED_END', on: admission.plannedEndOn });
  return dues.sort((a, b) => (a.on < b.on ? -1 : 1))[0];
}

const RUNNING: readonly CaseStatus[] = ['ADMITTED', 'PLANNED', 'IN_PROGRAMME', 'SUSPENDED', 'EVALUATED'];

/** What is known of a case after an event, with what was known before; `now` is its state after it. */
function saidAfter(before: CaseDocument | null, event: Projected<CaseEvent>, now: OpenedCase): Input {
  const { phaseSince, agreementId, admission, completion, certificates = [], closedOn }: Partial<Input> = before ?? {};
  const since = before?.phase === now.phase ? phaseSince : happened(event).on;
  return {
    ...sinceAfter(before, event, now),
    ...(since && { phaseSince: since }),
    ...(agreementId && { agreementId }),
    ...(admission && { admission }),
    ...(completion && { completion }),
    certificates,
    ...(closedOn && { closedOn }),
    ...saidBy(event, certificates),
  };
}

/** A milestone moves the day when it leads to another status or to this one anew, also when it is corrected; set back, it is as before. */
function sinceAfter(
  before: CaseDocument | null,
  event: Projected<CaseEvent>,
  now: OpenedCase,
): Pick<Input, 'since' | 'sinceBefore'> {
  const { on } = happened(event);
  if (before === null) return { since: on, sinceBefore: [] };
  const { since, sinceBefore, status, state } = before;
  if (event.type === 'RehabCaseSetBack') {
    return { since: sinceBefore.at(-1) ?? since, sinceBefore: sinceBefore.slice(0, -1) };
  }
  if (event.type !== 'RehabCaseAdvanced') {
    return { since: status === now.status ? since : on, sinceBefore: now.advances.length === 0 ? [] : sinceBefore };
  }
  const { milestone, by } = event.data;
  const isNew = state.advances.at(-1)?.by !== by;
  const hasMoved = now.advances.at(-1)?.from !== now.status || milestone === now.status;
  return { since: hasMoved ? on : since, sinceBefore: isNew ? [...sinceBefore, since] : sinceBefore };
}

const saidBy = (event: Projected<CaseEvent>, certificates: readonly NotedCertificate[]): Partial<Input> =>
  (SAYING[event.type] as SayingOf<CaseEvent> | undefined)?.(event, certificates) ?? {};

type SayingOf<E extends CaseEvent> = (event: Projected<E>, certificates: readonly NotedCertificate[]) => Partial<Input>;
const SAYING: { readonly [T in CaseEvent['type']]?: SayingOf<Extract<CaseEvent, { type: T }>> } = {
  RehabCaseOpened: ({ data }) => under(data.provider),
  RehabCaseAdvanced: ({ data }) => under(data.provider),
  InmateAdmittedToRehab: ({ data }) => {
    const { subject, decreeDate, templateCode, plannedEndOn, decidedBy, provider } = data;
    const admission = { subject, decreeDate, templateCode, plannedEndOn, decidedBy, ...(provider && { provider }) };
    return { ...under(provider), admission: { ...admission, sealed: identityOf(data) } };
  },
  RehabCompleted: ({ data: { plannedSessions, attendedSessions, completedBy } }) => ({
    completion: { plannedSessions, attendedSessions, completedBy },
  }),
  CertificateIssued: ({ id: certificateId, data }, certificates) => {
    const { subject, templateId, templateCode, documentSha256, issuedOn } = data;
    const issued = { certificateId, subject, templateId, templateCode, documentSha256, issuedOn };
    return { certificates: [...certificates, { ...issued, sealed: identityOf(data) }] };
  },
  CertificateRevoked: ({ data: { certificateId, revokedOn } }, certificates) => ({
    certificates: certificates.map((one) => (one.certificateId === certificateId ? { ...one, revokedOn } : one)),
  }),
  RehabCaseClosed: ({ data: { closedOn } }) => ({ closedOn }),
};

const under = (provider: Admitted['provider']): Partial<Input> =>
  provider?.agreementId === undefined ? {} : { agreementId: provider.agreementId };

/** Numbers only: what is typed of an admission besides is not read in lists. */
const identityOf = (data: object): readonly Seal[] => copySeals(data as JsonObject).filter(({ c }) => c === 'identity');
