import { randomUUID } from 'node:crypto';
import {
  type AnyCommand,
  type Ask,
  Conflict,
  deadlineOf,
  type Engine,
  load,
  PATIENCE,
  Refusal,
  tell,
  type Told,
  Unavailable,
  untilAnswered,
  verifyStream,
} from '#kernel';
import { type Attempt, reservation, type Reservation, type ReservationCommand } from './reservation.decider.js';
import { reservationIdOf, type Wish } from './wish.js';

/** The command on whose behalf a value is taken or given back. */
export type Because = Pick<Ask<AnyCommand>, 'correlationId' | 'causationId'>;

/** A value that was taken, at the revision of its reservation. */
export interface Hold {
  readonly id: string;
  readonly revision: number;
}

/** How long a value is kept for a command that is not recorded, in milliseconds: far longer than any command lasts. */
export const UNTOLD_AFTER_MS = 10 * 60_000;

/** The ids of the commands that a stream records, none before its first event. Throws `HistoryCorrupt`, `Unavailable`. */
export async function toldTo({ store, patience = PATIENCE }: Engine, stream: string): Promise<readonly string[]> {
  const read = () => store.read(stream);
  const events = await untilAnswered(store, read, deadlineOf(patience), { code: 'event-store-unavailable', patience });
  return verifyStream(events).map(({ metadata }) => metadata.command.id);
}

/** Takes a value for a stream that owns it. Throws the wish's refusal when another has it, and what `tell` throws. */
export async function take(
  engine: Engine,
  because: Because & Pick<Ask<AnyCommand>, 'commandId'>,
  owner: string,
  wish: Wish,
): Promise<Hold> {
  const id = reservationIdOf(engine.keys, wish);
  const data = { owner, set: wish.set, commandId: because.commandId, lookupKey: engine.keys.lookup.id };
  const attempt = () =>
    tellReservation(engine, because, { type: 'TakeReservation', data, taken: wish.taken }, { createdId: id });
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof Refusal && (await freeIfForsaken(engine, because, id, wish.isOver))) return attempt();
    throw error;
  }
}

/** Gives back what an attempt took, unless the same owner has made another attempt since. */
export async function giveBack(engine: Engine, because: Because, owner: string, hold: Hold): Promise<void> {
  const data = { owner, reasonCode: 'OWNER_REFUSED', lookupKey: engine.keys.lookup.id };
  try {
    await tellReservation(engine, because, { type: 'ReleaseReservation', data, unlessRetaken: true }, { target: hold });
  } catch (error) {
    if (!(error instanceof Conflict || error instanceof Unavailable)) throw error; // who wants it frees it as forsaken
  }
}

/** Gives back a value that its owner has no more. Throws `Refusal('not-the-owner')`, `NotFound`, and what `tell` throws. */
export async function release(
  engine: Engine,
  because: Because,
  owner: string,
  wish: Omit<Wish, 'taken'>,
  reasonCode: string,
): Promise<void> {
  const id = reservationIdOf(engine.keys, wish);
  await tellReservation(
    engine,
    because,
    { type: 'ReleaseReservation', data: { owner, reasonCode, lookupKey: engine.keys.lookup.id } },
    { target: { id } },
  );
}

/**
 * Frees a value when none of the commands that took it was recorded in time, or its owner needs it no more; whether it is free
 * now. Throws what `tell` throws.
 */
export async function freeIfForsaken(
  engine: Engine,
  because: Because,
  id: string,
  isOver?: Wish['isOver'],
): Promise<boolean> {
  const { history, state } = await load(engine, reservation, `reservation-${id}`);
  if (state.status === 'free') return true;
  const reasonCode = await whyForsaken(engine, state, isOver);
  if (reasonCode === undefined) return false;
  const target = { id, revision: history.length - 1 };
  const data = { owner: state.owner, reasonCode, lookupKey: engine.keys.lookup.id };
  try {
    await tellReservation(engine, because, { type: 'ReleaseReservation', data }, { target });
    return true;
  } catch (error) {
    if (error instanceof Conflict) return false; // its owner takes it again, or another has freed it
    throw error;
  }
}

async function whyForsaken(engine: Engine, taken: Taking, isOver: Wish['isOver']): Promise<string | undefined> {
  const told = await toldTo(engine, taken.owner);
  const now = engine.now().getTime();
  const mayCome = (one: Attempt): boolean => !isToldIn(told)(one) && now - Date.parse(one.at) < UNTOLD_AFTER_MS;
  if (taken.attempts.some(mayCome)) return undefined;
  if (!taken.attempts.some(isToldIn(told))) return told.length === 0 ? 'OWNER_NEVER_BORN' : 'COMMAND_NEVER_RECORDED';
  return (await isOver?.(taken.owner)) === true ? 'OWNER_IS_OVER' : undefined;
}

type Taking = Extract<Reservation, { status: 'taken' }>;

/** Whether the owner has recorded one of the commands for which it took a value. Throws what `toldTo` throws. */
export const isHeld = async (engine: Engine, { owner, attempts }: Taking): Promise<boolean> =>
  attempts.some(isToldIn(await toldTo(engine, owner)));

const isToldIn =
  (told: readonly string[]) =>
  ({ commandId }: Attempt): boolean =>
    told.includes(commandId);

/** A repeat is recognised by the reservation's state, not by its command: what was given back must be taken anew. */
const tellReservation = (
  engine: Engine,
  { correlationId, causationId }: Because,
  command: ReservationCommand,
  whom: Pick<Ask<ReservationCommand>, 'target' | 'createdId'>,
): Promise<Told> =>
  tell(engine, reservation, {
    ...whom,
    command,
    by: { kind: 'SYSTEM', name: 'reservations' },
    commandId: randomUUID(),
    body: command.data,
    context: {},
    correlationId,
    causationId,
  });
