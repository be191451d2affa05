import {
  type Aggregate,
  type AnyCommand,
  type AnyEvent,
  type AnyPolicy,
  type Ask,
  asksOf,
  cite,
  Conflict,
  type Engine,
  HistoryCorrupt,
  NotFound,
  Refusal,
  streamOf,
  tell,
  type Told,
  Unavailable,
} from '#kernel';
import { tellBy, type Tellers } from './tellers.js';

/** Which commands follow from an event, and how they reach their aggregates. */
export interface Reactions {
  readonly policies: readonly AnyPolicy[];
  readonly tellers: Tellers;
}

/**
 * Tells a command and then, at once, what the policies tell because of its events, under the same command ids: whoever reads their
 * own write finds its effects too. What cannot be told now, or is refused, is left to the running policies. The position is the last
 * of all. Throws what `tell` throws.
 */
export async function tellAndReact<S, C extends AnyCommand, E extends AnyEvent>(
  engine: Engine,
  { policies, tellers }: Reactions,
  aggregate: Aggregate<S, C, E>,
  ask: Ask<C>,
  prepare?: (command: C, state: S) => Promise<C>,
): Promise<Told> {
  const told = await tell(engine, aggregate, ask, prepare);
  const asks = await reactionsTo(engine, policies, streamOf(aggregate, ask), ask.commandId);
  const dispatch = tellBy(engine, tellers);
  const effects = await Promise.all(asks.map((reaction) => settled(dispatch(reaction))));
  const position = effects.reduce((last, effect) => (effect > last ? effect : last), told.position);
  return { ...told, position };
}

async function reactionsTo(
  engine: Engine,
  policies: readonly AnyPolicy[],
  stream: string,
  commandId: string,
): Promise<readonly Ask<AnyCommand>[]> {
  try {
    const cited = await cite(engine, stream);
    const events = cited?.events.filter(({ metadata }) => metadata.command.id === commandId) ?? [];
    return events.flatMap((event) => policies.flatMap((policy) => asksOf(policy, event)));
  } catch (error) {
    if (error instanceof Unavailable) return [];
    throw error;
  }
}

/** Where an effect was recorded; empty when the running policy is to see to it. */
async function settled(effect: Promise<Told>): Promise<string> {
  try {
    return (await effect).position;
  } catch (error) {
    if (LEFT_TO_THE_POLICY.some((kind) => error instanceof kind)) return '';
    throw error;
  }
}

const LEFT_TO_THE_POLICY = [Refusal, NotFound, Conflict, Unavailable, HistoryCorrupt] as const;
