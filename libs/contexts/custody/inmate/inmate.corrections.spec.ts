import {
  accepted,
  acknowledged,
  annulledRegistration,
  annulling,
  change,
  changed,
  corrected,
  correcting,
  entry,
  given,
  imported,
  karutan,
  marked,
  merged,
  move,
  moved,
  receiver,
  registered,
  registrar,
  registration,
  release,
  released,
  sourceRef,
  subject,
  transfer,
  transferred,
  UNIT,
  uuid,
} from './inmate-for-specs.js';

const by = karutan;
const nik = { kind: 'NIK', country: 'ID', value: '3304010101900001' } as const;

describe('CorrectInmateEntry (D12)', () => {
  it.each([
    ['registration', registered, entry.registered, { ...registration, registeredOn: '2024-12-01' }],
    ['statusChange', changed, entry.changed, { ...change, changedOn: '2024-12-08' }],
    ['move', moved, entry.moved, { ...move, room: 'Blok C 1' }],
    ['transfer', transferred, entry.transferred, { ...transfer, transferredOn: '2024-12-11' }],
    ['release', released, entry.released, { ...release, releaseKind: 'COURT_ORDER' }],
  ] as const)('says what a %s should have said', (name, past, of, said) => {
    const history = past === registered ? [registered] : [registered, past];
    expect(given(...history).when(correcting(of, { [name]: said })).outcome).toEqual({
      events: [corrected(of, past.type, said)],
    });
  });

  it('keeps the row that an entry was imported from', () => {
    const fromRow = { ...registered, type: 'InmateRegistered', data: { subject, ...registration, sourceRef } } as const;
    const { outcome } = given(fromRow).when(correcting(entry.registered, { registration }));
    expect(outcome).toEqual({
      events: [corrected(entry.registered, 'InmateRegistered', { ...registration, sourceRef })],
    });
  });

  it('writes an identity number in its normal form, and refuses one that cannot be', () => {
    const told = (value: string) => ({ registration: { ...registration, identityNumber: { ...nik, value } } });
    const { outcome } = given(registered).when(correcting(entry.registered, told('3304 0101 0190 0001')));
    const said = { ...registration, identityNumber: nik };
    expect(outcome).toEqual({ events: [corrected(entry.registered, 'InmateRegistered', said)] });
    given(registered)
      .when(correcting(entry.registered, told('33')))
      .thenRefuses('malformed-identity-number');
  });

  it('is made to who has left and to a duplicate, too (R-1.2)', () => {
    for (const past of [released, marked]) {
      expect(given(registered, moved, past).when(correcting(entry.moved, { move })).outcome).toMatchObject({
        events: [{ type: 'InmateEntryCorrected' }],
      });
    }
  });

  it.each([
    [
      'a registration after a fact',
      entry.registered,
      { registration: { ...registration, registeredOn: '2024-12-11' } },
    ],
    ['a move before the registration', entry.moved, { move: { ...move, movedOn: '2024-12-01' } }],
    ['a release before the registration', entry.released, { release: { ...release, releasedOn: '2024-12-01' } }],
  ])('is refused %s (R-1.2)', (_, of, said) => {
    const history = of === entry.released ? [registered, released] : [registered, moved];
    given(...history)
      .when(correcting(of, said))
      .thenRefuses('before-registration');
  });

  it.each([
    ['a move after the release', entry.moved, { move: { ...move, movedOn: '2024-12-13' } }],
    ['a release before the last fact', entry.released, { release: { ...release, releasedOn: '2024-12-09' } }],
  ])('is refused %s (R-1.2)', (_, of, said) => {
    given(registered, moved, released).when(correcting(of, said)).thenRefuses('fact-after-leaving');
  });

  it.each([
    [entry.registered, { registration: { ...registration, registeredOn: '2024-12-17' } }],
    [entry.changed, { statusChange: { ...change, changedOn: '2024-12-17' } }],
    [entry.moved, { move: { ...move, movedOn: '2024-12-17' } }],
    [entry.released, { release: { ...release, releasedOn: '2024-12-17' } }],
  ])('is of no day that has not come: %s', (of, said) => {
    given(registered, changed, moved, released).when(correcting(of, said)).thenRefuses('day-in-future');
  });

  it('is of no day that has not come: a transfer', () => {
    const said = { transfer: { ...transfer, transferredOn: '2024-12-17' } };
    given(registered, transferred).when(correcting(entry.transferred, said)).thenRefuses('day-in-future');
  });

  it('holds a transfer to its destination, and a number to its period', () => {
    const to = (where: object) => correcting(entry.transferred, { transfer: { ...transfer, ...where } });
    given(registered, transferred)
      .when(to({ destination: { name: 'Lapas Semarang' } }))
      .thenRefuses('one-destination');
    given(registered, transferred)
      .when(to({ toUnitId: UNIT }))
      .thenRefuses('transfer-to-own-unit');
    const unknown = correcting(entry.transferred, { transfer }, false);
    given(registered, transferred).when(unknown).thenRefuses('destination-unknown');
    const half = { custodyStatus: 'B_I', changedOn: '2024-12-09', registerNumber: 'BI/8' } as const;
    given(registered, changed)
      .when(correcting(entry.changed, { statusChange: half }))
      .thenRefuses('register-number-without-period');
  });

  it('is of one entry, of its type, that is there', () => {
    given(registered, moved).when(correcting(entry.moved, { move, release })).thenRefuses('one-entry-at-a-time');
    given(registered, moved).when(correcting(entry.moved, {})).thenRefuses('one-entry-at-a-time');
    given(registered, moved).when(correcting(entry.moved, { release })).thenRefuses('entry-of-other-type');
    given(registered)
      .when(correcting(uuid(77), { move }))
      .thenRefuses('unknown-entry');
    given().when(correcting(entry.moved, { move })).thenRefuses('unknown-entry');
  });

  it.each([
    [entry.merged, [merged]],
    [entry.marked, [marked]],
    [entry.imported, [imported]],
    [entry.acknowledged, [released, acknowledged]],
  ])('is refused to what is annulled and told anew: %s', (of, past) => {
    given(registered, ...past)
      .when(correcting(of, { move }))
      .thenRefuses('entry-not-correctable');
  });
});

