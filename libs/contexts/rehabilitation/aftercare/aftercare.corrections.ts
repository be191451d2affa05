import { type Asker, cited, type Decider, type Entry, mustNotBeAuthor, refuse } from '#kernel';
import {
  AftercareCompleted,
  AftercareContactRecorded,
  type AftercareEntry,
  type AftercareEvent,
  type AftercareEventData,
} from '#contracts/rehabilitation/aftercare.events';
import { mustBeLatestStep, prepared } from '../record.rules.js';
import { completed, contacted } from './aftercare.care.js';
import type { ServiceFacts } from './aftercare.facts.js';
import { aftercareEntries, type AftercareRecord, begun, mustHold } from './aftercare.record.js';

type Correction = AftercareEventData<'AftercareEntryCorrected'>;

/** What an entry should have said: the one that fits the type of the entry that `of` cites. */
export interface CorrectedAftercareEntry {
  readonly of: string;
  readonly reasonCode: Correction['reasonCode'];
  readonly contact?: Pick<AftercareEventData<'AftercareContactRecorded'>, 'contactedOn' | 'mode' | 'outcome' | 'note'>;
  readonly completion?: Pick<AftercareEventData<'AftercareCompleted'>, 'completedOn' | 'outcome'>;
}

export type CorrectionCommand =
  | { readonly type: 'CorrectAftercareEntry'; readonly data: CorrectedAftercareEntry; readonly facts?: ServiceFacts }
  | {
      readonly type: 'AnnulAftercareEntry';
      readonly data: Pick<AftercareEventData<'AftercareEntryAnnulled'>, 'of' | 'reasonCode'>;
      readonly facts?: Pick<ServiceFacts, 'case'>;
    };

export const decideCorrections: Decider<AftercareRecord, CorrectionCommand, AftercareEvent>['decide'] = {
  CorrectAftercareEntry: ({ data, facts, ...asker }, record) => {
    mustBeThere(record);
    const original = cited(record, data.of);
    const { entry, entryVersion } = corrected(record, original, data, prepared(facts), asker);
    const { of, reasonCode } = data;
    return [{ type: 'AftercareEntryCorrected', data: { of, reasonCode, entry, entryVersion } }];
  },

  AnnulAftercareEntry: ({ data: { of, reasonCode }, facts, by }, record) => {
    mustBeThere(record);
    const original = cited(record, of);
    mustNotBeAuthor(original, by.id);
    if (record.valid.some((other) => restsOn(other, original))) {
      refuse('entry-in-use', 'Later entries rest on this one: annul those first.', 'D12');
    }
    if (original.type === 'AftercarePlanned') mustBeLatestStep(prepared(facts).case, of);
    mustHold(aftercareEntries.ifAnnulled(record, of));
    return [{ type: 'AftercareEntryAnnulled', data: { of, reasonCode, approvedBy: by.id } }];
  },
};

function mustBeThere({ now }: AftercareRecord): void {
  if (now.status === 'absent') refuse('unknown-entry', 'This record has no entry with that id.', 'D12');
  begun(now);
}

function corrected(
  { now }: AftercareRecord,
  original: Entry<AftercareEntry>,
  { contact, completion }: CorrectedAftercareEntry,
  facts: ServiceFacts,
  { today }: Asker,
): Pick<Correction, 'entry' | 'entryVersion'> {
  if ((contact === undefined) === (completion === undefined)) {
    refuse('one-entry-at-a-time', 'Say what the one cited entry should have said, and nothing else.', 'D12');
  }
  const otherType = (): never =>
    refuse('entry-of-other-type', 'The correction does not fit the entry that it cites.', 'D12');
  switch (original.type) {
    case 'AftercareContactRecorded': {
      const told = contact ?? otherType();
      const entry = contacted(begun(now), told, original.data.contactedBy, facts, today);
      return { entry, entryVersion: AftercareContactRecorded.v };
    }
    case 'AftercareCompleted': {
      const entry = completed(begun(now), completion ?? otherType(), original.data.completedBy, today);
      return { entry, entryVersion: AftercareCompleted.v };
    }
    case 'AftercarePlanned':
    case 'AftercareReferred':
    case 'ReferralAccepted':
    case 'ReferralRejected':
    case 'ReferralRevoked':
      return refuse('entry-not-correctable', 'Such an entry is annulled and told anew, not corrected.', 'D12');
  }
}

/** Whether an entry would mean nothing without the other. */
function restsOn(entry: Entry<AftercareEntry>, other: Entry<AftercareEntry>): boolean {
  if (entry.id === other.id) return false;
  switch (other.type) {
    case 'AftercarePlanned':
      return true;
    case 'AftercareContactRecorded':
      return entry.type === 'AftercareCompleted';
    case 'AftercareReferred':
      return 'referralId' in entry.data && entry.data.referralId === other.data.referralId;
    case 'ReferralAccepted':
      return entry.type === 'AftercareContactRecorded' && entry.metadata.actor.unitId === other.data.toUnitId;
    case 'ReferralRejected':
    case 'ReferralRevoked':
    case 'AftercareCompleted':
      return false;
  }
}
