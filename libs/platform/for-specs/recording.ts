import {
  type About,
  type Actor,
  type Aggregate,
  type AnyCommand,
  type AnyEvent,
  type AnyProjection,
  type Engine,
  type EventDefinition,
  type EventStore,
  id,
  HistoryCorrupt,
  type RawEvent,
  Registry,
  send,
  unitOfActor,
  verifyAlone,
} from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { inMemoryKeyring } from '#kernel/in-memory-keyring-for-specs';
import { SPEC_KEYS } from '#kernel/tally-for-specs';
import { viewingEvents } from '#contracts/access/viewing.events';
import { RecordedOpening } from '#platform/audit';
import { type Reader, type StaffRegister, todayOf, zoneOf } from '#platform/auth';
import type { Handle } from '#platform/commands';
import { inMemoryReadModels, type AnyProjected, type Page } from '#platform/projections';
import type { Answering, Question } from '#platform/questions';
import { askOf } from './asks.js';
import { everybody } from './everybody.js';

const MONDAY = new Date('2024-12-16T02:00:00.000Z');

/**
 * A log, in memory by default, on which commands are recorded as in life, and the read models and opened records that come of it. Everybody is registered
 * by default.
 */
export function recording(
  definitions: readonly EventDefinition[],
  now = () => MONDAY,
  staffOf: (parts: Pick<Engine, 'store' | 'registry'>) => StaffRegister = () => everybody,
  store: EventStore = new InMemoryEventStore(),
) {
  const keyring = inMemoryKeyring();
  const registry = new Registry([...new Set([...definitions, ...viewingEvents])]);
  const staff = staffOf({ store, registry });
  const engine: Engine = {
    store,
    keyring,
    registry,
    staff,
    keys: SPEC_KEYS,
    log: id('log'),
    build: 'spec',
    zoneOf,
    now,
  };
  const events = async (): Promise<AnyProjected[]> => {
    const all: AnyProjected[] = [];
    for await (const event of store.readAll()) {
      if (isWhole(event)) all.push(engine.registry.believe(event));
    }
    return all;
  };
  const records = new RecordedOpening(engine);
  const writeAbout = async (
    about: readonly About[],
    stream: string,
    by: Actor,
    ...happened: readonly AnyEvent[]
  ): Promise<void> => {
    const [name, uuid] = [stream.slice(0, -37), stream.slice(-36)];
    const scribe: Aggregate<null, { type: 'Write'; data: object }, AnyEvent> = {
      name,
      unitsOf: () => [unitOfActor(by)],
      decider: {
        initial: null,
        decide: { Write: () => happened },
        evolve: Object.fromEntries(definitions.map(({ type }) => [type, () => null])),
      },
    };
    const isNew = (await store.read(stream)).length === 0;
    const ask = {
      about,
      context: { lateCode: 'PAPER_RECORD' },
      ...(isNew ? { createdId: uuid } : { target: uuid }),
    } as const;
    await send(engine, scribe, askOf({ type: 'Write', data: {} }, by, ask));
  };
  return {
    engine,
    keyring,
    staff,
    records,
    events,
    models: async (...projections: AnyProjection[]) => inMemoryReadModels(await events(), projections, engine),
    /** Answers of questions from what these projections make of the log, as a reader gets them. */
    answers: (...projections: AnyProjection[]) =>
      answersFrom(async (by: Actor) => ({
        reader: readerOf(by),
        engine,
        models: inMemoryReadModels(await events(), projections, engine),
        records,
        today: todayOf(engine, readerOf(by)),
      })),
    lastEntryOf: async (stream: string): Promise<string> => (await store.read(stream)).at(-1)?.id ?? '',
    /** Records events of any aggregate on a stream `<name>-<uuid>`, as if its rules had let them happen. */
    write: (stream: string, by: Actor, ...happened: readonly AnyEvent[]) => writeAbout([], stream, by, ...happened),
    writeAbout,
    /** Tells an aggregate commands whose rules need nothing from elsewhere. */
    sender:
      <S, C extends AnyCommand, E extends AnyEvent>(aggregate: Aggregate<S, C, E>) =>
      async (by: Actor, command: C, target?: string): Promise<string> =>
        (await send(engine, aggregate, askOf(command, by, { target }))).id,
    /** Tells commands as the bus does: with their facts, and what they reserve. */
    handler:
      (handle: Handle) =>
      async (by: Actor, command: AnyCommand, target?: string): Promise<string> =>
        (await handle(engine, askOf(command, by, { target }))).id,
  };
}

/** What questions answer, each from where the reader stands. */
function answersFrom(answering: (by: Actor) => Promise<Answering>) {
  const answer = async (question: Question, asked: object, by: Actor) =>
    question.answer(asked as never, await answering(by));
  return {
    one: answer as (question: Question, asked: object, by: Actor) => Promise<Row>,
    page: answer as (question: Question, asked: object, by: Actor) => Promise<Page<Row>>,
  };
}

type Row = Readonly<Record<string, unknown>>;

function isWhole(event: RawEvent): boolean {
  try {
    verifyAlone(event);
    return true;
  } catch (error) {
    if (error instanceof HistoryCorrupt) return false;
    throw error;
  }
}

/** Somebody of the staff who asks a question. */
export function readerOf(actor: Actor): Reader {
  if (actor.kind === 'SYSTEM') throw new Error(`${actor.name} asks no questions.`);
  return { actor, correlationId: id('spec') };
}
