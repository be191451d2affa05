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
  /** Where the last stands that followed from what was handled. */
  readonly effect?: Position;
  /** Whether it reacts to a type at a position: before a set of types was started, only to those of the one before. */
  readonly reactsTo: (type: string, at: Position) => boolean;
  /** When the log was last told how far it had got. */
  readonly recordedAt: string;
  /** How many events it passed since. */
  readonly unrecorded: number;
}

/** The name of a policy with its set of types. */
export const keyOf = (policy: AnyPolicy): string => `${policy.name}@${countOf(policy)}`;

/**
 * Where a policy stands: where MongoDB says if the log still has that place and what followed from it, else where the log itself says ("To the byte" 2), which is read
 * unless whoever started it just now knows. Throws
 * `Refusal` when it was started for other types, and what the stores throw.
 */
export async function standingOf(
  policy: AnyPolicy,
  { engine, store, checkpoints }: { engine: Engine; store: EventStore; checkpoints: PolicyCheckpoints },
  started?: readonly Recorded[],
): Promise<Standing> {
  const history = started ?? (await startedInLog(engine, policy));
  const memory = {
    reactsTo: reactionsAt(policy, history),
    recordedAt: history.at(-1)?.metadata.recordedAt ?? '',
  };
  const kept = await checkpoints.read(keyOf(policy));
  if (kept !== undefined) {
    const { place, effect, parked, unrecorded = 0 } = kept;
    if ((await placeHolds(store, place, excludedIn(store))) && (await isThere(store, effect))) {
      return { ...memory, place, ...(effect && { effect }), parked: new Map(Object.entries(parked)), unrecorded };
    }
    await checkpoints.forget(keyOf(policy), kept);
  }
  const place = await placeInLog(store, countOf(policy), history);
  return { ...memory, ...(place && { place }), parked: new Map(), unrecorded: 0 };
}

const isThere = async (store: EventStore, effect: Position | undefined): Promise<boolean> =>
  effect === undefined || (await store.eventAt(effect))?.position === effect;

const excludedIn = (store: EventStore) => async (stream: string, revision: number) =>
  isExcluded(await gapsOf(store, stream), revision);

/** Whether an event is the policy's to react to at all: of a type that it had been started for, after where it began. */
export async function isHandledBy(
  engine: Engine,
  policy: AnyPolicy,
): Promise<(event: Pick<RecordedEvent, 'type' | 'position'>) => boolean> {
  const history = await startedInLog(engine, policy);
  const reactsTo = reactionsAt(policy, history);
  const { mine, beginning } = sinceBeginning(countOf(policy), history);
  const start = mine[beginning];
  const from = start?.type === 'PolicyStarted' && start.data.from === 'HERE' ? start.position : undefined;
  return ({ type, position }) => reactsTo(type, position) && (from === undefined || position > from);
}

function sinceBeginning(n: number, history: readonly Recorded[]) {
  const mine = history.filter((event) => event.type !== 'PolicyStarted' || event.data.n <= n);
  return {
    mine,
    beginning: mine.findLastIndex(({ type, data }) => type === 'PolicyStarted' && data.from !== 'PREVIOUS'),
  };
}

/** The last place in the policy's own stream that the log still has, else where it began. */
async function placeInLog(store: EventStore, n: number, history: readonly Recorded[]): Promise<Place | undefined> {
  const { mine, beginning } = sinceBeginning(n, history);
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
