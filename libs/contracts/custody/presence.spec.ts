import { unitOfActor } from '#kernel';
import { type Given, person, recorded } from '#kernel/given-for-specs';
import type { InmateEvent } from './inmate.events.js';
import { presenceIn } from './presence.js';

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [subject, leaving, registering, survivorId] = [uuid(1), uuid(2), uuid(3), uuid(4)];

const registered: Given<InmateEvent> = {
  id: registering,
  type: 'InmateRegistered',
  data: {
    subject,
    name: 'Satu Contoh',
    sex: 'FEMALE',
    registerNumber: '12',
    registerPeriod: '2024',
    custodyStatus: 'A_I',
    registeredOn: '2024-12-02',
  },
};
const released: Given<InmateEvent> = {
  id: leaving,
  type: 'InmateReleased',
  data: { subject, releaseKind: 'PAROLE', releasedOn: '2024-12-12' },
};
const transferred: Given<InmateEvent> = {
  id: leaving,
  type: 'InmateTransferred',
  data: { subject, transferReason: 'COURT', transferredOn: '2024-12-11', destination: { name: 'Semarang' } },
};
const receiver = person('staff-receiver', 'petugas-registrasi', 'LAPAS-PURWOKERTO');
const transferring: Given<InmateEvent> = {
  id: leaving,
  type: 'InmateTransferred',
  data: { subject, transferReason: 'COURT', transferredOn: '2024-12-11', toUnitId: receiver.unitId },
};
const accepting = uuid(6);
const accepted = {
  id: accepting,
  by: receiver,
  type: 'InmateTransferAccepted',
  data: {
    subject,
    transferId: leaving,
    fromUnitId: 'RUTAN-BANJARNEGARA',
    registerNumber: 'B.I 9',
    registerPeriod: '2024',
    acceptedOn: '2024-12-12',
    acceptedBy: receiver.staffId,
    caseIds: [],
  },
} satisfies Given<InmateEvent>;
const marked: Given<InmateEvent> = { type: 'InmateMarkedDuplicate', data: { subject, survivorId } };
const unmarked: Given<InmateEvent> = { type: 'InmateUnmarkedDuplicate', data: { subject, survivorId } };
const corrected = (of: string, entry: object, entryType = 'InmateRegistered'): Given<InmateEvent> =>
  ({
    type: 'InmateEntryCorrected',
    data: {
      of,
      reasonCode: 'WRITTEN_WRONGLY',
      entryType,
      entry,
      entryVersion: 1,
      entryOn: '2024-12-01',
      entryZone: 'Asia/Jakarta',
    },
  }) as Given<InmateEvent>;
const annulled = (of: string): Given<InmateEvent> => ({
  type: 'InmateEntryAnnulled',
  data: { of, reasonCode: 'DID_NOT_HAPPEN', approvedBy: uuid(5) },
});

/** The presence after the events, each of the unit that recorded it. */
const presence = (...events: readonly Given<InmateEvent>[]) =>
  presenceIn(
    events.map((event, revision) => {
      const { metadata, ...rest } = recorded(event, revision);
      return {
        ...rest,
        metadata: { ...metadata, unitId: unitOfActor(metadata.actor) },
        stream: `inmate-${uuid(9)}`,
        position: String(revision).padStart(20, '0'),
      };
    }),
  );

const here = { subject, unitId: 'RUTAN-BANJARNEGARA', registeredOn: '2024-12-02' };

describe('presenceIn', () => {
  it('knows who was registered where and when, and nobody else', () => {
    expect(presence(registered)).toEqual(here);
    expect(presence()).toBeUndefined();
    expect(presence(released)).toBeUndefined();
  });

  it('knows how and when they left, by which entry', () => {
    expect(presence(registered, released)?.left).toEqual({ how: 'RELEASED', on: '2024-12-12', changeId: leaving });
    expect(presence(registered, transferred)?.left).toEqual({
      how: 'TRANSFERRED',
      on: '2024-12-11',
      changeId: leaving,
    });
  });

  it('knows what corrections say (D12)', () => {
    const earlier = { ...registered.data, registeredOn: '2024-12-01' };
    const later = { ...released.data, releasedOn: '2024-12-13' };
    expect(
      presence(registered, released, corrected(registering, earlier), corrected(leaving, later, 'InmateReleased')),
    ).toEqual({
      ...here,
      registeredOn: '2024-12-01',
      left: { how: 'RELEASED', on: '2024-12-13', changeId: leaving },
    });
  });

  it('knows who is here again when a leaving was annulled, and who never was (D12)', () => {
    expect(presence(registered, released, annulled(leaving))).toEqual(here);
    expect(presence(registered, annulled(registering))).toBeUndefined();
  });

  it('knows the record that stands for the person, while there is one (R-1.4)', () => {
    expect(presence(registered, marked)).toEqual({ ...here, survivorId });
    expect(presence(registered, marked, unmarked)).toEqual(here);
  });

  it('knows to which unit they are on the way, until it accepts, and then that they are there (R-1.7)', () => {
    const left = { how: 'TRANSFERRED', on: '2024-12-11', changeId: leaving } as const;
    expect(presence(registered, transferring)).toEqual({ ...here, left, pendingTo: 'LAPAS-PURWOKERTO' });
    const there = { ...here, unitId: 'LAPAS-PURWOKERTO', registeredOn: '2024-12-12' };
    expect(presence(registered, transferring, accepted)).toEqual(there);
    const later = { ...accepted.data, acceptedOn: '2024-12-13' };
    expect(presence(registered, transferring, accepted, corrected(accepting, later))).toEqual({
      ...there,
      registeredOn: '2024-12-13',
    });
    const released = { subject, releaseKind: 'PAROLE', releasedOn: '2024-12-14' } as const;
    const releasing: Given<InmateEvent> = { id: uuid(7), by: receiver, type: 'InmateReleased', data: released };
    expect(presence(registered, transferring, accepted, releasing)).toEqual({
      ...there,
      left: { how: 'RELEASED', on: '2024-12-14', changeId: uuid(7) },
    });
  });

  it('knows that they stayed when a transfer was annulled, or went to a place that is no unit here (R-1.7)', () => {
    expect(presence(registered, transferring, annulled(leaving))).toEqual(here);
    expect(presence(registered, transferred)).not.toHaveProperty('pendingTo');
    const elsewhere = corrected(leaving, transferred.data, 'InmateTransferred');
    expect(presence(registered, transferring, elsewhere)).not.toHaveProperty('pendingTo');
  });

  it('says nothing of rooms and statuses', () => {
    const moved: Given<InmateEvent> = { type: 'RoomMoved', data: { subject, room: 'A 1', movedOn: '2024-12-03' } };
    expect(presence(registered, moved)).toEqual(here);
  });
});
