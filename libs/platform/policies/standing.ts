import {
  type AnyPolicy,
  countOf,
  type Engine,
  type EventStore,
  gapsOf,
  isExcluded,
  type Place,
  placeHolds,
  placeOf,
  type Position,
  type RecordedEvent,
} from '#kernel';
import type { Parked, PolicyCheckpoints } from './checkpoints.js';
import { type Recorded, startedInLog } from './policy-log.js';

/** From where a policy goes on, and what it reacts to where. */
export interface Standing {
  /** The last event that was handled; undefined before the first of the log. */
  readonly place?: Place;
  readonly parked: ReadonlyMap<string, Parked>;
  /** Whether it reacts to a type at a position: before a set of types was started, only to those of the one before. */
  readonly reactsTo: (type: string, at: Position) => boolean;
  /** When the log was last told how far it had got. */
  readonly recordedAt: string;
}

/** The name of a policy with its set of types. */
export const keyOf = (policy: AnyPolicy): string => `${policy.name}@${countOf(policy)}`;

/**
 * Where a policy stands: where MongoDB says if the log still has that place, else where the log itself says ("To the byte" 2). Throws
 * `Refusal` when it was started for other types, and what the stores throw.
 */
export async function standingOf(
  policy: AnyPolicy,
  { engine, store, checkpoints }: { engine: Engine; store: EventStore; checkpoints: PolicyCheckpoints },
): Promise<Standing> {
  const history = await startedInLog(engine, policy);
  const memory = {
    reactsTo: reactionsAt(policy, history),
    recordedAt: history.at(-1)?.metadata.recordedAt ?? '',
  };
  const kept = await checkpoints.read(keyOf(policy));
  if (kept !== undefined) {
    const { place, parked } = kept;
    if (await placeHolds(store, place, excludedIn(store))) {
      return { ...memory, place, parked: new Map(Object.entries(parked)) };
    }
    await checkpoints.forget(keyOf(policy), kept);
  }
  const place = await placeInLog(store, countOf(policy), history);
  return { ...memory, ...(place && { place }), parked: new Map() };
}

const excludedIn = (store: EventStore) => async (stream: string, revision: number) =>
  isExcluded(await gapsOf(store, stream), revision);

/** The last place in the policy's own stream that the log still has, else where it began. */
async function placeInLog(store: EventStore, n: number, history: readonly Recorded[]): Promise<Place | undefined> {
  const mine = history.filter((event) => event.type !== 'PolicyStarted' || event.data.n <= n);
  const beginning = mine.findLastIndex(({ type, data }) => type === 'PolicyStarted' && data.from !== 'PREVIOUS');
  for (const event of mine.slice(beginning + 1).reverse()) {
    if (event.type !== 'PolicyReached') continue;
    const { stream, revision } = event.data;
    const there = await store.readOne(stream, revision);
    if (there === undefined) continue;
    const place = { ...event.data, position: there.position };
    if (await placeHolds(store, place, excludedIn(store))) return place;
  }
  const start = mine[beginning];
  return start?.type === 'PolicyStarted' && start.data.from === 'HERE' ? placeOf(start) : undefined;
}

function reactionsAt(policy: AnyPolicy, history: readonly Recorded[]): Standing['reactsTo'] {
  const types = new Set(policy.events.map(({ type }) => type));
  const starts = history.flatMap((event) =>
    event.type === 'PolicyStarted' && event.data.n <= countOf(policy)
      ? [{ position: (event as RecordedEvent).position, types: new Set(event.data.types) }]
      : [],
  );
  return (type, at) =>
    types.has(type) && (starts.findLast(({ position }) => position < at) ?? starts[0])?.types.has(type) === true;
}
