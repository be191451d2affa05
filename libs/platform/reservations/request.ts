import type { Reserved } from '#contracts/reservations/sets';
import { type HouseKeys, keyed } from '#kernel';
import type { TakenBy } from './reservation.decider.js';

/** A value that its owner wants for itself. */
export interface ReservationRequest extends Omit<Reserved, 'set'> {
  readonly set: string;
  /** How whoever comes second is refused. */
  readonly taken: TakenBy;
  /**
   * Whether the stream that has the value needs it no more, so that another may take it over; asked when the value is wanted. A
   * command after which the owner needs it again must want it again.
   */
  readonly isOver?: (owner: string) => Promise<boolean>;
}

/** A value, and when its owner needs it no more, for whoever only asks about it. */
export type Reservable = Omit<ReservationRequest, 'taken'>;

/** The uuid of a value's reservation (D3): `keyed(lookup key, 'reservation', set, within, value)`. */
export const reservationIdOf = (
  { lookup }: HouseKeys,
  { set, within, value }: Pick<ReservationRequest, 'set' | 'within' | 'value'>,
): string => keyed(lookup.bytes, 'reservation', set, within, value);
