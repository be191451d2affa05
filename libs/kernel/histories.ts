import { withoutAbandoned } from './abandonment.js';
import type { Aggregate, Engine, Histories, History, Reading } from './ask.js';
import { verifyAfter } from './chain.js';
import { type AnyCommand, type AnyEvent, evolve, type Recording } from './decider.js';
import type { RawEvent, RecordedEvent } from './envelope.js';
import { HistoryCorrupt } from './errors.js';
import { deadlineOf, PATIENCE, untilAnswered } from './persistence.js';
import { believeToEnd, mustFit } from './repair.js';

interface Fold {
  readonly count: number;
  readonly state: unknown;
}

/** The verified history of a stream on the store's leader. Throws `HistoryCorrupt`, `UnknownEvent`, `Unavailable`. */
export const historyOf = (
  engine: Reading,
  stream: string,
  deadline = deadlineOf(engine.patience ?? PATIENCE),
): Promise<History> => (engine.histories ?? UNKEPT).of(engine, stream, deadline);

/** Every history is read whole. */
export const UNKEPT: Histories = {
  of: async (engine, stream, deadline) => (await readWhole(engine, stream, deadline)).history,
};

/** Each stream is read once, for one decision. */
export function readOnce(histories: Histories): Histories {
  const known = new Map<string, Promise<History>>();
  return {
    of: (engine, stream, deadline) => {
      const found = known.get(stream) ?? histories.of(engine, stream, deadline);
      known.set(stream, found);
      found.catch(() => known.delete(stream));
      return found;
    },
  };
}

/** The state that a history folds to, without what was abandoned there; only what was not folded yet is. */
export function stateOf<S, C extends AnyCommand, E extends AnyEvent>(
  { registry }: Pick<Engine, 'registry'>,
  { decider }: Pick<Aggregate<S, C, E>, 'decider'>,
  { whole, folds }: History,
): S {
  const known = folds.get(decider) as Fold | undefined;
  const { count, state } =
    known !== undefined && known.count <= whole.length ? known : { count: 0, state: decider.initial };
  const folded = withoutAbandoned(whole.slice(count)).reduce(
    (before, event) => evolve(decider, before, registry.believe(event, event) as unknown as E & Recording),
    state as S,
  );
  if (count < whole.length) folds.set(decider, { count: whole.length, state: folded } satisfies Fold);
  return folded;
}

const MOST_CHARACTERS = 32_000_000;

/**
 * Keeps the histories that were read last, for one process, and reads only what comes after: from the last event that it knows, which must be
 * there as it was, on. What it keeps holds no secrets: seals stay closed. Whoever altered what is before that event is not seen here until the history is
 * read whole; nothing is kept of a stream that is parked or of which something was excluded.
 */
export function keptHistories(most = MOST_CHARACTERS): Histories & { readonly size: () => number } {
  const kept = new Map<string, { readonly history: History; readonly characters: number }>();
  let characters = 0;

  function forget(stream: string): void {
    characters -= kept.get(stream)?.characters ?? 0;
    kept.delete(stream);
  }

  function keep(stream: string, history: History, longer: number): void {
    const known = kept.get(stream);
    if (known !== undefined && known.history.whole.length > history.whole.length) return; // another command has read on
    forget(stream);
    kept.set(stream, { history, characters: longer });
    characters += longer;
    for (const [oldest] of kept) {
      if (characters <= most) return;
      forget(oldest);
    }
  }

  return {
    size: () => characters,
    of: async (engine, stream, deadline) => {
      const mayKeep = engine.parked?.(stream) === undefined && (engine.excluded?.(stream) ?? []).length === 0;
      const known = mayKeep ? kept.get(stream) : undefined;
      const tail = known && (await readOn(engine, stream, known.history, deadline));
      if (known !== undefined && tail !== undefined) {
        const history = continued(known.history, tail);
        keep(stream, history, known.characters + frozen(tail));
        return history;
      }
      forget(stream);
      const { history, isWhole } = await readWhole(engine, stream, deadline);
      if (mayKeep && isWhole && history.end !== undefined) keep(stream, history, frozen(history.whole));
      return history;
    },
  };
}

function continued(history: History, tail: readonly RecordedEvent[]): History {
  const last = tail.at(-1);
  if (last === undefined) return history;
  const end = { revision: last.revision, hash: last.metadata.hash };
  return { whole: [...history.whole, ...tail], end, folds: history.folds };
}

/** What comes after a history that is known, unaltered; undefined when its last event is not there as it was, or something does not follow it. */
async function readOn(
  engine: Reading,
  stream: string,
  { whole, end }: History,
  deadline: number,
): Promise<readonly RecordedEvent[] | undefined> {
  const last = whole.at(-1);
  if (last === undefined || end === undefined) return undefined;
  const [same, ...tail] = await read(engine, stream, deadline, end.revision);
  try {
    const before = { revision: end.revision - 1, hash: last.metadata.prevHash };
    const isThere = same !== undefined && verifyAfter([same], before)[0]?.metadata.hash === end.hash;
    if (!isThere) return undefined;
    const verified = verifyAfter(tail, end);
    mustFit(engine.registry, verified);
    return verified;
  } catch (error) {
    if (error instanceof HistoryCorrupt) return undefined;
    throw error;
  }
}

/** Whether nothing was left out of it as excluded, besides the history. */
async function readWhole(engine: Reading, stream: string, deadline: number) {
  const raw = await read(engine, stream, deadline);
  const { history: whole, end } = await believeToEnd(engine, stream, raw);
  const history: History = { whole, ...(end && { end }), folds: new WeakMap() };
  return { history, isWhole: whole.length === raw.length };
}

const read = ({ store, patience }: Reading, stream: string, deadline: number, from?: number): Promise<RawEvent[]> =>
  untilAnswered(store, () => store.read(stream, from), deadline, {
    code: 'event-store-unavailable',
    ...(patience && { patience }),
  });

const OF_EACH = 16;

/** About how many characters the value takes in memory, which nobody can change from now on. */
function frozen(value: unknown): number {
  if (typeof value === 'string') return OF_EACH + value.length;
  if (typeof value !== 'object' || value === null) return OF_EACH;
  let characters = OF_EACH;
  for (const member of Object.values(Object.freeze(value))) characters += frozen(member);
  return characters;
}
