import {
  accepted,
  acknowledged,
  annulledRegistration,
  annulling,
  entry,
  given,
  karutan,
  marked,
  merged,
  move,
  moved,
  receiver,
  registered,
  registrar,
  released,
  transferred,
  uuid,
} from './inmate-for-specs.js';

const by = karutan;

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
    given(registered, annulledRegistration).when(annulling(entry.registered), { by }).thenRefuses('entry-annulled');
    const annulment = {
      type: 'InmateEntryAnnulled',
      data: { of: entry.moved, reasonCode: 'DID_NOT_HAPPEN', approvedBy: by.staffId },
    } as const;
    given(registered, moved, annulment).when(annulling(entry.moved), { by }).thenRefuses('entry-annulled');
  });
});
