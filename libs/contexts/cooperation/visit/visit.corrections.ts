import {
  type Asker,
  cited,
  type Decider,
  type Entry,
  mustHaveHappened,
  mustNotBeAhead,
  mustNotBeAuthor,
  refuse,
  staffOf,
  toStoredInstant,
} from '#kernel';
import type { VisitEntry, VisitEvent, VisitEventData } from '#contracts/cooperation/visit.events';
import { type Arrival, arrivalOf } from './visit.arrival.js';
import { dueAtEndOf, mustBeOfVisit } from './visit.follow-ups.js';
import { begun, findingsOf, mustHold, refuseAnnulled, visitEntries, type VisitRecord } from './visit.record.js';

type Correction = VisitEventData<'VisitEntryCorrected'>;
/** What the entry should have said, as data of its type. */
type Entered<C = Correction> = C extends Correction ? Pick<C, 'entryType' | 'entry'> : never;

/** What an entry should have said: the one that fits the type of the entry that `of` cites. */
export interface CorrectedVisitEntry {
  readonly of: string;
  readonly reasonCode: Correction['reasonCode'];
  readonly arrival?: Arrival & Pick<VisitEventData<'VisitStarted'>, 'purpose'>;
  readonly observation?: Omit<VisitEventData<'VisitObservationRecorded'>, 'observationId'>;
  readonly followUp?: Pick<VisitEventData<'FollowUpRaised'>, 'observationId' | 'owner' | 'dueOn' | 'text'>;
  readonly completion?: Pick<VisitEventData<'FollowUpCompleted'>, 'completedOn' | 'evidence'>;
  readonly conclusion?: Pick<VisitEventData<'VisitConcluded'>, 'departedAt'>;
}

export type CorrectionCommand =
  | { type: 'CorrectVisitEntry'; data: CorrectedVisitEntry }
  | { type: 'AnnulVisitEntry'; data: Pick<VisitEventData<'VisitEntryAnnulled'>, 'of' | 'reasonCode'> };

export const decideCorrections: Decider<VisitRecord, CorrectionCommand, VisitEvent>['decide'] = {
  CorrectVisitEntry: ({ data, ...asker }, record) => {
    mustBeThere(record);
    const original = cited(record, data.of);
    const said = corrected(record, original, data, asker);
    mustHold(visitEntries.ifCorrected(record, data.of, said.entry));
    return [{ type: 'VisitEntryCorrected', data: { of: data.of, reasonCode: data.reasonCode, ...said } }];
  },

  AnnulVisitEntry: ({ data: { of, reasonCode }, by, is }, record) => {
    mustBeThere(record);
    const original = cited(record, of);
    mustNotBeAuthor(original, { is });
    if (record.valid.some((other) => restsOn(other, original))) refuseInUse();
    mustHold(visitEntries.ifAnnulled(record, of));
    const { followUpId } = followUpOf(original);
    return [
      {
        type: 'VisitEntryAnnulled',
        data: { of, reasonCode, approvedBy: staffOf(by), stands: { ...(followUpId && { followUpId }) } },
      },
    ];
  },
};

function mustBeThere({ now }: VisitRecord): void {
  if (now.status === 'absent') refuse('unknown-entry', 'This record has no entry with that id.', 'D12');
  if (now.status === 'annulled') refuseAnnulled();
}

function corrected(
  record: VisitRecord,
  original: Entry<VisitEntry>,
  { arrival, observation, followUp, completion, conclusion }: CorrectedVisitEntry,
  asker: Asker,
): Entered {
  if ([arrival, observation, followUp, completion, conclusion].filter((told) => told !== undefined).length !== 1) {
    refuse('one-entry-at-a-time', 'Say what the one cited entry should have said, and nothing else.', 'D12');
  }
  const otherType = (): never =>
    refuse('entry-of-other-type', 'The correction does not fit the entry that it cites.', 'D12');
  switch (original.type) {
    case 'VisitStarted': {
      const { purpose, ...told } = arrival ?? otherType();
      const { announced, visitingUnitId } = original.data;
      return {
        entry: { announced, visitingUnitId, purpose, ...arrivalOf(told, asker) },
        entryType: 'VisitStarted',
      };
    }
    case 'VisitObservationRecorded': {
      const { observationId } = original.data;
      return {
        entry: { observationId, ...(observation ?? otherType()) },
        entryType: 'VisitObservationRecorded',
      };
    }
    case 'FollowUpRaised': {
      const told = followUp ?? otherType();
      const { followUpId, visitingUnitId } = original.data;
      mustBeOfVisit(begun(record.now), told.owner.unitId);
      const deadline = dueAtEndOf(begun(record.now), told.dueOn);
      return { entry: { followUpId, visitingUnitId, ...told, deadline }, entryType: 'FollowUpRaised' };
    }
    case 'FollowUpCompleted': {
      const told = completion ?? otherType();
      const { followUpId, completedBy } = original.data;
      mustHaveHappened(told.completedOn, asker.today);
      if (record.valid.some((other) => restsOn(other, original))) refuseInUse();
      return { entry: { followUpId, completedBy, ...told }, entryType: 'FollowUpCompleted' };
    }
    case 'VisitConcluded': {
      const departedAt = toStoredInstant((conclusion ?? otherType()).departedAt);
      const visit = begun(record.now);
      mustNotBeAhead(departedAt, asker.at, 'departure-in-future');
      const { announced, visitingUnitId } = original.data;
      const findings = findingsOf(visit);
      const followUpIds = visit.followUps.map(({ followUpId }) => followUpId);
      return {
        entry: { visitingUnitId, announced, departedAt, findings, followUpIds },
        entryType: 'VisitConcluded',
      };
    }
    case 'VisitAnnounced':
    case 'FollowUpExtended':
    case 'FollowUpVerified':
      return refuse('entry-not-correctable', 'Such an entry is annulled and told anew, not corrected.', 'D12');
  }
}

const refuseInUse = (): never => refuse('entry-in-use', 'Later entries rest on this one: annul those first.', 'D12');

const followUpOf = ({ data }: VisitEntry): { followUpId?: string } => ('followUpId' in data ? data : {});

/** Whether an entry would mean nothing without the other. */
function restsOn(entry: Entry<VisitEntry>, other: Entry<VisitEntry>): boolean {
  if (entry.id === other.id) return false;
  switch (other.type) {
    case 'VisitAnnounced':
      return true;
    case 'VisitStarted':
      return entry.type !== 'VisitAnnounced';
    case 'VisitObservationRecorded':
      return entry.type === 'FollowUpRaised' && entry.data.observationId === other.data.observationId;
    case 'FollowUpRaised':
      return followUpOf(entry).followUpId === other.data.followUpId;
    case 'FollowUpCompleted':
      return entry.type === 'FollowUpVerified' && entry.data.followUpId === other.data.followUpId;
    case 'FollowUpExtended':
    case 'FollowUpVerified':
    case 'VisitConcluded':
      return false;
  }
}
