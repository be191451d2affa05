import { decide } from '#kernel';
import { inmate } from './inmate.decider.js';
import {
  acknowledged,
  change,
  changed,
  corrected,
  correcting,
  entry,
  given,
  imported,
  marked,
  merged,
  move,
  moved,
  type Past,
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

const asker = { by: registrar, at: '2024-12-16T02:00:00.000Z', today: '2024-12-16', is: () => false };
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
    const numbered = (value: string) => ({ registration: { ...registration, identityNumber: { ...nik, value } } });
    const { outcome } = given(registered).when(correcting(entry.registered, numbered('3304 0101 0190 0001')));
    const said = { ...registration, identityNumber: nik };
    expect(outcome).toEqual({ events: [corrected(entry.registered, 'InmateRegistered', said)] });
    given(registered)
      .when(correcting(entry.registered, numbered('33')))
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
    ['a move', entry.moved, { move: { ...move, movedOn: '2024-12-01' } }],
    ['a release', entry.released, { release: { ...release, releasedOn: '2024-12-01' } }],
  ])('is refused to move %s before the registration (R-1.2)', (_, of, said) => {
    const history = of === entry.released ? [registered, released] : [registered, moved];
    given(...history)
      .when(correcting(of, said))
      .thenRefuses('before-registration');
  });

  it('is refused to move a release before the last fact (R-1.2)', () => {
    given(registered, moved, released)
      .when(correcting(entry.released, { release: { ...release, releasedOn: '2024-12-09' } }))
      .thenRefuses('fact-after-leaving');
  });

  it.each([
    [
      'a registration after a fact',
      entry.registered,
      { registration: { ...registration, registeredOn: '2024-12-11' } },
      `RoomMoved ${entry.moved}`,
    ],
    [
      'a move after the release',
      entry.moved,
      { move: { ...move, movedOn: '2024-12-13' } },
      `InmateReleased ${entry.released}`,
    ],
  ])('is refused to move %s, naming the entry that could not have been recorded then (D12)', (_, of, said, named) => {
    const history = [registered, moved, released] as const;
    given(...history)
      .when(correcting(of, said))
      .thenRefuses('entry-in-use');
    const version = () => decide(inmate.decider, { ...correcting(of, said), ...asker }, given(...history).state);
    expect(version).toThrow(expect.objectContaining({ problems: [named] }) as Error);
  });

  it('says something, and leaves a later change that it makes needless', () => {
    const plain = { custodyStatus: 'B_I', changedOn: '2024-12-09' } as const;
    const past = { ...changed, data: { subject, ...plain } } as Past;
    given(registered, past)
      .when(correcting(entry.changed, { statusChange: { ...plain, custodyStatus: registration.custodyStatus } }))
      .thenRefuses('entry-says-nothing');
    const said = { ...registration, custodyStatus: 'B_I' } as const;
    expect(given(registered, past).when(correcting(entry.registered, { registration: said })).outcome).toEqual({
      events: [corrected(entry.registered, 'InmateRegistered', said)],
    });
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
    const elsewhere = { transfer: { ...transfer, toUnitId: 'LAPAS-NOWHERE' } };
    given(registered, transferred)
      .when(correcting(entry.transferred, elsewhere, false))
      .thenRefuses('destination-unknown');
    const closedSince = correcting(entry.transferred, { transfer: { ...transfer, transferReason: 'COURT' } }, false);
    expect(given(registered, transferred).when(closedSince).outcome).toMatchObject({ events: [{}] });
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
  ])('is refused to what is annulled and recorded anew: %s', (of, past) => {
    given(registered, ...past)
      .when(correcting(of, { move }))
      .thenRefuses('entry-not-correctable');
  });
});
