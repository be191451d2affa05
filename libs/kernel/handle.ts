import { mustNotBeAbandoned, withoutAbandoned } from './abandonment.js';
import {
  type Aggregate,
  type Ask,
  type Engine,
  type History,
  mustReach,
  Overtaking,
  type Reading,
  streamOf,
  type Receipt,
} from './ask.js';
import type { AnyCommand, AnyEvent } from './decider.js';
import type { RecordedEvent } from './envelope.js';
import { Conflict, NotFound, Refusal, Unavailable } from './errors.js';
import { WrongExpectedRevision } from './event-store.js';
import { historyOf, stateOf } from './histories.js';
import { uuidOf } from './ids.js';
import { deadlineOf, PATIENCE, untilAnswered } from './persistence.js';
import { macOf, type Prepare, record } from './record.js';
import type { StreamEnd } from './repair.js';
import { world } from './world.js';

const REDECISIONS = 3;

/**
 * Sends an aggregate one command: load, dedupe, decide, seal, append. `prepare` adds the facts from elsewhere that the rule needs; whoever has
 * looked at the stream gives what was `seen`, and it is not read again unless it has changed.
 * Throws `NotFound`, `Forbidden`, `Conflict`, `Refusal`, `HistoryCorrupt`, `Overtaking` or `Unavailable`; whatever it throws but the last,
 * nothing was recorded.
 */
export async function send<S, C extends AnyCommand, E extends AnyEvent>(
  engine: Engine,
  aggregate: Aggregate<S, C, E>,
  ask: Ask<C>,
  prepare: Prepare<S, C> = (command) => Promise.resolve(command),
  seen = ask.target === undefined && ask.createdId === undefined ? NOTHING : undefined,
): Promise<Receipt> {
  const deadline = deadlineOf(engine.patience ?? PATIENCE);
  const stream = streamOf(aggregate, ask);
  const past = () => pastOf(engine, aggregate, stream, deadline);
  const handle = (known: Past<S>) => handleOn(engine, aggregate, ask, prepare, { ...known, stream, deadline });
  if (seen !== undefined) {
    const sent = await sendUnread({ past, handle }, pastIn(engine, aggregate, seen));
    if (sent !== undefined) return sent;
  }
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await handle(await past());
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
      if (attempt === REDECISIONS) {
        throw new Conflict('revision-changed');
      }
      await world.delay(world.random() * 20 * (attempt + 1));
    }
  }
}

/** A stream as it is: the `whole` of it and its end, which is what is appended to; without what was abandoned, and folded. */
interface Past<S> {
  readonly whole: readonly RecordedEvent[];
  readonly end?: StreamEnd;
  readonly history: readonly RecordedEvent[];
  readonly state: S;
}

/** What is there of a stream that is named by the command which creates it: only a repeat finds more. */
const NOTHING: History = { whole: [], folds: new WeakMap() };

/**
 * Handles a command on a stream as it was seen, which saves a read: undefined when there is more by now, of which some may be what it
 * recorded before. A repeat is not judged again, so what would be refused is looked up first.
 */
async function sendUnread<S>(
  { past, handle }: { past: () => Promise<Past<S>>; handle: (known: Past<S>) => Promise<Receipt> },
  seen: Past<S>,
): Promise<Receipt | undefined> {
  try {
    return await handle(seen);
  } catch (error) {
    if (error instanceof WrongExpectedRevision) return undefined;
    if (error instanceof Unavailable || (await past()).end?.revision === seen.end?.revision) throw error;
    return undefined;
  }
}

