import { reservationEvents } from '#contracts/reservations/reservation.events';
import {
  type Ask,
  type Engine,
  inMemoryKeyring,
  InMemoryEventStore,
  Refusal,
  Registry,
  type Told,
  verifyStream,
} from '#kernel';
import { ask, Counted, tally, type TallyCommand, tallyEngine, TallyOpened } from '#kernel/tally.given';
import { tellReserving } from './tell-reserving.js';
import { reservationIdOf, type Wish } from './wish.js';

const registry = new Registry([TallyOpened, Counted, ...reservationEvents]);

/** A store, a keyring and a clock that many processes share. */
export function world() {
  const clock = { at: Date.parse('2026-11-24T01:00:00.000Z') };
  const parts = { store: new InMemoryEventStore(), keyring: inMemoryKeyring(), now: () => new Date(clock.at) };
  const process = (own: Partial<Engine> = {}) => tallyEngine({ registry, ...parts, ...own }).engine;
  return { ...parts, clock, process };
}

/** The label of a tally is one of a set. */
export const label = (value: string): Wish => ({
  set: 'TALLY_LABEL',
  within: ['RUTAN-BANJARNEGARA', '2026'],
  value,
  taken: { code: 'label-taken', message: 'Another tally has this label.', rule: 'R-1.1' },
});

export const opening = (key: string, value: string, rest: Partial<Ask<TallyCommand>> = {}): Ask<TallyCommand> =>
  ask({ type: 'Open', data: { label: value } }, key, rest);

/** Opens a tally that must have its labels for itself; `mayOpen` is what its rules say. */
export const open = (
  engine: Engine,
  key: string,
  labels: readonly string[],
  mayOpen: () => boolean | Promise<boolean> = () => true,
): Promise<Told> =>
  tellReserving(engine, tally, opening(key, labels.join(' ')), labels.map(label), async (command) => {
    if (!(await mayOpen())) throw new Refusal('not-today', 'No tally is opened today.');
    return command;
  });

/** What happened to a label's reservation: the type and the owner or the reason of each event. */
export async function historyOf({ store, keyring }: Pick<Engine, 'store' | 'keyring'>, value: string) {
  const stream = `reservation-${await reservationIdOf(keyring, label(value))}`;
  return verifyStream(await store.read(stream)).map(({ type, data }) =>
    type === 'ReservationTaken' ? `taken by ${data.owner as string}` : `released: ${data.reasonCode as string}`,
  );
}

/** The uuids of the tallies that have a label. */
export async function ownersOf({ store }: Pick<Engine, 'store'>, value: string): Promise<readonly string[]> {
  const owners: string[] = [];
  for await (const { type, data, stream } of store.readAll()) {
    const labels = type === 'TallyOpened' ? (data as { label: string }).label.split(' ') : [];
    if (labels.includes(value)) owners.push(stream);
  }
  return owners;
}
