import {
  type Aggregate,
  type AnyCommand,
  type AnyEvent,
  type AnyPolicy,
  type Ask,
  asksOf,
  BEFORE_FIRST,
  cite,
  Conflict,
  type Engine,
  HistoryCorrupt,
  NotFound,
  Overtaking,
  type Position,
  type Projected,
  Refusal,
  streamOf,
  send,
  type Receipt,
  Unavailable,
  UnknownEvent,
  type Prepare,
} from '#kernel';
import { wasRefused } from './refusals.js';
import { isHandledBy } from './standing.js';
import { sendBy, type Senders } from './senders.js';

/** Which commands follow from an event, and how they reach their aggregates. */
export interface Reactions {
  readonly policies: readonly AnyPolicy[];
  readonly senders: Senders;
}

/**
 * Sends a command and then, at once, the commands that policies send because of its events, each policy in the order of the events and under the same
 * command ids: whoever reads their own write finds its effects too. What a policy did not get to send for earlier events of the stream is sent
 * before. From the first that cannot be sent now, or is refused, on a policy's are left to the running one; what it recorded as refused stays
 * refused. The position is the last of all. Throws what `send` throws.
 */
export async function sendAndReact<S, C extends AnyCommand, E extends AnyEvent>(
  engine: Engine,
  { policies, senders }: Reactions,
  aggregate: Aggregate<S, C, E>,
  ask: Ask<C>,
  prepare?: Prepare<S, C>,
): Promise<Receipt> {
  const stream = streamOf(aggregate, ask);
  const { noting, appended } = notingTypes(engine, stream);
  const receipt = await send(noting, aggregate, ask, prepare);
  const mayFollow = policies.some(({ events }) => events.some(({ type }) => appended.has(type)));
  if (!receipt.replayed && !mayFollow) return receipt;
  const reactions = await reactionsTo(engine, policies, stream, ask.commandId);
  const sendOne = sendBy(engine, senders);
  const dispatch = async ({ ask: reaction, policy, earlier }: Following): Promise<Position> => {
    const wasPassed = receipt.replayed && (await wasRefused(engine, reaction));
    if (wasPassed) return BEFORE_FIRST;
    const follows = earlier.at(-1)?.ask.of?.revision;
    try {
      return (await sendOne({ ...reaction, ...(follows !== undefined && { follows }) })).position;
    } catch (error) {
      if (earlier.length === 0 || !(error instanceof Overtaking || error instanceof NotFound)) throw error;
    }
    const isHandled = await isHandledBy(engine, policy);
    for (const { ask: one, event } of earlier) {
      if (isHandled(event) && !(await wasRefused(engine, one))) await sendOne(one);
    }
    return (await sendOne(reaction)).position;
  };
  const effects = await Promise.all(reactions.map((asks) => sendInOrder(dispatch, asks)));
  const position = effects.reduce((last, effect) => (effect > last ? effect : last), receipt.position);
  return { ...receipt, position };
}

/** The engine, and the types of what is appended to a stream by it. */
function notingTypes(engine: Engine, stream: string): { readonly noting: Engine; readonly appended: Set<string> } {
  const appended = new Set<string>();
  const append: Engine['store']['append'] = (to, expected, events) => {
    if (to === stream) for (const { type } of events) appended.add(type);
    return engine.store.append(to, expected, events);
  };
  const store = Object.create(engine.store, { append: { value: append } }) as Engine['store'];
  return { noting: Object.create(engine, { store: { value: store } }) as Engine, appended };
}

/** A reaction, and those of the same policy to earlier events of the stream that concern the same target. */
interface Following {
  readonly ask: Ask;
  readonly policy: AnyPolicy;
  readonly earlier: readonly { readonly ask: Ask; readonly event: Projected<AnyEvent> }[];
}

/** What each policy sends because of a command, in the order of its events. */
async function reactionsTo(
  engine: Engine,
  policies: readonly AnyPolicy[],
  stream: string,
  commandId: string,
): Promise<readonly (readonly Following[])[]> {
  try {
    const cited = await cite(engine, stream);
    const events = cited?.events ?? [];
    const now = new Set(events.filter(({ metadata }) => metadata.command.id === commandId).map(({ id }) => id));
    return policies.map((policy) => {
      const asks = events.flatMap((event) => asksOf(policy, event).map((ask) => ({ ask, event })));
      return asks.flatMap(({ ask }, n) =>
        now.has(ask.causationId)
          ? [{ ask, policy, earlier: asks.slice(0, n).filter((one) => hasTargetOf(ask)(one.ask)) }]
          : [],
      );
    });
  } catch (error) {
    if (isLeftToThePolicy(error)) return [];
    throw error;
  }
}

const hasTargetOf =
  ({ target, createdId }: Ask) =>
  (one: Ask): boolean =>
    (one.target?.id ?? one.createdId) === (target?.id ?? createdId);

/** The last place where an effect was recorded; what comes after one that was not would overtake it. */
async function sendInOrder(
  dispatch: (reaction: Following) => Promise<Position>,
  reactions: readonly Following[],
): Promise<Position> {
  let last = BEFORE_FIRST;
  try {
    for (const reaction of reactions) {
      const position = await dispatch(reaction);
      if (position > last) last = position;
    }
  } catch (error) {
    if (!isLeftToThePolicy(error)) throw error;
  }
  return last;
}

const LEFT_TO_THE_POLICY = [Refusal, NotFound, Conflict, Unavailable, HistoryCorrupt, UnknownEvent] as const;

const isLeftToThePolicy = (error: unknown): boolean => LEFT_TO_THE_POLICY.some((kind) => error instanceof kind);
