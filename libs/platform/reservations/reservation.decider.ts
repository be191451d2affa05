import type { ReservationEvent } from '#contracts/reservations/reservation.events';
import { type Aggregate, refuse, uuidOf } from '#kernel';

/** The stream that has a value, and the uuid of it. */
export interface Owner {
  readonly owner: string;
  readonly otherId: string;
}

/** Refuses whoever comes second. */
export type TakenBy = (other: Owner) => never;

/** Refuses whoever finds a value with its owner, whom the sentence may name. */
export const refuseTaken = (owner: string, taken: TakenBy): never => taken({ owner, otherId: uuidOf(owner) });

export type ReservationCommand =
  | {
      readonly type: 'TakeReservation';
      readonly data: Extract<ReservationEvent, { type: 'ReservationTaken' }>['data'];
      readonly taken: TakenBy;
    }
  | {
      readonly type: 'ReleaseReservation';
      readonly data: Extract<ReservationEvent, { type: 'ReservationReleased' }>['data'];
      /** Whether it stays taken when its owner has made more than one attempt: another may still succeed. */
      readonly unlessRetaken?: true;
    };

/** One command of the owner that took the value, and when. */
export interface Attempt {
  readonly commandId: string;
  readonly at: string;
}

/** `attempts` are those of its owner since it was free, oldest first. */
export type Reservation =
  | { readonly status: 'free' }
  | { readonly status: 'taken'; readonly owner: string; readonly attempts: readonly Attempt[] };

/** One value of a set in which every value has at most one owner (D3). */
export const reservation: Aggregate<Reservation, ReservationCommand, ReservationEvent> = {
  name: 'reservation',
  ofTheHouse: true,
  unitsOf: () => [],
  decider: {
    initial: { status: 'free' },
    decide: {
      TakeReservation: ({ data, taken }, state) => {
        if (state.status === 'taken' && state.owner !== data.owner) {
          return refuseTaken(state.owner, taken);
        }
        return [{ type: 'ReservationTaken', data }];
      },
      ReleaseReservation: ({ data, unlessRetaken }, state) => {
        if (state.status === 'free') return [];
        if (state.owner !== data.owner) refuse('not-the-owner');
        if (unlessRetaken === true && state.attempts.length > 1) return [];
        return [{ type: 'ReservationReleased', data }];
      },
    },
    evolve: {
      ReservationTaken: (state, { data: { owner, commandId }, metadata: { recordedAt: at } }) => ({
        status: 'taken',
        owner,
        attempts: [...(state.status === 'taken' ? state.attempts : []), { commandId, at }],
      }),
      ReservationReleased: () => ({ status: 'free' }),
    },
  },
};
