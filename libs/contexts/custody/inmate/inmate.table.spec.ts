import { everyCommand } from '#kernel/table-for-specs';
import { inmate } from './inmate.decider.js';
import {
  acceptance,
  accepted,
  annulledRegistration,
  caseId,
  change,
  entry,
  facts,
  given,
  karutan,
  marked,
  merged,
  move,
  other,
  otherId,
  otherRegistered,
  type Past,
  receiver,
  registered,
  registration,
  release,
  released,
  sourceRef,
  subject,
  transfer,
  transferred,
} from './inmate-for-specs.js';
import type { InmateCommand } from './inmate.record.js';

const histories = {
  absent: [],
  present: [registered],
  transferred: [registered, transferred],
  accepted: [
    registered,
    { ...transferred, data: { ...transferred.data, transferredOn: '2024-12-03' } } as Past,
    { ...accepted, data: { ...accepted.data, acceptedOn: '2024-12-04' } } as Past,
  ],
  released: [registered, released],
  survivor: [registered, merged],
  duplicate: [registered, marked],
  annulled: [registered, annulledRegistration],
};
type Column = keyof typeof histories;
const columns = Object.keys(histories) as Column[];

const commands: { readonly [T in InmateCommand['type']]: Extract<InmateCommand, { type: T }> } = {
  RegisterInmate: { type: 'RegisterInmate', data: registration, facts: { subject } },
  ChangeCustodyStatus: { type: 'ChangeCustodyStatus', data: change },
  MoveRoom: { type: 'MoveRoom', data: move },
  ImportCustodyFact: { type: 'ImportCustodyFact', data: { name: 'Satu Lain', sourceRef } },
  TransferInmate: { type: 'TransferInmate', data: transfer, facts: { isKnownUnit: true } },
  AcceptTransfer: { type: 'AcceptTransfer', data: acceptance, facts: { caseIds: [caseId] } },
  ReleaseInmate: { type: 'ReleaseInmate', data: release },
  AcknowledgeCustodyChange: {
    type: 'AcknowledgeCustodyChange',
    data: { changeId: entry.released, caseId, handling: 'CASE_EXITS' },
    facts: { isTheirs: true },
  },
  MergeDuplicate: {
    type: 'MergeDuplicate',
    data: { duplicateId: otherId, reasonCode: 'SAME_FINGERPRINT' },
    facts: { duplicate: other(otherRegistered) },
  },
  UnmergeDuplicate: {
    type: 'UnmergeDuplicate',
    data: { duplicateId: otherId, reasonCode: 'MERGED_BY_MISTAKE' },
  },
  MarkDuplicate: { type: 'MarkDuplicate', data: { survivorId: otherId } },
  UnmarkDuplicate: { type: 'UnmarkDuplicate', data: { survivorId: otherId } },
  CorrectInmateEntry: {
    type: 'CorrectInmateEntry',
    data: { of: entry.registered, reasonCode: 'WRITTEN_WRONGLY', registration },
    facts: facts(),
  },
  AnnulInmateEntry: {
    type: 'AnnulInmateEntry',
    data: { of: entry.registered, reasonCode: 'RECORDED_TWICE' },
    facts: facts(),
  },
};

const nobody = { absent: 'inmate-not-registered', annulled: 'inmate-annulled' } as const;
const always = (outcome: string) => ({
  ...nobody,
  present: outcome,
  transferred: outcome,
  accepted: outcome,
  released: outcome,
  survivor: outcome,
  duplicate: outcome,
});
const gone = { transferred: 'inmate-left', released: 'inmate-left', duplicate: 'record-is-duplicate' } as const;

const table: Readonly<Record<InmateCommand['type'], Readonly<Record<Column, string>>>> = {
  RegisterInmate: {
    ...always('inmate-registered-already'),
    absent: 'InmateRegistered',
    annulled: 'inmate-annulled',
  },
  ChangeCustodyStatus: { ...always('CustodyStatusChanged'), ...gone },
  MoveRoom: { ...always('RoomMoved'), ...gone },
  ImportCustodyFact: { ...always('CustodyFactImported'), duplicate: 'record-is-duplicate' },
  TransferInmate: { ...always('InmateTransferred'), ...gone, accepted: 'transfer-to-own-unit' },
  AcceptTransfer: {
    ...always('no-pending-transfer'),
    transferred: 'InmateTransferAccepted',
    duplicate: 'record-is-duplicate',
  },
  ReleaseInmate: { ...always('InmateReleased'), ...gone },
  AcknowledgeCustodyChange: { ...always('unknown-custody-change'), released: 'CustodyChangeAcknowledged' },
  MergeDuplicate: {
    ...always('InmateRecordsMerged'),
    accepted: 'duplicate-of-other-unit',
    released: 'merge-the-other-way',
    survivor: 'nothing',
    duplicate: 'record-is-duplicate',
  },
  UnmergeDuplicate: { ...always('not-merged'), survivor: 'InmateRecordsUnmerged' },
  MarkDuplicate: {
    ...always('InmateMarkedDuplicate'),
    survivor: 'duplicate-has-duplicates',
    duplicate: 'nothing',
  },
  UnmarkDuplicate: { ...always('nothing'), duplicate: 'InmateUnmarkedDuplicate' },
  CorrectInmateEntry: { ...always('InmateEntryCorrected'), absent: 'unknown-entry', annulled: 'entry-annulled' },
  AnnulInmateEntry: {
    ...always('entry-in-use'),
    absent: 'unknown-entry',
    present: 'InmateEntryAnnulled',
    annulled: 'entry-annulled',
  },
};

describe('every command on every inmate', () => {
  everyCommand<InmateCommand['type'], Column>(
    { decide: inmate.decider.decide, listed: commands, columns, table },
    (type, column) => {
      const by = type === 'AcceptTransfer' ? receiver : karutan;
      return given(...histories[column]).when(commands[type], { by }).outcome;
    },
  );
});
