import { Type } from '@sinclair/typebox';
import { event, type EventOf } from '#kernel';
import { entryAnnulled, entryCorrected } from '../corrections.js';
import { basis, closed, code, day, digest, id, identity, security, staffId, text, unitId } from '../schemas.js';
import {
  CASE_HANDLINGS_ON_LEAVING,
  CUSTODY_STATUSES,
  MERGE_REASONS,
  RELEASE_KINDS,
  SEXES,
  TRANSFER_REASONS,
  UNMERGE_REASONS,
} from './codes.js';

/** The file and the row of it that a fact was imported from. */
const sourceRef = closed({ file: digest, row: Type.Integer({ minimum: 1, maximum: 1_000_000 }) });
const aliases = Type.Array(Type.String({ minLength: 1, maxLength: 200 }), {
  minItems: 1,
  maxItems: 20,
  seal: 'identity',
});
const birthDate = Type.String({ pattern: day.pattern ?? '', seal: 'identity' });
const registerPeriod = Type.String({ pattern: '^\\d{4}$' });
const custodyStatus = code(CUSTODY_STATUSES);

/** Who they are, as far as it is known. */
const person = {
  aliases: Type.Optional(aliases),
  nationalId: Type.Optional(identity(20)),
  birthDate: Type.Optional(birthDate),
  offence: Type.Optional(security(500)),
  room: Type.Optional(security(50)),
};

export const InmateRegistered = event(
  'InmateRegistered',
  'LEGAL_DUTY',
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
  'LEGAL_DUTY',
  closed({
    subject: id,
    custodyStatus,
    changedOn: day,
    registerNumber: Type.Optional(identity(50)),
    registerPeriod: Type.Optional(registerPeriod),
    sourceRef: Type.Optional(sourceRef),
  }),
);

export const RoomMoved = event('RoomMoved', 'LEGAL_DUTY', closed({ subject: id, room: security(50), movedOn: day }));

/** `destination` names a unit that is not in the register of units. */
export const InmateTransferred = event(
  'InmateTransferred',
  'LEGAL_DUTY',
  closed({
    subject: id,
    transferReason: code(TRANSFER_REASONS),
    transferredOn: day,
    toUnitId: Type.Optional(unitId),
    destination: Type.Optional(text(200)),
  }),
);

export const InmateReleased = event(
  'InmateReleased',
  'LEGAL_DUTY',
  closed({ subject: id, releaseKind: code(RELEASE_KINDS), releasedOn: day }),
);

/** Both are the same person; both streams stay, and the surviving record knows the other's subject as an alias of its own. */
export const InmateRecordsMerged = event(
  'InmateRecordsMerged',
  'LEGAL_DUTY',
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
  'LEGAL_DUTY',
  closed({ subject: id, duplicateId: id, duplicate: closed({ subject: id }), reasonCode: code(UNMERGE_REASONS) }),
);

/** On the record that a merge made a duplicate: it takes no more facts of custody until it is unmerged. */
export const InmateMarkedDuplicate = event(
  'InmateMarkedDuplicate',
  'LEGAL_DUTY',
  closed({ subject: id, survivorId: id }),
);
export const InmateUnmarkedDuplicate = event(
  'InmateUnmarkedDuplicate',
  'LEGAL_DUTY',
  closed({ subject: id, survivorId: id }),
);

/** What a row of the national prison data system says otherwise than the record; only what differs is here. */
export const CustodyFactImported = event(
  'CustodyFactImported',
  'LEGAL_DUTY',
  closed({ subject: id, name: Type.Optional(identity(200)), ...person, sourceRef }),
);

/** Somebody has seen that an inmate with an open case leaves or left, and says what becomes of the case. */
export const CustodyChangeAcknowledged = event(
  'CustodyChangeAcknowledged',
  'LEGAL_DUTY',
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
  InmateRegistered.plain,
  CustodyStatusChanged.plain,
  RoomMoved.plain,
  InmateTransferred.plain,
  InmateReleased.plain,
]);
export const InmateEntryAnnulled = entryAnnulled('InmateEntryAnnulled', 'LEGAL_DUTY');

const entries = [
  InmateRegistered,
  CustodyStatusChanged,
  RoomMoved,
  InmateTransferred,
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
