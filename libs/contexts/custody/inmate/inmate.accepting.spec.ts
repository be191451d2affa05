import {
  acceptance,
  accepted,
  caseId,
  entry,
  given,
  LAPAS,
  marked,
  move,
  moved,
  type Past,
  receiver,
  registered,
  registrar,
  released,
  stranger,
  subject,
  transfer,
  transferred,
  UNIT,
  uuid,
} from './inmate-for-specs.js';

const by = receiver;
const accepting = (change: object = {}, caseIds: readonly string[] = []) =>
  ({ type: 'AcceptTransfer', data: { ...acceptance, ...change }, facts: { caseIds } }) as const;

describe('AcceptTransfer (R-1.7)', () => {
  it('takes the record over under a number of the own register, with the cases that are not closed', () => {
    given(registered, moved, transferred)
      .when(accepting({}, [caseId]), { by })
      .then({
        type: 'InmateTransferAccepted',
        data: {
          subject,
          transferId: entry.transferred,
          fromUnitId: UNIT,
          acceptedBy: receiver.staffId,
          caseIds: [caseId],
          ...acceptance,
        },
      });
    expect(given(registered, transferred).when(accepting(), { by }).outcome).toMatchObject({
      events: [{ data: { caseIds: [] } }],
    });
  });

  it('may be on the day of the transfer, and not before', () => {
    expect(given(registered, transferred).when(accepting({ acceptedOn: '2024-12-12' }), { by }).outcome).toMatchObject({
      events: [{}],
    });
    given(registered, transferred)
      .when(accepting({ acceptedOn: '2024-12-11' }), { by })
      .thenRefuses('accepted-before-transfer');
  });

  it.each([
    ['nobody was transferred', [registered]],
    ['they were released', [registered, released]],
    ['it is accepted already', [registered, transferred, accepted]],
  ] as const)('is refused when %s', (_, past) => {
    given(...past)
      .when(accepting(), { by })
      .thenRefuses('no-pending-transfer');
  });

  it('is for the unit to which they were transferred', () => {
    given(registered, transferred).when(accepting(), { by: registrar }).thenRefuses('no-pending-transfer');
    given(registered, transferred).when(accepting(), { by: stranger }).thenRefuses('no-pending-transfer');
    const bySystem = { by: { kind: 'SYSTEM', name: 'some-policy' } } as const;
    given(registered, transferred).when(accepting(), bySystem).thenRefuses('no-pending-transfer');
  });

  it('is nobody’s when they went to a place that is no unit here', () => {
    const elsewhere: Past = {
      type: 'InmateTransferred',
      data: { subject, transferReason: 'COURT', transferredOn: '2024-12-12', destination: { name: 'Lapas Semarang' } },
    };
    given(registered, elsewhere).when(accepting(), { by }).thenRefuses('no-pending-transfer');
  });

  it('is of a person who is there, and not of a duplicate (R-1.4)', () => {
    given().when(accepting(), { by }).thenRefuses('inmate-not-registered');
    given(registered, transferred, marked).when(accepting(), { by }).thenRefuses('record-is-duplicate');
  });
});

describe('an inmate whose transfer was accepted', () => {
  const history = [registered, moved, transferred, accepted] as const;

  it('is here: facts are told on from the day of the acceptance (R-1.2)', () => {
    const movedOn = '2024-12-14';
    given(...history)
      .when({ type: 'MoveRoom', data: { ...move, movedOn } }, { by })
      .then({ type: 'RoomMoved', data: { subject, ...move, movedOn } });
    given(...history)
      .when({ type: 'MoveRoom', data: { ...move, movedOn: '2024-12-12' } }, { by })
      .thenRefuses('before-registration');
  });

  it('has the status that they had', () => {
    const data = { custodyStatus: 'A_III', changedOn: '2024-12-14' } as const;
    given(...history)
      .when({ type: 'ChangeCustodyStatus', data }, { by })
      .then();
  });

  it('is released or transferred on, back too', () => {
    const back = { ...transfer, transferredOn: '2024-12-15', toUnitId: UNIT };
    given(...history)
      .when({ type: 'TransferInmate', data: back, facts: { isKnownUnit: true } }, { by })
      .then({ type: 'InmateTransferred', data: { subject, ...back } });
    const own = { ...back, toUnitId: LAPAS };
    given(...history)
      .when({ type: 'TransferInmate', data: own, facts: { isKnownUnit: true } }, { by })
      .thenRefuses('transfer-to-own-unit');
    const again: Past = { id: uuid(120), type: 'InmateTransferred', data: { subject, ...back } };
    given(...history, again)
      .when(accepting({ acceptedOn: '2024-12-16' }), { by: registrar })
      .then({
        type: 'InmateTransferAccepted',
        data: {
          subject,
          transferId: uuid(120),
          fromUnitId: LAPAS,
          acceptedBy: registrar.staffId,
          caseIds: [],
          ...acceptance,
          acceptedOn: '2024-12-16',
        },
      });
  });
});
