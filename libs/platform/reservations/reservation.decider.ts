import type { ReservationEvent } from '#contracts/reservations/reservation.events';
import { type Aggregate, Refusal, refuse, uuidOf } from '#kernel';

/** With which code whoever comes second is refused, whoever has the value, or where that owner has it. */
export type TakenBy = string | ((owner: string) => string);

/** The refusal of whom finds a value with its owner, which its sentence may name. */
export const takenFrom = (owner: string, taken: TakenBy): Refusal =>
  new Refusal(typeof taken === 'function' ? taken(owner) : taken, { owner, otherId: uuidOf(owner) });

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
          throw takenFrom(state.owner, taken);
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