/** Throws `WrongExpectedRevision` when the stream is no longer as it was read, besides what `send` throws. */
async function handleOn<S, C extends AnyCommand, E extends AnyEvent>(
  engine: Engine,
  aggregate: Aggregate<S, C, E>,
  ask: Ask<C>,
  prepare: Prepare<S, C>,
  { whole, end, history, state, stream, deadline }: Past<S> & { readonly stream: string; readonly deadline: number },
): Promise<Receipt> {
  mustNotBeAbandoned(whole, ask.commandId);
  if (ask.target !== undefined && history.length === 0) throw new NotFound(`${aggregate.name} with that id`);
  if (history.length > 0) mustReach(aggregate, state, ask.by);
  const repeated = (await repeatOf(engine, stream, history, ask)) ?? overtakenBy(stream, history, ask);
  if (repeated !== undefined) return repeated;
  mustFollow(history, ask);
  const last = history.at(-1);
  mustMatch(ask.target?.revision, last?.revision);

  const batch = await record(engine, aggregate, ask, stream, whole, state, prepare, end);
  if (batch.length === 0) {
    if (last === undefined) throw new Error(`A new ${aggregate.name} was decided to be nothing.`);
    return { id: uuidOf(stream), revision: last.revision, position: last.position, replayed: false };
  }
  const append = () => engine.store.append(stream, end?.revision ?? 'no-stream', batch);
  const appended = await untilAnswered(engine.store, append, deadline, {
    code: 'outcome-unknown',
    ...(engine.patience && { patience: engine.patience }),
  });
  return { id: uuidOf(stream), ...appended, replayed: false };
}

/**
 * The verified history of a stream and the state it folds to, without the commands that were abandoned there; none when it is unborn.
 * Throws `HistoryCorrupt`, `UnknownEvent`, `Unavailable`.
 */
export async function load<S, C extends AnyCommand, E extends AnyEvent>(
  engine: Reading,
  aggregate: Pick<Aggregate<S, C, E>, 'decider'>,
  stream: string,
  deadline = deadlineOf(engine.patience ?? PATIENCE),
): Promise<Pick<Past<S>, 'history' | 'state'>> {
  const { history, state } = await pastOf(engine, aggregate, stream, deadline);
  return { history, state };
}

async function pastOf<S, C extends AnyCommand, E extends AnyEvent>(
  engine: Reading,
  aggregate: Pick<Aggregate<S, C, E>, 'decider'>,
  stream: string,
  deadline: number,
): Promise<Past<S>> {
  return pastIn(engine, aggregate, await historyOf(engine, stream, deadline));
}

function pastIn<S, C extends AnyCommand, E extends AnyEvent>(
  engine: Reading,
  aggregate: Pick<Aggregate<S, C, E>, 'decider'>,
  known: History,
): Past<S> {
  const { whole, end } = known;
  return { whole, ...(end && { end }), history: withoutAbandoned(whole), state: stateOf(engine, aggregate, known) };
}

function mustMatch(pinned: number | undefined, current: number | undefined): void {
  if (pinned === undefined || pinned === current) return;
  throw new Conflict('revision-mismatch', current);
}

/** What a target already took from that policy and stream at that place or after it: a late reaction changes nothing (D6). */
function overtakenBy(stream: string, history: readonly RecordedEvent[], { of }: Ask): Receipt | undefined {
  const later = of && history.findLast(tookFrom(of, of.revision));
  return later && { id: uuidOf(stream), revision: later.revision, position: later.position, replayed: true };
}

function mustFollow(history: readonly RecordedEvent[], { of, follows }: Ask): void {
  if (of === undefined || follows === undefined || history.some(tookFrom(of, follows))) return;
  throw new Overtaking(`${of.policy} has not sent what follows from revision ${follows} yet.`);
}

const tookFrom =
  ({ policy, stream }: NonNullable<Ask['of']>, revision: number) =>
  ({ metadata: { command } }: RecordedEvent): boolean =>
    command.of?.policy === policy && command.of.stream === stream && command.of.revision >= revision;

async function repeatOf(
  engine: Engine,
  stream: string,
  history: readonly RecordedEvent[],
  ask: Ask,
): Promise<Receipt | undefined> {
  const earlier = history.findLast((event) => event.metadata.command.id === ask.commandId);
  if (earlier === undefined) return undefined;
  const repeated = { id: uuidOf(stream), revision: earlier.revision, position: earlier.position, replayed: true };
  const { mac, macKey } = earlier.metadata.command;
  if (mac === undefined || macKey === undefined) return repeated; // what the system sent is handled, whatever it would say today
  const key = await engine.keyring.macKey(macKey);
  if (key === undefined) {
    throw new Refusal('idempotency-key-expired', { recordedAt: earlier.metadata.recordedAt });
  }
  if (macOf(ask, key.bytes) !== mac) {
    throw new Refusal('idempotency-key-reused', { recordedAt: earlier.metadata.recordedAt });
  }
  return repeated;
}
