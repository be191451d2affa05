import { type Engine, load } from '#kernel';
import { isHeld } from './hold.js';
import { reservation } from './reservation.decider.js';
import { reservationIdOf, type Wish } from './wish.js';

/**
 * The stream that has a value and has recorded that it has; undefined when nobody has it, or its owner needs it no more. Throws what
 * `load` throws and `Unavailable('keyring-unavailable')`.
 */
export async function ownerOf(engine: Engine, wish: Omit<Wish, 'taken'>): Promise<string | undefined> {
  const id = reservationIdOf(engine.keys, wish);
  const { state } = await load(engine, reservation, `reservation-${id}`);
  if (state.status === 'free' || !(await isHeld(engine, state))) return undefined;
  return (await wish.isOver?.(state.owner)) === true ? undefined : state.owner;
}
