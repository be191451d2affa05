import {
  type Aggregate,
  type AnyCommand,
  type AnyEvent,
  type Ask,
  Conflict,
  type Engine,
  Forbidden,
  type History,
  historyOf,
  isAnswer,
  Malformed,
  NotFound,
  type Reading,
  Refusal,
  streamOf,
  send,
  type Receipt,
  type Prepare,
} from '#kernel';
import { commandsIn } from './commands-of.js';
import { giveBack, type TakenReservation, take } from './take.js';
import { reservationIdOf, type ReservationRequest } from './request.js';

/**
 * Sends a command after it has taken the values that its aggregate must have for itself; what its rules refuse takes none, and
 * leaves the aggregate what it had. When the process dies in between, a repeat completes it; after ten minutes without one,
 * whoever wants a value frees it, and the command is refused for ever. Whoever has looked at the aggregate already gives what it was `looking` with. Throws the refusal of the request whose value another has, and what `send` throws.
 */
export async function sendReserving<S, C extends AnyCommand, E extends AnyEvent>(
  engine: Engine,
  aggregate: Aggregate<S, C, E>,
  ask: Ask<C>,
  requests: readonly ReservationRequest[],
  prepare?: Prepare<S, C>,
  looking: Reading = engine,
): Promise<Receipt> {
  const owner = streamOf(aggregate, ask);
  const seen = await historyOf(looking, owner);
  if (isDecided(owner, seen, ask)) return send(engine, aggregate, ask, prepare, seen);
  const reserved: TakenReservation[] = [];
  try {
    for (const request of inOneOrder(engine, requests)) reserved.push(await take(engine, ask, owner, request));
    return await send(engine, aggregate, ask, prepare, seen); // nothing that came since is passed by: the append names its revision
  } catch (error) {
    if (isDefinite(error)) for (const one of reserved) await giveBack(engine, ask, owner, one);
    throw error;
  }
}

/** Whether the command is a repeat, creates what is there already, or was abandoned: then it takes nothing. */
function isDecided(owner: string, seen: History, { target, commandId }: Ask): boolean {
  const { input, abandoned } = commandsIn(owner, seen);
  if (abandoned.includes(commandId)) return true;
  return target === undefined ? input.length > 0 : input.includes(commandId);
}

/** Everybody takes in the same order, so that of two who want the same values one gets all. */
const inOneOrder = ({ keys }: Engine, requests: readonly ReservationRequest[]): readonly ReservationRequest[] =>
  requests
    .map((request) => ({ request, id: reservationIdOf(keys, request) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ request }) => request);

/** Whether nothing was recorded, for certain. */
const isDefinite = (error: unknown): boolean =>
  isAnswer(error) || [Refusal, Forbidden, NotFound, Conflict, Malformed].some((kind) => error instanceof kind);
