import type { Reserved } from '#contracts/reservations/sets';
import { type AnyCommand, type Ask, type Engine, type HouseKeys, keyed } from '#kernel';
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

type Wanting<C extends AnyCommand> = (
  engine: Engine,
  ask: Ask<C>,
  looking: Engine,
) => Promise<readonly ReservationRequest[]> | readonly ReservationRequest[];

/** By command, what its record must have for itself; what is not named wants nothing. The documentation of refusals is read from it too. */
export type ReservationsBy<C extends AnyCommand> = {
  readonly [Type in C['type']]?: Wanting<Extract<C, { type: Type }>>;
};

/** What a command wants; the record itself is read by whoever is `looking` at it. Throws what its row does. */
export async function reservationsBy<C extends AnyCommand>(
  table: ReservationsBy<C>,
  engine: Engine,
  ask: Ask<C>,
  looking = engine,
): Promise<readonly ReservationRequest[]> {
  const wanted = (table as Readonly<Partial<Record<string, Wanting<C>>>>)[ask.command.type];
  return (await wanted?.(engine, ask, looking)) ?? [];
}

/** The uuid of a value's reservation (D3): `keyed(lookup key, 'reservation', set, within, value)`. */
export const reservationIdOf = (
  { lookup }: HouseKeys,
  { set, within, value }: Pick<ReservationRequest, 'set' | 'within' | 'value'>,
): string => keyed(lookup.bytes, 'reservation', set, within, value);
