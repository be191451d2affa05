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
} from '#kernel';
import { reservation, type ReservationCommand } from './reservation.decider.js';
import { reservationIdOf, type Wish } from './wish.js';

/** The command on whose behalf a value is taken or given back. */
export type Because = Pick<Ask<AnyCommand>, 'by' | 'unitId' | 'context' | 'correlationId' | 'causationId'>;

/** A value that was taken, at the revision of its reservation. */
export interface Hold {
  readonly id: string;
  readonly revision: number;
}

/** How long an owner that was never born keeps a value, in milliseconds: far longer than any command lasts. */
export const UNBORN_AFTER_MS = 10 * 60_000;

/** Whether a stream has a first event. Throws `Unavailable`. */
export async function isBorn({ store, patience = PATIENCE }: Engine, stream: string): Promise<boolean> {
  const read = () => store.read(stream);
  const events = await untilAnswered(store, read, deadlineOf(patience), { code: 'event-store-unavailable', patience });
  return events.length > 0;
}

/** Takes a value for a stream that owns it. Throws the wish's refusal when another has it, and what `tell` throws. */
export async function take(engine: Engine, because: Because, owner: string, wish: Wish): Promise<Hold> {
  const id = await reservationIdOf(engine.keyring, wish);
  const data = { owner, set: wish.set };
  const attempt = () =>
    tellReservation(engine, because, { type: 'TakeReservation', data, taken: wish.taken }, { createdId: id });
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof Refusal && (await freeIfUnborn(engine, because, id))) return attempt();
    throw error;
  }
}

/** Gives back what an attempt took, unless the same owner has made another attempt since. */
export async function giveBack(engine: Engine, because: Because, owner: string, hold: Hold): Promise<void> {
  const data = { owner, reasonCode: 'OWNER_REFUSED' };
  try {
    await tellReservation(engine, because, { type: 'ReleaseReservation', data, unlessRetaken: true }, { target: hold });
  } catch (error) {
    if (!(error instanceof Conflict || error instanceof Unavailable)) throw error; // who needs it frees it as unborn
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
  const id = await reservationIdOf(engine.keyring, wish);
  await tellReservation(
    engine,
    because,
    { type: 'ReleaseReservation', data: { owner, reasonCode } },
    { target: { id } },
  );
}

/** Frees a value whose owner took it long ago and was never born; whether it is free now. Throws what `tell` throws. */
export async function freeIfUnborn(engine: Engine, because: Because, id: string): Promise<boolean> {
  const { history, state } = await load(engine, reservation, `reservation-${id}`);
  if (state.status === 'free') return true;
  const age = engine.now().getTime() - Date.parse(state.since);
  if (age < UNBORN_AFTER_MS || (await isBorn(engine, state.owner))) return false;
  const target = { id, revision: history.length - 1 };
  const data = { owner: state.owner, reasonCode: 'OWNER_NEVER_BORN' };
  try {
    await tellReservation(engine, because, { type: 'ReleaseReservation', data }, { target });
    return true;
  } catch (error) {
    if (error instanceof Conflict) return false; // its owner tries again, or another has freed it
    throw error;
  }
}

/** A repeat is recognised by the reservation's state, not by its command: what was given back must be taken anew. */
const tellReservation = (
  engine: Engine,
  { by, unitId, context: { source }, correlationId, causationId }: Because,
  command: ReservationCommand,
  whom: Pick<Ask<ReservationCommand>, 'target' | 'createdId'>,
): Promise<Told> =>
  tell(engine, reservation, {
    ...whom,
    command,
    by: { id: 'reservations', kind: 'SYSTEM', role: 'system', unitId: by.unitId, onBehalfOf: by.id },
    ...(unitId !== undefined && { unitId }),
    commandId: randomUUID(),
    body: command.data,
    context: { ...(source && { source }) },
    correlationId,
    causationId,
  });
