import type { Actor } from '#kernel';
import { type Given, specify } from '#kernel/given';
import type { InmateEvent, InmateEventData } from '#contracts/custody/inmate.events';
import { inmate } from './inmate.decider.js';

export const given = specify(inmate.decider);

export const UNIT = 'RUTAN-BANJARNEGARA';
export const registrar: Actor = { id: 'staff-registrar', kind: 'USER', role: 'petugas-registrasi', unitId: UNIT };
export const clerk: Actor = { id: 'staff-clerk', kind: 'USER', role: 'kasubsi-pelayanan', unitId: UNIT };
export const karutan: Actor = { id: 'staff-karutan', kind: 'USER', role: 'karutan', unitId: UNIT };
export const stranger: Actor = { ...registrar, id: 'staff-stranger', unitId: 'RUTAN-PURBALINGGA' };

export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const subject = uuid(1);
export const otherSubject = uuid(2);
export const otherId = uuid(3);
export const caseId = uuid(4);
export const entry = {
  registered: uuid(101),
  changed: uuid(102),
  moved: uuid(103),
  transferred: uuid(104),
  released: uuid(105),
  merged: uuid(106),
  marked: uuid(107),
  imported: uuid(108),
  acknowledged: uuid(109),
};

export const registration = {
  name: 'Satu Contoh',
  sex: 'MALE',
  registerNumber: 'A.III/12',
  registerPeriod: '2024',
  custodyStatus: 'A_III',
  registeredOn: '2024-12-02',
} satisfies Partial<InmateEventData<'InmateRegistered'>>;
export const change = {
  custodyStatus: 'B_I',
  changedOn: '2024-12-09',
  registerNumber: 'B.I/7',
  registerPeriod: '2024',
} satisfies Partial<InmateEventData<'CustodyStatusChanged'>>;
export const move = { room: 'Blok A 3', movedOn: '2024-12-10' };
export const transfer = {
  transferReason: 'CAPACITY',
  transferredOn: '2024-12-12',
  toUnitId: 'LAPAS-PURWOKERTO',
} satisfies Partial<InmateEventData<'InmateTransferred'>>;
export const release = { releaseKind: 'PAROLE', releasedOn: '2024-12-12' } satisfies Partial<
  InmateEventData<'InmateReleased'>
>;
export const sourceRef = { file: 'a'.repeat(64), row: 7 };

export type Past = Given<InmateEvent>;

export const registered: Past = {
  id: entry.registered,
  by: registrar,
  type: 'InmateRegistered',
  data: { subject, ...registration },
};
export const changed: Past = { id: entry.changed, type: 'CustodyStatusChanged', data: { subject, ...change } };
export const moved: Past = { id: entry.moved, type: 'RoomMoved', data: { subject, ...move } };
export const transferred: Past = {
  id: entry.transferred,
  by: registrar,
  type: 'InmateTransferred',
  data: { subject, ...transfer },
};
export const released: Past = {
  id: entry.released,
  by: registrar,
  type: 'InmateReleased',
  data: { subject, ...release },
};
export const basis = [{ stream: `inmate-${otherId}`, revision: 0, hash: 'b'.repeat(64) }];
export const merged: Past = {
  id: entry.merged,
  type: 'InmateRecordsMerged',
  data: {
    subject,
    duplicateId: otherId,
    duplicate: { subject: otherSubject },
    reasonCode: 'SAME_IDENTITY_NUMBER',
    basis,
  },
};
export const unmerged: Past = {
  type: 'InmateRecordsUnmerged',
  data: { subject, duplicateId: otherId, duplicate: { subject: otherSubject }, reasonCode: 'DIFFERENT_PERSONS' },
};
export const marked: Past = {
  id: entry.marked,
  type: 'InmateMarkedDuplicate',
  data: { subject, survivorId: otherId },
};
export const unmarked: Past = { type: 'InmateUnmarkedDuplicate', data: { subject, survivorId: otherId } };
export const imported: Past = {
  id: entry.imported,
  by: registrar,
  type: 'CustodyFactImported',
  data: { subject, room: 'Blok B 1', sourceRef },
};
export const acknowledged: Past = {
  id: entry.acknowledged,
  by: clerk,
  type: 'CustodyChangeAcknowledged',
  data: {
    subject,
    changeId: entry.released,
    caseId,
    handling: 'CASE_EXITS',
    acknowledgedBy: clerk.id,
    acknowledgedOn: '2024-12-13',
  },
};
export const annulledRegistration: Past = {
  type: 'InmateEntryAnnulled',
  data: { of: entry.registered, reasonCode: 'DID_NOT_HAPPEN', approvedBy: karutan.id },
};

/** The other record of a merge as its stream says. */
export const other = (...events: readonly Past[]) => ({
  isItself: false,
  record: given(...events).state,
  basis,
});
export const otherRegistered: Past = {
  id: uuid(201),
  by: registrar,
  type: 'InmateRegistered',
  data: { ...registration, subject: otherSubject, registerNumber: 'A.III/13' },
};

export const annulling = (of: string) =>
  ({ type: 'AnnulInmateEntry', data: { of, reasonCode: 'DID_NOT_HAPPEN' } }) as const;
