import type { Ask, Receipt } from './ask.js';
import { verifyStream } from './chain.js';
import { Conflict, Unavailable } from './errors.js';
import type { EventStore } from './event-store.js';
import { itIsAnEventStore } from './event-store-contract-for-specs.js';
import { type Fault, FAULTS, faultsAtRandom, faultyEventStore } from './faulty-event-store-for-specs.js';
import { seeded } from './seeded.js';
import { send } from './handle.js';
import { InMemoryEventStore } from './in-memory-event-store-for-specs.js';
import { inMemoryKeyring } from './in-memory-keyring-for-specs.js';
import { deadlineOf, untilAnswered } from './persistence.js';
import { ask, tally, type TallyCommand, tallyEngine } from './tally-for-specs.js';
import { runsOf, seedOf } from '../../test/tier.js';

const RUNS = runsOf(500, 10_000);
const FIRST = seedOf(1);
const patience = { attemptMs: 5, totalMs: 400 };
const LATE_MS = 12;

/** Tells as a client does that sends the same request again while nobody knows what became of it. */
async function insist(engine: ReturnType<typeof process>, one: Ask<TallyCommand>): Promise<Omit<Receipt, 'replayed'>> {
  for (;;) {
    try {
      const { id, revision, position } = await send(engine, tally, one);
      return { id, revision, position };
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
    }
  }
}

function process(store: EventStore, keyring: ReturnType<typeof inMemoryKeyring>, seed: number) {
  const faulty = faultyEventStore(store, faultsAtRandom(seed, 0.35), LATE_MS);
  const random = seeded(seed);
  const now = () => new Date(Date.parse('2026-11-24T01:00:00.000Z') + Math.floor(random() * 10_000));
  return { ...tallyEngine({ keyring, now }).engine, store: faulty, patience };
}

async function run(seed: number): Promise<ReadonlySet<Fault>> {
  const store = new InMemoryEventStore();
  const keyring = inMemoryKeyring();
  const [a, b, c] = [1, 2, 3].map((n) => process(store, keyring, seed * 10 + n));
  if (a === undefined || b === undefined || c === undefined) throw new Error('Three processes.');

  const opening = ask({ type: 'Open', data: { label: 'x' } }, 'k-1', { unitId: 'RUTAN-BANJARNEGARA' });
  const [created, again] = await Promise.all([insist(a, opening), insist(b, opening)]);
  expect(again).toEqual(created);

  const twice = ask({ type: 'CountTwice', data: { n: 1 } }, 'k-2', { on: created.id });
  const other = ask({ type: 'Count', data: { n: 5 } }, 'k-3', { on: created.id });
  const [counted, repeated] = await Promise.all([insist(a, twice), insist(b, twice), insist(c, other)]);
  expect(repeated).toEqual(counted);

  const history = verifyStream(await store.read(`tally-${created.id}`));
  const times = (one: Ask<TallyCommand>) =>
    history.filter(({ metadata }) => metadata.command.id === one.commandId).length;
  expect([times(opening), times(twice), times(other), history.length]).toEqual([1, 2, 1, 4]);
  const last = history.findLast(({ metadata }) => metadata.command.id === twice.commandId);
  expect({ revision: last?.revision, position: last?.position }).toEqual({
    revision: counted.revision,
    position: counted.position,
  });
  return new Set([a, b, c].flatMap(({ store: { suffered } }) => [...suffered]));
}

describe('tell on stores that fail', () => {
  it(`records one command of two processes once and answers both alike, in ${RUNS} runs (D2, D6)`, async () => {
    const suffered = await Promise.all(Array.from({ length: RUNS }, (_, index) => run(FIRST + index)));
    expect(new Set(suffered.flatMap((faults) => [...faults]))).toEqual(new Set<Fault>(['none', ...FAULTS]));
  });

  it('lets every one of 50 writers succeed or hear of a conflict', async () => {
    const store = new InMemoryEventStore();
    const keyring = inMemoryKeyring();
    const { id } = await send(
      tallyEngine({ store, keyring }).engine,
      tally,
      ask({ type: 'Open', data: { label: 'x' } }, 'open'),
    );
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) =>
        insist(process(store, keyring, 7_000 + n), ask({ type: 'Count', data: { n: 1 } }, `k-${n}`, { on: id })),
      ),
    );
    const won = outcomes.filter(({ status }) => status === 'fulfilled');
    const lost = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    for (const error of lost) expect(error).toBeInstanceOf(Conflict);
    expect(won.length).toBeGreaterThan(0);
    expect(verifyStream(await store.read(`tally-${id}`))).toHaveLength(1 + won.length);
  });
});

describe('untilAnswered on a store that fails', () => {
  const inner = faultyEventStore(new InMemoryEventStore(), faultsAtRandom(42, 0.3), LATE_MS);
  const insistent = { attemptMs: 5, totalMs: 20_000 };
  const answered = <T>(call: () => Promise<T>): Promise<T> =>
    untilAnswered(inner, call, deadlineOf(insistent), { code: 'outcome-unknown', patience: insistent });
  const store: EventStore = {
    generation: 0,
    readOne: (stream, revision) => answered(() => inner.readOne(stream, revision)),
    eventAt: (position) => answered(() => inner.eventAt(position)),
    readAll: (after) => inner.readAll(after),
    head: (may) => inner.head(may),
    subscribe: (after, signal) => inner.subscribe(after, signal),
    renew: () => inner.renew(),
    close: () => inner.close(),
    append: (stream, expected, events) => answered(() => inner.append(stream, expected, events)),
    read: (stream, from) => answered(() => inner.read(stream, from)),
  };
  itIsAnEventStore(() => store);
});
