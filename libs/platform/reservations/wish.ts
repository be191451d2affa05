import { createHmac } from 'node:crypto';
import { canonical, id, type Keyring } from '#kernel';
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

/**
 * The uuid of a value's reservation (D3): `id('reservation', hex HMAC-SHA256(lookup key, JCS(['reservation', set, within, value])))`.
 * Throws `Unavailable('keyring-unavailable')`.
 */
export async function reservationIdOf(
  keyring: Pick<Keyring, 'lookupKey'>,
  { set, within, value }: Pick<Wish, 'set' | 'within' | 'value'>,
): Promise<string> {
  const key = await keyring.lookupKey();
  const text = canonical(['reservation', set, within, value]);
  return id('reservation', createHmac('sha256', key).update(text).digest('hex'));
}
