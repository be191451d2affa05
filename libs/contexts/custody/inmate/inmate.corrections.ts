import { type Asker, cited, type Decider, type Entry, mustHaveHappened, mustNotBeAuthor, refuse } from '#kernel';
import {
  CustodyStatusChanged,
  type InmateEntry,
  InmateRegistered,
  InmateReleased,
  InmateTransferred,
  type InmateEvent,
  type InmateEventData,
  RoomMoved,
} from '#contracts/custody/inmate.events';
import { mustHaveOneDestination } from './inmate.leaving.js';
import { inmateEntries, type InmateRecord, mustHold, refuseAnnulled, registered } from './inmate.record.js';
import { mustNumberInPeriod, type Registration } from './inmate.registration.js';

type Correction = InmateEventData<'InmateEntryCorrected'>;
type Told<T extends InmateEvent['type']> = Omit<InmateEventData<T>, 'subject' | 'sourceRef'>;

/** What an entry should have said, all of it: the one that fits the type of the entry that `of` cites. */
export interface CorrectedInmateEntry {
  readonly of: string;
  readonly reasonCode: Correction['reasonCode'];
  readonly registration?: Omit<Registration, 'sourceRef'>;
  readonly statusChange?: Told<'CustodyStatusChanged'>;
  readonly move?: Told<'RoomMoved'>;
  readonly transfer?: Told<'InmateTransferred'>;
  readonly release?: Told<'InmateReleased'>;
}

export type CorrectionCommand =
  /** `isKnownUnit` is whether the register of units has the unit that a transfer goes to. */
  | { type: 'CorrectInmateEntry'; data: CorrectedInmateEntry; isKnownUnit?: boolean }
  | { type: 'AnnulInmateEntry'; data: Pick<InmateEventData<'InmateEntryAnnulled'>, 'of' | 'reasonCode'> };

export const decideCorrections: Decider<InmateRecord, CorrectionCommand, InmateEvent>['decide'] = {
  CorrectInmateEntry: ({ data, ...asker }, record) => {
    mustBeThere(record);
    const original = cited(record, data.of);
    const { entry, entryVersion } = corrected(record, original, data, asker);
    mustHold(inmateEntries.ifCorrected(record, data.of, entry));
    return [{ type: 'InmateEntryCorrected', data: { of: data.of, reasonCode: data.reasonCode, entry, entryVersion } }];
  },

  AnnulInmateEntry: ({ data: { of, reasonCode }, by }, record) => {
    mustBeThere(record);
    const original = cited(record, of);
    if (ON_MERGING.some((type) => type === original.type)) {
      refuse('merge-not-annullable', 'A merge is undone by unmerging, not by annulling its entry.', 'R-1.4');
    }
    mustNotBeAuthor(original, by.id);
    if (record.valid.some((other) => restsOn(other, original))) {
      refuse('entry-in-use', 'Later entries rest on this one: annul those first.', 'D12');
    }
    return [{ type: 'InmateEntryAnnulled', data: { of, reasonCode, approvedBy: by.id } }];
  },
};

const ON_MERGING: readonly InmateEntry['type'][] = [
  'InmateRecordsMerged',
  'InmateRecordsUnmerged',
  'InmateMarkedDuplicate',
  'InmateUnmarkedDuplicate',
];

function mustBeThere({ now }: InmateRecord): void {
  if (now.status === 'absent') refuse('unknown-entry', 'This record has no entry with that id.', 'D12');
  if (now.status === 'annulled') refuseAnnulled();
}

function corrected(
  record: InmateRecord,
  original: Entry<InmateEntry>,
  { registration, statusChange, move, transfer, release }: CorrectedInmateEntry,
  { today, isKnownUnit }: Asker & { readonly isKnownUnit?: boolean },
): { entry: Correction['entry']; entryVersion: number } {
  if ([registration, statusChange, move, transfer, release].filter((told) => told !== undefined).length !== 1) {
    refuse('one-entry-at-a-time', 'Say what the one cited entry should have said, and nothing else.', 'D12');
  }
  const otherType = (): never =>
    refuse('entry-of-other-type', 'The correction does not fit the entry that it cites.', 'D12');
  const { subject, unitId } = registered(record);
  switch (original.type) {
    case 'InmateRegistered': {
      const told = registration ?? otherType();
      mustHaveHappened(told.registeredOn, today);
      return { entry: { subject, ...told, ...sourceOf(original.data) }, entryVersion: InmateRegistered.v };
    }
    case 'CustodyStatusChanged': {
      const told = statusChange ?? otherType();
      mustHaveHappened(told.changedOn, today);
      mustNumberInPeriod(told);
      return { entry: { subject, ...told, ...sourceOf(original.data) }, entryVersion: CustodyStatusChanged.v };
    }
    case 'RoomMoved': {
      const told = move ?? otherType();
      mustHaveHappened(told.movedOn, today);
      return { entry: { subject, ...told }, entryVersion: RoomMoved.v };
    }
    case 'InmateTransferred': {
      const told = transfer ?? otherType();
      mustHaveHappened(told.transferredOn, today);
      mustHaveOneDestination(told, unitId, isKnownUnit);
      return { entry: { subject, ...told }, entryVersion: InmateTransferred.v };
    }
    case 'InmateReleased': {
      const told = release ?? otherType();
      mustHaveHappened(told.releasedOn, today);
      return { entry: { subject, ...told }, entryVersion: InmateReleased.v };
    }
    case 'InmateRecordsMerged':
    case 'InmateRecordsUnmerged':
    case 'InmateMarkedDuplicate':
    case 'InmateUnmarkedDuplicate':
    case 'CustodyFactImported':
    case 'CustodyChangeAcknowledged':
      return refuse('entry-not-correctable', 'Such an entry is annulled and told anew, not corrected.', 'D12');
  }
}

const sourceOf = ({ sourceRef }: Pick<InmateEventData<'InmateRegistered'>, 'sourceRef'>) => ({
  ...(sourceRef && { sourceRef }),
});

/** Whether an entry would mean nothing without the other. */
function restsOn(entry: Entry<InmateEntry>, other: Entry<InmateEntry>): boolean {
  if (entry.id === other.id) return false;
  if (other.type === 'InmateRegistered') return true;
  return entry.type === 'CustodyChangeAcknowledged' && entry.data.changeId === other.id;
}