describe('AnnulInmateEntry (D12)', () => {
  const annulled = (of: string) => ({
    events: [{ type: 'InmateEntryAnnulled', data: { of, reasonCode: 'DID_NOT_HAPPEN', approvedBy: by.staffId } }],
  });

  it('annuls a leaving, so that the inmate is here', () => {
    expect(given(registered, released).when(annulling(entry.released), { by }).outcome).toEqual(
      annulled(entry.released),
    );
    const annulment = {
      type: 'InmateEntryAnnulled',
      data: { of: entry.released, reasonCode: 'DID_NOT_HAPPEN', approvedBy: by.staffId },
    } as const;
    expect(given(registered, released, annulment).when({ type: 'MoveRoom', data: move }).outcome).toMatchObject({
      events: [{ type: 'RoomMoved' }],
    });
  });

  it('annuls a registration that nothing rests on', () => {
    expect(given(registered).when(annulling(entry.registered), { by }).outcome).toEqual(annulled(entry.registered));
    given(registered, moved).when(annulling(entry.registered), { by }).thenRefuses('entry-in-use');
  });

  it('leaves a leaving that was acknowledged', () => {
    given(registered, released, acknowledged).when(annulling(entry.released), { by }).thenRefuses('entry-in-use');
    expect(given(registered, released, acknowledged).when(annulling(entry.acknowledged), { by }).outcome).toEqual(
      annulled(entry.acknowledged),
    );
  });

  it('is approved by none of the authors, under whatever name they act (D1)', () => {
    given(registered, released).when(annulling(entry.released), { by: registrar }).thenRefuses('approver-is-author');
    given(registered, released)
      .when(annulling(entry.released), { by: karutan, is: (staffId) => staffId === registrar.staffId })
      .thenRefuses('approver-is-author');
  });

  it('undoes a transfer, until the other unit has accepted it (R-1.7)', () => {
    expect(given(registered, transferred).when(annulling(entry.transferred), { by }).outcome).toEqual(
      annulled(entry.transferred),
    );
    given(registered, transferred)
      .when(annulling(entry.transferred), { by: receiver })
      .thenRefuses('record-not-taken-over');
    given(registered, transferred, accepted).when(annulling(entry.transferred), { by }).thenRefuses('entry-in-use');
  });

  it('is no way to give back a record that was taken over (R-1.7)', () => {
    given(registered, transferred, accepted)
      .when(annulling(entry.accepted), { by })
      .thenRefuses('acceptance-not-annullable');
  });

  it('is no way to undo a merge (R-1.4)', () => {
    given(registered, merged).when(annulling(entry.merged), { by }).thenRefuses('merge-not-annullable');
    given(registered, marked).when(annulling(entry.marked), { by }).thenRefuses('merge-not-annullable');
  });

  it('is done once, to what is there', () => {
    given(registered)
      .when(annulling(uuid(77)), { by })
      .thenRefuses('unknown-entry');
    given(registered, annulledRegistration).when(annulling(entry.registered), { by }).thenRefuses('inmate-annulled');
    const annulment = {
      type: 'InmateEntryAnnulled',
      data: { of: entry.moved, reasonCode: 'DID_NOT_HAPPEN', approvedBy: by.staffId },
    } as const;
    given(registered, moved, annulment).when(annulling(entry.moved), { by }).thenRefuses('entry-annulled');
  });
});
