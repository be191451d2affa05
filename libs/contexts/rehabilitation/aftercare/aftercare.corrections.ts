import { type Asker, cited, type Decider, type Entry, mustNotBeAuthor, refuse, staffOf, unitOfActor } from '#kernel';
import type { AftercareEntry, AftercareEvent, AftercareEventData } from '#contracts/rehabilitation/aftercare.events';
import { mustBeLatestStep, prepared, type Said } from '../record.rules.js';
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
    const told = corrected(record, original, data, prepared(facts), asker);
    const { of, reasonCode } = data;
    return [{ type: 'AftercareEntryCorrected', data: { of, reasonCode, ...told } }];
  },

  AnnulAftercareEntry: ({ data: { of, reasonCode }, facts, by, is }, record) => {
    mustBeThere(record);
    const original = cited(record, of);
    if (original.type === 'AftercareTakenOver') {
      refuse('entry-not-annullable', 'That a record was taken over is not annulled.', 'D12');
    }
    mustNotBeAuthor(original, { is });
    if (record.valid.some((other) => restsOn(other, original))) {
      refuse('entry-in-use', 'Later entries rest on this one: annul those first.', 'D12');
    }
    if (original.type === 'AftercarePlanned') mustBeLatestStep(prepared(facts).case, of);
    mustHold(aftercareEntries.ifAnnulled(record, of));
    return [{ type: 'AftercareEntryAnnulled', data: { of, reasonCode, approvedBy: staffOf(by) } }];
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
): Said<Correction> {
  if ((contact === undefined) === (completion === undefined)) {
    refuse('one-entry-at-a-time', 'Say what the one cited entry should have said, and nothing else.', 'D12');
  }
  const otherType = (): never =>
    refuse('entry-of-other-type', 'The correction does not fit the entry that it cites.', 'D12');
  switch (original.type) {
    case 'AftercareContactRecorded': {
      const told = contact ?? otherType();
      const entry = contacted(begun(now), told, original.data.contactedBy, facts, today);
      return { entryType: original.type, entry };
    }
    case 'AftercareCompleted': {
      const entry = completed(begun(now), completion ?? otherType(), original.data.completedBy, today);
      return { entryType: original.type, entry };
    }
    case 'AftercarePlanned':
    case 'AftercareReferred':
    case 'ReferralAccepted':
    case 'ReferralRejected':
    case 'ReferralRevoked':
    case 'AftercareTakenOver':
      return refuse('entry-not-correctable', 'Such an entry is annulled and told anew, not corrected.', 'D12');
  }
}

/** Whether an entry would mean nothing without the other. */
function restsOn(entry: Entry<AftercareEntry>, other: Entry<AftercareEntry>): boolean {
  if (entry.id === other.id) return false;
  switch (other.type) {
    case 'AftercarePlanned':
      return entry.type !== 'AftercareTakenOver';
    case 'AftercareContactRecorded':
      return entry.type === 'AftercareCompleted';
    case 'AftercareReferred':
      return 'referralId' in entry.data && entry.data.referralId === other.data.referralId;
    case 'ReferralAccepted':
      return entry.type === 'AftercareContactRecorded' && unitOfActor(entry.metadata.actor) === other.data.toUnitId;
    case 'ReferralRejected':
    case 'ReferralRevoked':
    case 'AftercareCompleted':
    case 'AftercareTakenOver':
      return false;
  }
}
