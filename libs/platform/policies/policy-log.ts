import type { PolicyEvent, PolicyEventData } from '#contracts/policies/policy.events';
import {
  type Aggregate,
  type AnyPolicy,
  believe,
  believedOf,
  Conflict,
  countOf,
  deadlineOf,
  type Engine,
  HistoryCorrupt,
  id,
  PATIENCE,
  type Place,
  type RecordedEvent,
  Refusal,
  refuse,
  send,
  typesOf,
  UnknownEvent,
  untilAnswered,
} from '#kernel';
import { world } from '#kernel/world';

type LogEvent = Extract<PolicyEvent, { type: 'PolicyStarted' | 'PolicyReached' }>;
type LogCommand =
  | { readonly type: 'StartPolicy'; readonly data: PolicyEventData<'PolicyStarted'> }
  | { readonly type: 'ReachPlace'; readonly data: PolicyEventData<'PolicyReached'>; readonly n: number };

interface Started {
  readonly starts: readonly { readonly n: number; readonly types: readonly string[] }[];
  /** The id of the event that was reached last. */
  readonly reached?: string;
}

/** What the log remembers of one policy: each set of types that it reacted to, and how far it had got (D6). */
const policyLog: Aggregate<Started, LogCommand, LogEvent> = {
  name: 'policy',
  ofTheHouse: true,
  unitsOf: () => [],
  decider: {
    initial: { starts: [] },
    decide: {
      StartPolicy: ({ data }, { starts }) => {
        const same = starts.find(({ n }) => n === data.n);
        if (same !== undefined) {
          if (same.types.join() === data.types.join()) return [];
          refuse('policy-types-changed', { policy: data.policy, n: data.n });
        }
        const last = starts.at(-1);
        if (last !== undefined && last.n > data.n) {
          refuse('policy-superseded', { policy: data.policy, n: data.n, last: last.n });
        }
        return [{ type: 'PolicyStarted', data: last === undefined ? data : { ...data, from: 'PREVIOUS' } }];
      },
      ReachPlace: ({ data, n }, { starts, reached }) =>
        starts.at(-1)?.n === n && data.eventId !== reached ? [{ type: 'PolicyReached', data }] : [],
    },
    evolve: {
      PolicyStarted: (state, { data: { n, types } }) => ({ ...state, starts: [...state.starts, { n, types }] }),
      PolicyReached: (state, { data: { eventId } }) => ({ ...state, reached: eventId }),
    },
  },
};

const streamIdOf = (policy: string): string => id('policy', policy);

/** What is recorded of a policy, as far as it is believed. Throws `Unavailable`, `UnknownEvent`. */
async function recorded(engine: Engine, { name }: AnyPolicy): Promise<readonly Recorded[]> {
  const { store, registry, patience = PATIENCE } = engine;
  const stream = `policy-${streamIdOf(name)}`;
  const code = 'event-store-unavailable';
  const raw = await untilAnswered(store, () => store.read(stream), deadlineOf(patience), { code, patience });
  const history = await believe(engine, stream, raw).catch((error: unknown) => {
    if (error instanceof HistoryCorrupt) return believedOf(raw);
    throw error;
  });
  return history.map((event) => registry.upcast(event) as Recorded);
}

export type Recorded = RecordedEvent & LogEvent;

/**
 * What the log remembers of a policy up to its own start, which is recorded when it is not there yet. Throws `Refusal` when it was started
 * for other types, and what `send` throws.
 */
export async function startedInLog(engine: Engine, policy: AnyPolicy): Promise<readonly Recorded[]> {
  const n = countOf(policy);
  const known = await recorded(engine, policy);
  const isStarted = known.some(({ type, data }) => type === 'PolicyStarted' && data.n === n && sameTypes(data, policy));
  if (isStarted) return known;
  const types = [...typesOf(policy)];
  const data = { policy: policy.name, n, types, from: policy.from ?? 'HERE' } as const;
  await sendLog(engine, policy, { type: 'StartPolicy', data });
  return recorded(engine, policy);
}

/** What the log remembered of policies when they were started, by name. */
export type StartedPolicies = ReadonlyMap<string, readonly Recorded[]>;

/**
 * Records the start of policies that are new to the log, so that they react to whatever is recorded from now on, however late they run. One that
 * cannot start says why when it runs. Throws `Unavailable`.
 */
export async function startPolicies(engine: Engine, policies: readonly AnyPolicy[]): Promise<StartedPolicies> {
  const started = new Map<string, readonly Recorded[]>();
  for (const policy of policies) {
    try {
      started.set(policy.name, await startedInLog(engine, policy));
    } catch (error) {
      if (!SAID_WHEN_IT_RUNS.some((kind) => error instanceof kind)) throw error;
    }
  }
  return started;
}

const SAID_WHEN_IT_RUNS = [Refusal, Conflict, HistoryCorrupt, UnknownEvent] as const;

const sameTypes = ({ types }: { readonly types: readonly string[] }, policy: AnyPolicy): boolean =>
  types.join() === typesOf(policy).join();

/** Records that everything up to a place is handled, unless a later set of types was started. Throws what `send` throws. */
export async function reachedInLog(engine: Engine, policy: AnyPolicy, place: Place): Promise<void> {
  const { stream, revision, eventId, hash } = place;
  await sendLog(engine, policy, {
    type: 'ReachPlace',
    data: { stream, revision, eventId, hash },
    n: countOf(policy),
  });
}

async function sendLog(engine: Engine, { name }: AnyPolicy, command: LogCommand): Promise<void> {
  const correlationId = world.uuid();
  await send(engine, policyLog, {
    command,
    createdId: streamIdOf(name),
    by: { kind: 'SYSTEM', name },
    commandId: world.uuid(), // the stream's state tells a repeat, whichever process tells it
    body: { ...command.data },
    context: { source: 'POLICY' },
    correlationId,
    causationId: correlationId,
  });
}
