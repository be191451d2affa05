import { type HouseKeys, keyed } from '#kernel';
import type { Taken } from './reservation.decider.js';

/** A value that its owner wants for itself. */
export interface Wish {
  /** The code of the set, for everybody to read. */
  readonly set: string;
  /** What the set is divided by: a unit, a period. */
  readonly within: readonly string[];
  /** The value, normalised: two that count as equal are the same text. It is nowhere stored or logged. */
  readonly value: string;
  readonly taken: Taken;
  /**
   * Whether the stream that has the value needs it no more, so that another may take it over; asked when the value is wanted. A
   * command after which the owner needs it again must want it again.
   */
  readonly isOver?: (owner: string) => Promise<boolean>;
}

/** The uuid of a value's reservation (D3): `keyed(lookup key, 'reservation', set, within, value)`. */
export const reservationIdOf = (
  { lookup }: HouseKeys,
  { set, within, value }: Pick<Wish, 'set' | 'within' | 'value'>,
): string => keyed(lookup.bytes, 'reservation', set, within, value);
