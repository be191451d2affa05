import { reservationEvents } from '#contracts/reservations/reservation.events';
import {
  type Ask,
  Conflict,
  type Engine,
  load,
  Refusal,
  refusesBy,
  Registry,
  sentences,
  send,
  type Receipt,
  Unavailable,
  verifyStream,
} from '#kernel';
import { inMemoryKeyring } from '#kernel/in-memory-keyring-for-specs';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { Dead } from '#kernel/mortal-process-for-specs';
import { ask, Counted, tally, type TallyCommand, tallyEngine, TallyOpened, SPEC_KEYS } from '#kernel/tally-for-specs';
import { sendReserving } from './send-reserving.js';
import { reservationIdOf, type ReservationRequest } from './request.js';

const refuse = refusesBy(
  sentences({
    'label-taken': { rule: 'R-1.1', en: 'Another tally, {owner}, has this label.' },
    'not-today': { en: 'Not today.' },
  }),
);

const registry = new Registry([TallyOpened, Counted, ...reservationEvents]);

/** A store, a keyring and a clock that many processes share. */
export function world() {
  const clock = { at: Date.parse('2026-11-24T01:00:00.000Z') };
  const parts = {
    store: new InMemoryEventStore(),
    keyring: inMemoryKeyring(),
    keys: SPEC_KEYS,
    now: () => new Date(clock.at),
  };
  const process = (own: Partial<Engine> = {}) => tallyEngine({ registry, ...parts, ...own }).engine;
  return { ...parts, clock, process };
}

/** What came of one attempt: its answer, the code of a refusal, or that nobody knows. */
export async function outcomeOf(attempt: Promise<Receipt>): Promise<string> {
  try {
    return `owner ${(await attempt).id}`;
  } catch (error) {
    if (error instanceof Refusal || error instanceof Conflict) return error.code;
    if (error instanceof Dead || error instanceof Unavailable) return 'unknown';
    throw error;
  }
}

/** The label of a tally is one of a set. */
export const label = (value: string): ReservationRequest => ({
  set: 'TALLY_LABEL',
  within: ['RUTAN-BANJARNEGARA', '2026'],
  value,
  taken: (other) => refuse('label-taken', other),
});

export const opening = (key: string, value: string, rest: Partial<Ask<TallyCommand>> = {}): Ask<TallyCommand> =>
  ask({ type: 'Open', data: { label: value } }, key, rest);

/** Opens a tally that must have its labels for itself; `mayOpen` is what its rules say. */
export const open = (
  engine: Engine,
  key: string,
  labels: readonly string[],
  mayOpen: () => boolean | Promise<boolean> = () => true,
): Promise<Receipt> =>
  sendReserving(engine, tally, opening(key, labels.join(' ')), labels.map(label), async (command) => {
    if (!(await mayOpen())) throw new Refusal('not-today');
    return command;
  });

/** A tally without a label. */
export const unlabelled = async (engine: Engine, key: string): Promise<string> =>
  (await send(engine, tally, opening(key, ''))).id;

/** Whether a tally has counted 1000: then it needs its numbers no more. */
export const isFull =
  (engine: Engine) =>
  async (owner: string): Promise<boolean> =>
    (await load(engine, tally, owner)).state.total === 1_000;

/** Lets a tally count a number that it must have for itself; `mayCount` is what its rules say. */
export const count = (
  engine: Engine,
  on: string,
  key: string,
  n: number,
  mayCount: () => boolean | Promise<boolean> = () => true,
  isOver?: ReservationRequest['isOver'],
): Promise<Receipt> =>
  sendReserving(
    engine,
    tally,
    ask({ type: 'Count', data: { n } }, key, { on }),
    [{ ...label(String(n)), ...(isOver && { isOver }) }],
    async (command) => {
      if (!(await mayCount())) throw new Refusal('not-today');
      return command;
    },
  );

/** What happened to a label's reservation: the type and the owner or the reason of each event. */
export async function historyOf({ store, keys }: Pick<Engine, 'store' | 'keys'>, value: string) {
  const stream = `reservation-${reservationIdOf(keys, label(value))}`;
  return verifyStream(await store.read(stream)).map(({ type, data }) =>
    type === 'ReservationTaken' ? `taken by ${data.owner as string}` : `released: ${data.reasonCode as string}`,
  );
}

/** The streams of the tallies that have a label, or counted it. */
export async function ownersOf({ store }: Pick<Engine, 'store'>, value: string): Promise<readonly string[]> {
  const owners: string[] = [];
  for await (const { type, data, stream } of store.readAll()) {
    const labels = type === 'TallyOpened' ? (data as { label: string }).label.split(' ') : [];
    const numbers = type === 'Counted' ? [String((data as { n: number }).n)] : [];
    if ([...labels, ...numbers].includes(value) && !owners.includes(stream)) owners.push(stream);
  }
  return owners;
}
