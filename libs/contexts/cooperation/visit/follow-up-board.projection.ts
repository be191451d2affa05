import { happened, id, kept, type KeptEntry, type Projected, type Projection, saidNow, uuidOf } from '#kernel';
import {
  FollowUpCompleted,
  FollowUpExtended,
  FollowUpRaised,
  FollowUpVerified,
  VisitEntryAnnulled,
  VisitEntryCorrected,
  type VisitEvent,
} from '#contracts/cooperation/visit.events';
import type { Scoped } from '#platform/projections';

export const FOLLOW_UP_STATUSES = ['OPEN', 'COMPLETED', 'VERIFIED', 'ANNULLED'] as const;

/** One follow-up as it is known now, and its entries as they were told. Whether it is late is a matter of the day. */
export interface FollowUpDocument extends Scoped {
  readonly id: string;
  readonly visitId: string;
  readonly followUpId: string;
  readonly unitId: string;
  readonly visitingUnitId: string;
  readonly status: (typeof FOLLOW_UP_STATUSES)[number];
  readonly ownerId: string;
  readonly ownerUnitId: string;
  readonly observationId?: string;
  readonly raisedOn: string;
  readonly dueOn: string;
  readonly dueAt: string;
  readonly completedOn?: string;
  readonly completedBy?: string;
  readonly verifiedOn?: string;
  readonly verifiedBy?: string;
  readonly entries: readonly KeptEntry[];
}

type FollowUpEvent = Extract<
  VisitEvent,
  {
    type:
      | 'FollowUpRaised'
      | 'FollowUpCompleted'
      | 'FollowUpExtended'
      | 'FollowUpVerified'
      | 'VisitEntryCorrected'
      | 'VisitEntryAnnulled';
  }
>;

export const followUpBoard: Projection<FollowUpDocument, FollowUpEvent> = {
  name: 'follow-up-board',
  version: 1,
  events: [
    FollowUpRaised,
    FollowUpCompleted,
    FollowUpExtended,
    FollowUpVerified,
    VisitEntryCorrected,
    VisitEntryAnnulled,
  ],
  indexes: [
    ['units', 'dueOn'],
    ['units', 'status', 'dueOn'],
    ['units', 'ownerId', 'dueOn'],
    ['units', 'ownerUnitId', 'dueOn'],
  ],
  documents: (event) => {
    const followUpId = followUpIn(event);
    return followUpId === undefined ? [] : [followUpKey(uuidOf(event.stream), followUpId)];
  },
  fold: (document, event, key) => {
    const entries = kept(document?.entries ?? [], event);
    return { ...raisedBy(document, event, key), ...knownNow(entries), entries };
  },
};

/** A follow-up's id among all: its own is chosen by the client and unique in its visit only. */
export const followUpKey = (visitId: string, followUpId: string): string => id('follow-up', visitId, followUpId);

function followUpIn({ type, data }: FollowUpEvent): string | undefined {
  if (type === 'VisitEntryAnnulled') return data.stands.followUpId;
  if (type !== 'VisitEntryCorrected') return data.followUpId;
  const isOfFollowUp = data.entryType === 'FollowUpRaised' || data.entryType === 'FollowUpCompleted';
  return isOfFollowUp ? data.entry.followUpId : undefined;
}

type Known = Pick<
  FollowUpDocument,
  'completedOn' | 'completedBy' | 'verifiedOn' | 'verifiedBy' | 'observationId' | 'entries'
>;
type Raised = Omit<FollowUpDocument, keyof Known>;

/** What stays known of a follow-up even when it was annulled. */
function raisedBy(document: FollowUpDocument | null, event: Projected<FollowUpEvent>, key: string): Raised {
  if (document !== null) {
    const { visitId, followUpId, unitId, visitingUnitId, units } = document;
    const { status, ownerId, ownerUnitId, raisedOn, dueOn, dueAt } = document;
    const parties = { visitId, followUpId, unitId, visitingUnitId, units };
    return { id: key, ...parties, status, ownerId, ownerUnitId, raisedOn, dueOn, dueAt };
  }
  if (event.type !== 'FollowUpRaised') throw new Error('A follow-up begins with being raised.');
  const { followUpId, visitingUnitId, owner, dueOn, deadline } = event.data;
  const { unitId } = event.metadata;
  return {
    id: key,
    visitId: uuidOf(event.stream),
    followUpId,
    unitId,
    visitingUnitId,
    units: [unitId, visitingUnitId],
    status: 'OPEN',
    ownerId: owner.staffId,
    ownerUnitId: owner.unitId,
    raisedOn: happened(event).on,
    dueOn,
    dueAt: deadline.dueAt,
  };
}

function knownNow(entries: readonly KeptEntry[]): Omit<Known, 'entries'> & Partial<Raised> {
  const [raised] = saidNow<VisitEvent, 'FollowUpRaised'>(entries, 'FollowUpRaised');
  if (raised === undefined) return { status: 'ANNULLED' };
  const extension = saidNow<VisitEvent, 'FollowUpExtended'>(entries, 'FollowUpExtended').at(-1);
  const [completion] = saidNow<VisitEvent, 'FollowUpCompleted'>(entries, 'FollowUpCompleted');
  const [verification] = saidNow<VisitEvent, 'FollowUpVerified'>(entries, 'FollowUpVerified');
  const { dueOn, deadline } = extension ?? raised;
  return {
    status: verification ? 'VERIFIED' : completion ? 'COMPLETED' : 'OPEN',
    ownerId: raised.owner.staffId,
    ownerUnitId: raised.owner.unitId,
    ...(raised.observationId && { observationId: raised.observationId }),
    dueOn,
    dueAt: deadline.dueAt,
    ...(completion && { completedOn: completion.completedOn, completedBy: completion.completedBy }),
    ...(verification && { verifiedOn: verification.verifiedOn, verifiedBy: verification.verifiedBy }),
  };
}
