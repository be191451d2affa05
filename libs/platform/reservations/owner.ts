import { type Engine, load } from '#kernel';
import { commandsOf, isOver } from './commands-of.js';
import { type Because, freeIfForsaken } from './take.js';
import { reservation } from './reservation.decider.js';
import { type Reservable, reservationIdOf } from './request.js';

/**
 * The stream that has a value and has recorded that it has; undefined when nobody has it, or its owner needs it no more. Throws what
 * `load` throws and `Unavailable('keyring-unavailable')`.
 */
export async function ownerOf(engine: Engine, request: Reservable): Promise<string | undefined> {
  const { state } = await load(engine, reservation, `reservation-${reservationIdOf(engine.keys, request)}`);
  if (state.status === 'free') return undefined;
  const commands = await commandsOf(engine, state.owner);
  if (!state.attempts.some(({ commandId }) => commands.input.includes(commandId))) return undefined;
  return (await isOver(engine, commands, request)) ? undefined : state.owner;
}

/**
 * The stream that has a value or has taken it for what it is about to record; undefined when nobody has. What is forsaken is freed
 * first. Throws what `freeIfForsaken` throws.
 */
export async function takerOf(engine: Engine, because: Because, request: Reservable): Promise<string | undefined> {
  if (await freeIfForsaken(engine, because, request)) return undefined;
  const { state } = await load(engine, reservation, `reservation-${reservationIdOf(engine.keys, request)}`);
  return state.status === 'free' ? undefined : state.owner;
}
