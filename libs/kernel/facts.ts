import type { Aggregate, Ask, Engine, Receipt } from './ask.js';
import type { AnyCommand, AnyEvent, Asker } from './decider.js';
import { send } from './handle.js';
import { readOnce, UNKEPT } from './histories.js';
import type { Prepare } from './record.js';

/** The commands with the facts that their rules need, by command: without them they cannot be decided. */
export type WithFacts<Command extends AnyCommand, Facts extends object> = Command extends { readonly type: infer Type }
  ? Type extends keyof Facts
    ? Command & { readonly facts: Facts[Type] }
    : Command
  : never;

type Needing<Command> = Command extends { readonly type: infer Type; readonly facts: object } ? Type : never;

/** Where the facts of each command are read: once, before its rule decides; all grounds among them are cited (D1). */
export type FactReaders<State, Command extends AnyCommand> = {
  readonly [Type in Needing<Command> & string]: (
    command: Omit<Extract<Command, { type: Type }>, 'facts'> & Asker,
    state: State,
    ask: Ask,
  ) => Promise<Extract<Command, { type: Type; facts: object }>['facts']>;
};

type AnyReader<State> = (command: AnyCommand & Asker, state: State, ask: Ask) => Promise<object>;

/** `send`, or what sends otherwise: with values that are reserved, or reactions that follow at once. */
type Version<State, Command extends AnyCommand, Event extends AnyEvent> = (
  engine: Engine,
  aggregate: Aggregate<State, Command, Event>,
  ask: Ask<Command>,
  prepare: Prepare<State, Command>,
) => Promise<Receipt>;

/**
 * Sends an aggregate one command, with the facts that its rule needs. Readers that are made of an engine read each stream once for one
 * decision: they must not write. Throws what `sending` and the readers throw. */
export function handle<State, Command extends AnyCommand, Event extends AnyEvent>(
  engine: Engine,
  aggregate: Aggregate<State, Command, Event>,
  ask: Ask,
  readers: FactReaders<State, Command> | ((reading: Engine) => FactReaders<State, Command>),
  version: Version<State, Command, Event> = send,
): Promise<Receipt> {
  return version(engine, aggregate, ask as Ask<Command>, async (command, state, asker) => {
    const all = typeof readers === 'function' ? readers(readingOnce(engine)) : readers;
    const read = (all as unknown as Readonly<Partial<Record<string, AnyReader<State>>>>)[command.type];
    return read === undefined ? command : { ...command, facts: await read({ ...command, ...asker }, state, ask) };
  });
}

/** The engine, of whose store each stream is read once: for what looks before it writes. */
export const readingOnce = (engine: Engine): Engine =>
  Object.create(engine, { histories: { value: readOnce(engine.histories ?? UNKEPT) } }) as Engine;
