import type { ReservationEvent } from '#contracts/reservations/reservation.events';
import { type Aggregate, refuse } from '#kernel';

/** What a rule says to whoever comes second. */
export interface Taken {
  readonly code: string;
  readonly message: string;
  readonly rule?: string;
}

/** What is said, whoever has the value, or to whom finds it with that owner. */
export type TakenBy = Taken | ((owner: string) => Taken);

/** What is said to whom finds a value with its owner. */
export const takenFrom = (owner: string, taken: TakenBy): Taken => (typeof taken === 'function' ? taken(owner) : taken);

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
          const { code, message, rule } = takenFrom(state.owner, taken);
          refuse(code, message, rule);
        }
        return [{ type: 'ReservationTaken', data }];
      },
      ReleaseReservation: ({ data, unlessRetaken }, state) => {
        if (state.status === 'free') return [];
        if (state.owner !== data.owner) refuse('not-the-owner', 'Only its owner gives a reserved value back.');
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
