import { type Asker, cited, type Entry, mustHaveHappened, mustNotBeAuthor, refuse, staffOf } from '#kernel';
import type { InmateEntry, InmateEventData } from '#contracts/custody/inmate.events';
import { mustHaveOneDestination } from './inmate.leaving.js';
import {
  type InmateCommand,
  inmateEntries,
  type InmateRecord,
  mustHold,
  mustKeep,
  refuseAnnulled,
  registered,
  type Rules,
} from './inmate.record.js';
import { identified, mustNumberInPeriod, numbered } from './inmate.registration.js';

type Correction = InmateEventData<'InmateEntryCorrected'>;
type Corrected = Correction extends infer C ? (C extends Correction ? Pick<C, 'entryType' | 'entry'> : never) : never;
type Correcting = Extract<InmateCommand, { type: 'CorrectInmateEntry' }>;
type Anew = { readonly [Name in keyof Correcting['data']]: Plain<NonNullable<Correcting['data'][Name]>> };
type Plain<T> = T extends object ? Pick<T, keyof T> : T;

export const decideCorrections: Rules<'CorrectInmateEntry' | 'AnnulInmateEntry'> = {
  CorrectInmateEntry: ({ data, ...asker }, record) => {
    mustBeThere(record, asker);
    const original = cited(record, data.of);
    const correction = corrected(record, original, data, asker);
    mustHold(inmateEntries.ifCorrected(record, data.of, correction.entry));
    return [{ type: 'InmateEntryCorrected', data: { of: data.of, reasonCode: data.reasonCode, ...correction } }];
  },

  AnnulInmateEntry: ({ data: { of, reasonCode }, ...asker }, record) => {
    mustBeThere(record, asker);
    const original = cited(record, of);
    if (ON_MERGING.some((type) => type === original.type)) {
      refuse('merge-not-annullable', 'A merge is undone by unmerging, not by annulling its entry.', 'R-1.4');
    }
    if (original.type === 'InmateTransferAccepted') {
      refuse('acceptance-not-annullable', 'A record that was taken over is given back by another transfer.', 'R-1.7');
    }
    mustNotBeAuthor(original, asker);
    if (record.valid.some((other) => restsOn(other, original))) {
      refuse('entry-in-use', 'Later entries rest on this one: annul those first.', 'D12');
    }
    return [{ type: 'InmateEntryAnnulled', data: { of, reasonCode, approvedBy: staffOf(asker.by) } }];
  },
};

const ON_MERGING: readonly InmateEntry['type'][] = [
  'InmateRecordsMerged',
  'InmateRecordsUnmerged',
  'InmateMarkedDuplicate',
  'InmateUnmarkedDuplicate',
];

function mustBeThere({ now }: InmateRecord, asker: Asker): void {
  if (now.status === 'absent') refuse('unknown-entry', 'This record has no entry with that id.', 'D12');
  if (now.status === 'annulled') refuseAnnulled();
  mustKeep(now, asker);
}

function corrected(
  record: InmateRecord,
  original: Entry<InmateEntry>,
  { registration, statusChange, move, transfer, acceptance, release }: Anew,
  { today, facts: { isKnownUnit } }: Pick<Correcting & Asker, 'today' | 'facts'>,
): Corrected {
  const told = [registration, statusChange, move, transfer, acceptance, release];
  if (told.filter((one) => one !== undefined).length !== 1) {
    refuse('one-entry-at-a-time', 'Say what the one cited entry should have said, and nothing else.', 'D12');
  }
  const otherType = (): never =>
    refuse('entry-of-other-type', 'The correction does not fit the entry that it cites.', 'D12');
  const { subject } = registered(record);
  switch (original.type) {
    case 'InmateRegistered': {
      const said = registration ?? otherType();
      mustHaveHappened(said.registeredOn, today);
      const entry = { subject, ...numbered(identified(said, today)), ...sourceOf(original.data) };
      return { entryType: original.type, entry };
    }
    case 'CustodyStatusChanged': {
      const said = statusChange ?? otherType();
      mustHaveHappened(said.changedOn, today);
      mustNumberInPeriod(said);
      return { entryType: original.type, entry: { subject, ...numbered(said), ...sourceOf(original.data) } };
    }
    case 'RoomMoved': {
      const said = move ?? otherType();
      mustHaveHappened(said.movedOn, today);
      return { entryType: original.type, entry: { subject, ...said } };
    }
    case 'InmateTransferred': {
      const said = transfer ?? otherType();
      mustHaveHappened(said.transferredOn, today);
      mustHaveOneDestination(said, original.metadata.unitId, isKnownUnit);
      const isAccepted = record.valid.some((other) => accepts(other, original));
      if (isAccepted && said.toUnitId !== original.data.toUnitId) {
        refuse('entry-in-use', 'The unit that it says accepted the transfer.', 'R-1.7');
      }
      return { entryType: original.type, entry: { subject, ...said } };
    }
    case 'InmateTransferAccepted': {
      const said = acceptance ?? otherType();
      mustHaveHappened(said.acceptedOn, today);
      const { transferId, fromUnitId, acceptedBy, caseIds } = original.data;
      return {
        entryType: original.type,
        entry: { subject, transferId, fromUnitId, acceptedBy, caseIds, ...numbered(said) },
      };
    }
    case 'InmateReleased': {
      const said = release ?? otherType();
      mustHaveHappened(said.releasedOn, today);
      return { entryType: original.type, entry: { subject, ...said } };
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
  return accepts(entry, other) || (entry.type === 'CustodyChangeAcknowledged' && entry.data.changeId === other.id);
}

const accepts = (entry: Entry<InmateEntry>, transfer: Entry<InmateEntry>): boolean =>
  entry.type === 'InmateTransferAccepted' && entry.data.transferId === transfer.id;
