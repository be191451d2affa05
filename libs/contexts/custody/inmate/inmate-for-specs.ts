import { type Given, person, specify, idsOf, pastOf } from '#kernel/given-for-specs';
import { type InmateEvent, type InmateEventData, inmateEvents } from '#contracts/custody/inmate.events';
import { inmate } from './inmate.decider.js';
import type { InmateAsked } from './inmate.record.js';

export const given = specify(inmate.decider);

export const UNIT = 'RUTAN-BANJARNEGARA';
export const LAPAS = 'LAPAS-PURWOKERTO';
export const registrar = person('staff-registrar', 'petugas-registrasi', UNIT);
export const clerk = person('staff-clerk', 'kasubsi-pelayanan', UNIT);
export const karutan = person('staff-karutan', 'karutan', UNIT);
export const stranger = person('staff-stranger', 'petugas-registrasi', 'RUTAN-PURBALINGGA');
export const receiver = person('staff-receiver', 'petugas-registrasi', LAPAS);

export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const subject = uuid(1);
export const otherSubject = uuid(2);
export const otherId = uuid(3);
export const caseId = uuid(4);
export const entry = idsOf(
  'registered',
  'changed',
  'moved',
  'transferred',
  'released',
  'merged',
  'marked',
  'imported',
  'acknowledged',
  'accepted',
);

export const registration = {
  name: 'Satu Contoh',
  sex: 'MALE',
  registerNumber: 'AIII/12',
  registerPeriod: '2024',
  custodyStatus: 'A_III',
  registeredOn: '2024-12-02',
} satisfies Partial<InmateEventData<'InmateRegistered'>>;
export const change = {
  custodyStatus: 'B_I',
  changedOn: '2024-12-09',
  registerNumber: 'BI/7',
  registerPeriod: '2024',
} satisfies Partial<InmateEventData<'CustodyStatusChanged'>>;
export const move = { room: 'Blok A 3', movedOn: '2024-12-10' };
export const transfer = { transferReason: 'CAPACITY', transferredOn: '2024-12-12', toUnitId: LAPAS } satisfies Partial<
  InmateEventData<'InmateTransferred'>
>;
export const acceptance = { registerNumber: 'BI99', registerPeriod: '2024', acceptedOn: '2024-12-13' };
export const release = { releaseKind: 'PAROLE', releasedOn: '2024-12-12' } satisfies Partial<
  InmateEventData<'InmateReleased'>
>;
export const sourceRef = { file: 'a'.repeat(64), row: 7 };

export type Past = Given<InmateEvent>;

export const basis = [{ stream: `inmate-${otherId}`, revision: 0, hash: 'b'.repeat(64) }];
const past = pastOf<InmateEvent>(inmateEvents, { subject, basis });

export const registered = past({ id: entry.registered, by: registrar }, 'InmateRegistered', registration);
export const changed = past({ id: entry.changed }, 'CustodyStatusChanged', change);
export const moved = past({ id: entry.moved }, 'RoomMoved', move);
export const transferred = past({ id: entry.transferred, by: registrar }, 'InmateTransferred', transfer);
export const accepted = past({ id: entry.accepted, by: receiver }, 'InmateTransferAccepted', {
  transferId: entry.transferred,
  fromUnitId: UNIT,
  caseIds: [caseId],
  ...acceptance,
});
export const released = past({ id: entry.released, by: registrar }, 'InmateReleased', release);
export const merged = past({ id: entry.merged }, 'InmateRecordsMerged', {
  duplicateId: otherId,
  duplicate: { subject: otherSubject },
  reasonCode: 'SAME_IDENTITY_NUMBER',
});
export const unmerged = past({}, 'InmateRecordsUnmerged', {
  duplicateId: otherId,
  duplicate: { subject: otherSubject },
  reasonCode: 'DIFFERENT_PERSONS',
});
export const marked = past({ id: entry.marked }, 'InmateMarkedDuplicate', { survivorId: otherId });
export const unmarked = past({}, 'InmateUnmarkedDuplicate', { survivorId: otherId });
export const imported = past({ id: entry.imported, by: registrar }, 'CustodyFactImported', {
  room: 'Blok B 1',
  sourceRef,
});
export const acknowledged = past({ id: entry.acknowledged, by: clerk }, 'CustodyChangeAcknowledged', {
  changeId: entry.released,
  caseId,
  handling: 'CASE_EXITS',
  acknowledgedOn: '2024-12-13',
});
export const annulledRegistration = past({}, 'InmateEntryAnnulled', {
  of: entry.registered,
  reasonCode: 'DID_NOT_HAPPEN',
  approvedBy: karutan.staffId,
});

/** The other record of a merge as its stream says. */
export const other = (...events: readonly Past[]) => ({ isItself: false, record: given(...events).state, basis });
export const otherRegistered = past({ id: uuid(201), by: registrar }, 'InmateRegistered', {
  ...registration,
  subject: otherSubject,
  registerNumber: 'AIII/13',
});

/** Facts by which whatever is decided again comes out as it did. */
export const facts = (isKnownUnit = true) => ({
  again: Array.from({ length: 80 }, () => ({
    ...{ subject, isKnownUnit, caseIds: [caseId], isTheirs: true },
    ...{ duplicate: other(otherRegistered) },
  })),
});

export const annulling = (of: string) =>
  ({ type: 'AnnulInmateEntry', data: { of, reasonCode: 'DID_NOT_HAPPEN' }, facts: facts() }) as const;

type Correction = Extract<InmateAsked, { type: 'CorrectInmateEntry' }>['data'];
export const correcting = (of: string, said: Omit<Correction, 'of' | 'reasonCode'>, isKnownUnit = true) =>
  ({
    type: 'CorrectInmateEntry',
    data: { of, reasonCode: 'WRITTEN_WRONGLY', ...said },
    facts: facts(isKnownUnit),
  }) as const;
/** What a correction records, without what the kernel adds. */
export const corrected = (of: string, entryType: string, said: object) => ({
  type: 'InmateEntryCorrected',
  data: { of, reasonCode: 'WRITTEN_WRONGLY', entryType, entry: { subject, ...said } },
});
