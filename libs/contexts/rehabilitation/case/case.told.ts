import { copySeals, happened, type JsonObject, type Projected, type Seal } from '#kernel';
import type { CaseEvent, CaseEventData } from '#contracts/rehabilitation/case.events';
import type { CaseStatus } from '#contracts/rehabilitation/codes';
import type { OpenedCase } from './case.state.js';

/** What is sealed stays so: who may read it has it opened. */
export interface Sealed {
  readonly subject: string;
  readonly sealed: readonly Seal[];
  /** Classes whose key is destroyed, said once it is opened. */
  readonly gone?: readonly string[];
}

type Admitted = CaseEventData<'InmateAdmittedToRehab'>;
type Issued = CaseEventData<'CertificateIssued'>;

export type ToldAdmission = Sealed &
  Pick<Admitted, 'decreeDate' | 'templateCode' | 'plannedEndOn' | 'decidedBy' | 'provider'>;
export type ToldCertificate = Sealed &
  Pick<Issued, 'templateId' | 'templateCode' | 'documentSha256' | 'issuedOn'> & {
    readonly certificateId: string;
    readonly revokedOn?: string;
  };

/** What else than its state is read of a case. */
export interface Told {
  /** The day on which it came to its status, and to its phase. */
  readonly since: string;
  readonly phaseSince?: string;
  /** Since when it had been where each of its milestones found it, the latest last. */
  readonly sinceBefore: readonly string[];
  readonly agreementId?: string;
  readonly admission?: ToldAdmission;
  readonly completion?: Pick<CaseEventData<'RehabCompleted'>, 'plannedSessions' | 'attendedSessions' | 'completedBy'>;
  readonly certificates: readonly ToldCertificate[];
  readonly closedOn?: string;
}

/** What is told of a case after an event, with what was told before; `now` is its state after it. */
export function toldAfter(
  before: (Told & { readonly status: CaseStatus; readonly phase?: string; readonly state: OpenedCase }) | null,
  event: Projected<CaseEvent>,
  now: OpenedCase,
): Told {
  const { on } = happened(event);
  const { phaseSince, agreementId, admission, completion, certificates = [], closedOn }: Partial<Told> = before ?? {};
  const isNewPhase = before?.phase !== now.phase;
  return {
    ...sinceAfter(before, event, now),
    ...(isNewPhase ? { phaseSince: on } : phaseSince && { phaseSince }),
    ...(agreementId && { agreementId }),
    ...(admission && { admission }),
    ...(completion && { completion }),
    certificates,
    ...(closedOn && { closedOn }),
    ...toldBy(event, certificates),
  };
}

type Waiting = Pick<Told, 'since' | 'sinceBefore'>;

/** A milestone moves the day when it leads to another status or to this one anew, also when it is corrected; set back, it is as before. */
function sinceAfter(
  before: (Waiting & { readonly status: CaseStatus; readonly state: OpenedCase }) | null,
  event: Projected<CaseEvent>,
  now: OpenedCase,
): Waiting {
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

function toldBy(
  { id: certificateId, type, data }: Projected<CaseEvent>,
  certificates: readonly ToldCertificate[],
): Partial<Told> {
  switch (type) {
    case 'RehabCaseOpened':
    case 'RehabCaseAdvanced':
      return under(data.provider);
    case 'InmateAdmittedToRehab': {
      const { subject, decreeDate, templateCode, plannedEndOn, decidedBy, provider } = data;
      const admission = { subject, decreeDate, templateCode, plannedEndOn, decidedBy, ...(provider && { provider }) };
      return { ...under(provider), admission: { ...admission, sealed: identityOf(data) } };
    }
    case 'RehabCompleted': {
      const { plannedSessions, attendedSessions, completedBy } = data;
      return { completion: { plannedSessions, attendedSessions, completedBy } };
    }
    case 'CertificateIssued': {
      const { subject, templateId, templateCode, documentSha256, issuedOn } = data;
      const issued = { certificateId, subject, templateId, templateCode, documentSha256, issuedOn };
      return { certificates: [...certificates, { ...issued, sealed: identityOf(data) }] };
    }
    case 'CertificateRevoked': {
      const { revokedOn } = data;
      const isIt = (one: ToldCertificate): boolean => one.certificateId === data.certificateId;
      return { certificates: certificates.map((one) => (isIt(one) ? { ...one, revokedOn } : one)) };
    }
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
    case 'CaseSessionNoted':
    case 'CaseConsentNoted':
    case 'CaseTransferNoted':
    case 'RehabCaseTakenOver':
      return {};
  }
}

const under = (provider: Admitted['provider']): Partial<Told> =>
  provider?.agreementId === undefined ? {} : { agreementId: provider.agreementId };

/** Numbers only: what is typed of an admission besides is not read in lists. */
const identityOf = (data: object): readonly Seal[] => copySeals(data as JsonObject).filter(({ c }) => c === 'identity');
