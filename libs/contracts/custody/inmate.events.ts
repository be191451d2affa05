import { Type } from '@sinclair/typebox';
import { event, type EventOf, onDay, RECORDING } from '#kernel';
import { entryAnnulled, entryCorrected } from '../corrections.js';
import { basis, closed, code, day, digest, id, identity, security, staffId, unitId } from '../schemas.js';
import { birthDate } from './birth-date.js';
import {
  CASE_HANDLINGS_ON_LEAVING,
  CUSTODY_STATUSES,
  MERGE_REASONS,
  RELEASE_KINDS,
  SEXES,
  TRANSFER_REASONS,
  UNMERGE_REASONS,
} from './codes.js';
import { identityNumber } from './identity-number.js';

/** The file and the row of it that a fact was imported from. */
const sourceRef = closed({ file: digest, row: Type.Integer({ minimum: 1, maximum: 1_000_000 }) });
const aliases = Type.Array(Type.String({ minLength: 1, maxLength: 200 }), {
  minItems: 1,
  maxItems: 20,
  seal: 'identity',
});
const registerPeriod = Type.String({ pattern: '^\\d{4}$' });
const custodyStatus = code(CUSTODY_STATUSES);

/** Who they are, as far as it is known. */
const person = {
  aliases: Type.Optional(aliases),
  identityNumber: Type.Optional(identityNumber),
  birthDate: Type.Optional(birthDate),
  offence: Type.Optional(security(500)),
  room: Type.Optional(security(50)),
};

export const InmateRegistered = event(
  'InmateRegistered',
  { legalBasis: 'LEGAL_DUTY', moment: onDay('registeredOn') },
  closed({
    subject: id,
    name: identity(200),
    sex: code(SEXES),
    registerNumber: identity(50),
    registerPeriod,
    custodyStatus,
    registeredOn: day,
    ...person,
    sourceRef: Type.Optional(sourceRef),
  }),
);

/** The register number follows the status; absent when it stays as it was. */
export const CustodyStatusChanged = event(
  'CustodyStatusChanged',
  { legalBasis: 'LEGAL_DUTY', moment: onDay('changedOn') },
  closed({
    subject: id,
    custodyStatus,
    changedOn: day,
    registerNumber: Type.Optional(identity(50)),
    registerPeriod: Type.Optional(registerPeriod),
    sourceRef: Type.Optional(sourceRef),
  }),
);

export const RoomMoved = event(
  'RoomMoved',
  { legalBasis: 'LEGAL_DUTY', moment: onDay('movedOn') },
  closed({ subject: id, room: security(50), movedOn: day }),
);

/** The giving unit announces it; `destination` is a place that is not in the register of units, where nobody accepts anything. */
export const InmateTransferred = event(
  'InmateTransferred',
  { legalBasis: 'LEGAL_DUTY', moment: onDay('transferredOn') },
  closed({
    subject: id,
    transferReason: code(TRANSFER_REASONS),
    transferredOn: day,
    toUnitId: Type.Optional(unitId),
    destination: Type.Optional(closed({ name: security(200) })),
  }),
);

/** The receiving unit takes the record over under a number of its own register, with the cases that were not closed. */
export const InmateTransferAccepted = event(
  'InmateTransferAccepted',
  { legalBasis: 'LEGAL_DUTY', moment: onDay('acceptedOn'), takesOver: true },
  closed({
    subject: id,
    transferId: id,
    fromUnitId: unitId,
    registerNumber: identity(50),
    registerPeriod,
    acceptedOn: day,
    acceptedBy: staffId,
    caseIds: Type.Array(id, { maxItems: 1000, uniqueItems: true }),
  }),
);

export const InmateReleased = event(
  'InmateReleased',
  { legalBasis: 'LEGAL_DUTY', moment: onDay('releasedOn') },
  closed({ subject: id, releaseKind: code(RELEASE_KINDS), releasedOn: day }),
);

/** Both are the same person; both streams stay, and the surviving record knows the other's subject as an alias of its own. */
export const InmateRecordsMerged = event(
  'InmateRecordsMerged',
  { legalBasis: 'LEGAL_DUTY', moment: RECORDING },
  closed({
    subject: id,
    duplicateId: id,
    duplicate: closed({ subject: id }),
    reasonCode: code(MERGE_REASONS),
    basis,
  }),
);
export const InmateRecordsUnmerged = event(
  'InmateRecordsUnmerged',
  { legalBasis: 'LEGAL_DUTY', moment: RECORDING },
  closed({ subject: id, duplicateId: id, duplicate: closed({ subject: id }), reasonCode: code(UNMERGE_REASONS) }),
);

/** On the record that a merge made a duplicate: it takes no more facts of custody until it is unmerged. */
export const InmateMarkedDuplicate = event(
  'InmateMarkedDuplicate',
  { legalBasis: 'LEGAL_DUTY', moment: RECORDING },
  closed({ subject: id, survivorId: id }),
);
export const InmateUnmarkedDuplicate = event(
  'InmateUnmarkedDuplicate',
  { legalBasis: 'LEGAL_DUTY', moment: RECORDING },
  closed({ subject: id, survivorId: id }),
);

/** What a row of the national prison data system says otherwise than the record; only what differs is here. */
export const CustodyFactImported = event(
  'CustodyFactImported',
  { legalBasis: 'LEGAL_DUTY', moment: RECORDING },
  closed({ subject: id, name: Type.Optional(identity(200)), ...person, sourceRef }),
);

/** Somebody has seen that an inmate with an open case leaves or left, and says what becomes of the case. */
export const CustodyChangeAcknowledged = event(
  'CustodyChangeAcknowledged',
  { legalBasis: 'LEGAL_DUTY', moment: onDay('acknowledgedOn') },
  closed({
    subject: id,
    changeId: id,
    caseId: id,
    handling: code(CASE_HANDLINGS_ON_LEAVING),
    acknowledgedBy: staffId,
    acknowledgedOn: day,
  }),
);

export const InmateEntryCorrected = entryCorrected('InmateEntryCorrected', 'LEGAL_DUTY', [
  InmateRegistered,
  CustodyStatusChanged,
  RoomMoved,
  InmateTransferred,
  InmateTransferAccepted,
  InmateReleased,
]);
export const InmateEntryAnnulled = entryAnnulled('InmateEntryAnnulled', 'LEGAL_DUTY');

const entries = [
  InmateRegistered,
  CustodyStatusChanged,
  RoomMoved,
  InmateTransferred,
  InmateTransferAccepted,
  InmateReleased,
  InmateRecordsMerged,
  InmateRecordsUnmerged,
  InmateMarkedDuplicate,
  InmateUnmarkedDuplicate,
  CustodyFactImported,
  CustodyChangeAcknowledged,
] as const;

export const inmateEvents = [...entries, InmateEntryCorrected, InmateEntryAnnulled] as const;

export type InmateEvent = EventOf<(typeof inmateEvents)[number]>;
/** The events that can be cited by a correction or an annulment. */
export type InmateEntry = EventOf<(typeof entries)[number]>;
export type InmateEventData<T extends InmateEvent['type']> = Extract<InmateEvent, { type: T }>['data'];
