import {
  acceptance,
  accepted,
  caseId,
  corrected,
  correcting,
  entry,
  given,
  move,
  moved,
  receiver,
  registered,
  registration,
  subject,
  transfer,
  transferred,
  UNIT,
} from './inmate-for-specs.js';

describe('CorrectInmateEntry of a transfer and its acceptance (R-1.7)', () => {
  const history = [registered, moved, transferred, accepted] as const;
  const byReceiver = { by: receiver };

  it('says the number and the day that the acceptance should have said, and keeps the rest of it', () => {
    const said = { registerNumber: 'BI98', registerPeriod: '2025', acceptedOn: '2024-12-12' };
    const rest = {
      transferId: entry.transferred,
      fromUnitId: UNIT,
      acceptedBy: receiver.staffId,
      caseIds: [caseId],
    };
    const { outcome } = given(...history).when(correcting(entry.accepted, { acceptance: said }), byReceiver);
    expect(outcome).toEqual({ events: [corrected(entry.accepted, 'InmateTransferAccepted', { ...rest, ...said })] });
  });

  it.each([
    ['before the transfer', '2024-12-11', 'accepted-before-transfer'],
    ['after a fact that the unit recorded since', '2024-12-15', 'entry-in-use'],
  ])('is refused of an acceptance %s', (_, acceptedOn, code) => {
    const since = { type: 'RoomMoved', data: { subject, room: 'Blok L 1', movedOn: '2024-12-14' } } as const;
    given(...history, since)
      .when(correcting(entry.accepted, { acceptance: { ...acceptance, acceptedOn } }), byReceiver)
      .thenRefuses(code);
  });

  it('holds what the giving unit recorded to the day of the transfer, and that to the acceptance', () => {
    const changing = (change: object) => correcting(entry.transferred, { transfer: { ...transfer, ...change } });
    given(...history)
      .when(correcting(entry.moved, { move: { ...move, movedOn: '2024-12-13' } }), byReceiver)
      .thenRefuses('entry-in-use');
    given(...history)
      .when(correcting(entry.registered, { registration: { ...registration, registeredOn: '2024-12-11' } }), byReceiver)
      .thenRefuses('entry-in-use');
    given(...history)
      .when(changing({ transferredOn: '2024-12-14' }), byReceiver)
      .thenRefuses('entry-in-use');
  });

  it('leaves the transfer that was accepted to the unit that accepted it', () => {
    const changing = (change: object) => correcting(entry.transferred, { transfer: { ...transfer, ...change } });
    const earlier = { ...transfer, transferredOn: '2024-12-11' };
    expect(given(...history).when(changing({ transferredOn: '2024-12-11' }), byReceiver).outcome).toEqual({
      events: [corrected(entry.transferred, 'InmateTransferred', earlier)],
    });
    given(...history)
      .when(changing({ toUnitId: 'RUTAN-MAKASSAR' }), byReceiver)
      .thenRefuses('entry-in-use');
    given(registered, transferred)
      .when(changing({ toUnitId: 'RUTAN-MAKASSAR' }))
      .then({
        type: 'InmateEntryCorrected',
        data: {
          of: entry.transferred,
          reasonCode: 'WRITTEN_WRONGLY',
          entryType: 'InmateTransferred',
          entry: { subject, ...transfer, toUnitId: 'RUTAN-MAKASSAR' },
        },
      });
  });

  it('is for the unit that gives the record, until the other accepts it', () => {
    given(registered, moved, transferred)
      .when(correcting(entry.moved, { move }), byReceiver)
      .thenRefuses('record-not-taken-over');
    expect(given(...history).when(correcting(entry.moved, { move }), byReceiver).outcome).toMatchObject({
      events: [{}],
    });
  });
});
