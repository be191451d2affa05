import { recorded, specify } from '#kernel/given-for-specs';
import { evolve, id, refusesBy, sentences } from '#kernel';
import { reservation, type ReservationCommand, type TakenBy } from './reservation.decider.js';

const [mine, theirs] = [`inmate-${id('spec', 'mine')}`, `inmate-${id('spec', 'theirs')}`];
const refuse = refusesBy(
  sentences({ 'already-registered': { rule: 'R-2.1', en: '{owner} has this register number.' } }),
);
const taken: TakenBy = (other) => refuse('already-registered', other);
const set = 'REGISTER_NUMBER';

const [commandId, lookupKey] = [id('spec', 'command'), id('spec', 'lookup')];
const take = (owner: string): ReservationCommand => ({
  type: 'TakeReservation',
  data: { owner, set, commandId, lookupKey },
  taken,
});
const release = (owner: string): ReservationCommand => ({
  type: 'ReleaseReservation',
  data: { owner, reasonCode: 'OWNER_ANNULLED', lookupKey },
});
const giveBack = (owner: string): ReservationCommand => ({
  type: 'ReleaseReservation',
  data: { owner, reasonCode: 'OWNER_REFUSED', lookupKey },
  unlessRetaken: true,
});
const was = {
  taken: (owner: string) => ({ type: 'ReservationTaken', data: { owner, set, commandId, lookupKey } }) as const,
  released: (owner: string, reasonCode = 'OWNER_ANNULLED') =>
    ({ type: 'ReservationReleased', data: { owner, reasonCode, lookupKey } }) as const,
};
const given = specify(reservation.decider);

describe('A reservation (D3)', () => {
  it('is taken when it is free', () => {
    given().when(take(mine)).then(was.taken(mine));
  });

  it('is taken again after it was given back, by whomever', () => {
    given(was.taken(mine), was.released(mine)).when(take(theirs)).then(was.taken(theirs));
  });

  it('is refused to others, with the code of the rule', () => {
    given(was.taken(theirs)).when(take(mine)).thenRefuses('already-registered');
  });

  it('records every attempt of its owner, so that none gives back what another needs', () => {
    given(was.taken(mine)).when(take(mine)).then(was.taken(mine));
  });

  it('is given back by its owner', () => {
    given(was.taken(mine), was.taken(mine)).when(release(mine)).then(was.released(mine));
  });

  it('is given back by nobody else', () => {
    given(was.taken(theirs)).when(release(mine)).thenRefuses('not-the-owner');
  });

  it('is given back once', () => {
    given(was.taken(mine), was.released(mine)).when(release(mine)).then();
  });

  it('is given back by a refused attempt that was the only one', () => {
    given(was.taken(theirs), was.released(theirs), was.taken(mine))
      .when(giveBack(mine))
      .then(was.released(mine, 'OWNER_REFUSED'));
  });

  it('is not given back by a refused attempt when there was another', () => {
    given(was.taken(mine), was.taken(mine)).when(giveBack(mine)).then();
  });

  it('knows which commands took it since it was free, and when', () => {
    const { state } = given(was.taken(theirs), was.released(theirs), was.taken(mine));
    const { metadata, ...again } = recorded(was.taken(mine), 3);
    const later = { ...metadata, recordedAt: '2024-12-16T02:09:00.000Z' };
    expect(evolve(reservation.decider, state, { ...again, metadata: later })).toEqual({
      status: 'taken',
      owner: mine,
      attempts: [
        { commandId, at: '2024-12-16T02:00:00.000Z' },
        { commandId, at: '2024-12-16T02:09:00.000Z' },
      ],
    });
  });
});
