import { abandon, type Ask, Conflict, type Engine, load, Refusal, send, type Receipt, Unavailable } from '#kernel';
import { world } from '#kernel/world';
import { commandsOf, isOver } from './commands-of.js';
import { reservation, type Reservation, type ReservationCommand } from './reservation.decider.js';
import { type Reservable, reservationIdOf, type ReservationRequest } from './request.js';

/** The command on whose behalf a value is taken or given back. */
export type Because = Pick<Ask, 'correlationId' | 'causationId'>;

/** A value that was taken, at the revision of its reservation. */
export interface TakenReservation {
  readonly id: string;
  readonly revision: number;
}

/** How long others leave a value to a command that is not recorded, in milliseconds: nobody's safety rests on it. */
export const UNRECORDED_AFTER_MS = 10 * 60_000;

/** How often somebody looks at a value that changes under their eyes. */
const LOOKS = 3;
const BY = { kind: 'SYSTEM', name: 'reservations' } as const;

/** Takes a value for a stream that owns it. Throws the request's refusal when another has it, and what `send` throws. */
export async function take(
  engine: Engine,
  because: Because & Pick<Ask, 'commandId'>,
  owner: string,
  request: ReservationRequest,
): Promise<TakenReservation> {
  const id = reservationIdOf(engine.keys, request);
  const data = { owner, set: request.set, commandId: because.commandId, lookupKey: engine.keys.lookup.id };
  const attempt = () =>
    sendReservation(engine, because, { type: 'TakeReservation', data, taken: request.taken }, { createdId: id });
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof Refusal && (await freeIfForsaken(engine, because, request))) return attempt();
    throw error;
  }
}

/** Gives back what an attempt took, unless the same owner has made another attempt since. */
export async function giveBack(
  engine: Engine,
  because: Because,
  owner: string,
  reserved: TakenReservation,
): Promise<void> {
  const data = { owner, reasonCode: 'OWNER_REFUSED', lookupKey: engine.keys.lookup.id };
  try {
    await sendReservation(
      engine,
      because,
      { type: 'ReleaseReservation', data, unlessRetaken: true },
      { target: reserved },
    );
  } catch (error) {
    if (!(error instanceof Conflict || error instanceof Unavailable)) throw error; // who wants it frees it as forsaken
  }
}

/** Gives back a value that its owner has no more. Throws `Refusal('not-the-owner')`, `NotFound`, and what `send` throws. */
export async function release(
  engine: Engine,
  because: Because,
  owner: string,
  request: Reservable,
  reasonCode: string,
): Promise<void> {
  const id = reservationIdOf(engine.keys, request);
  await sendReservation(
    engine,
    because,
    { type: 'ReleaseReservation', data: { owner, reasonCode, lookupKey: engine.keys.lookup.id } },
    { target: { id } },
  );
}

/**
 * Frees a value when none of the commands that took it was recorded in time, or its owner needs it no more; whether it is free
 * now. A command that was not recorded is abandoned first: then it never will be. Throws what `send` throws.
 */
export async function freeIfForsaken(engine: Engine, because: Because, request: Reservable): Promise<boolean> {
  const id = reservationIdOf(engine.keys, request);
  for (let looks = 0; looks < LOOKS; looks += 1) {
    const { history, state } = await load(engine, reservation, `reservation-${id}`);
    const last = history.at(-1);
    if (state.status === 'free' || last === undefined) return true;
    const why = await whyForsaken(engine, because, state, request);
    if (why === 'NOT_FORSAKEN') return false;
    if (why === 'CHANGED') continue;
    const target = { id, revision: last.revision };
    const data = { owner: state.owner, reasonCode: why, lookupKey: engine.keys.lookup.id };
    try {
      await sendReservation(engine, because, { type: 'ReleaseReservation', data }, { target });
      return true;
    } catch (error) {
      if (!(error instanceof Conflict)) throw error; // its owner takes it again, or another has freed it
    }
  }
  return false;
}

/** Frees at once a value that its owner has just come to need no more; when that fails, whoever wants it frees it. */
export async function freeWhenOver(engine: Engine, because: Because, request: Reservable): Promise<void> {
  try {
    await freeIfForsaken(engine, because, request);
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
  }
}

type Taking = Extract<Reservation, { status: 'taken' }>;

type Why = 'OWNER_NEVER_BORN' | 'COMMAND_NEVER_RECORDED' | 'OWNER_IS_OVER' | 'NOT_FORSAKEN' | 'CHANGED';

async function whyForsaken(
  engine: Engine,
  because: Because,
  { owner, attempts }: Taking,
  request: Reservable,
): Promise<Why> {
  const commands = await commandsOf(engine, owner);
  const { input, abandoned } = commands;
  const now = engine.now().getTime();
  const unrecorded = attempts.filter(({ commandId }) => !input.includes(commandId));
  const pending = unrecorded.filter(({ commandId }) => !abandoned.includes(commandId));
  if (pending.some(({ at }) => now - Date.parse(at) < UNRECORDED_AFTER_MS)) return 'NOT_FORSAKEN';
  const isRecorded = unrecorded.length < attempts.length;
  if (isRecorded && !(await isOver(engine, commands, request))) return 'NOT_FORSAKEN';
  const commandIds = [...new Set(pending.map(({ commandId }) => commandId))];
  const isSafe = commandIds.length === 0 || (await abandon(engine, commands, commandIds, { ...because, by: BY }));
  if (!isSafe) return 'CHANGED'; // it may be what took the value that was recorded
  if (isRecorded) return 'OWNER_IS_OVER';
  return input.length === 0 ? 'OWNER_NEVER_BORN' : 'COMMAND_NEVER_RECORDED';
}

/** A repeat is recognised by the reservation's state, not by its command: what was given back must be taken anew. */
const sendReservation = (
  engine: Engine,
  { correlationId, causationId }: Because,
  command: ReservationCommand,
  whom: Pick<Ask<ReservationCommand>, 'target' | 'createdId'>,
): Promise<Receipt> =>
  send(engine, reservation, {
    ...whom,
    command,
    by: BY,
    commandId: world.uuid(),
    body: command.data,
    context: {},
    correlationId,
    causationId,
  });
