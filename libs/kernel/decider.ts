import type { Actor, Metadata } from './envelope.js';

export interface AnyCommand {
  readonly type: string;
  readonly data: object;
}

export interface AnyEvent {
  readonly type: string;
  readonly data: object;
}

/** Who asks, the handler's clock as a stored instant, and the business day of that instant in the record's unit. */
export interface Asker {
  readonly by: Actor;
  readonly at: string;
  readonly today: string;
  /** Whether a staff id is that of the person who asks, under whatever login or record they acted: rules never compare ids. */
  readonly is: (staffId: string | undefined) => boolean;
}

/** What a fold may know of an event besides its type and data; sealed properties are never among the data. */
export interface Recording {
  readonly id: string;
  readonly revision: number;
  readonly metadata: Metadata;
}

/**
 * The rules of one aggregate, pure and synchronous. `decide` returns events, none when it is so already, or refuses;
 * `evolve` never refuses, because it happened.
 */
export interface Decider<State, Command extends AnyCommand, Event extends AnyEvent> {
  readonly initial: State;
  readonly decide: {
    readonly [T in Command['type']]: (command: Extract<Command, { type: T }> & Asker, state: State) => readonly Event[];
  };
  readonly evolve: {
    readonly [T in Event['type']]: (state: State, event: Extract<Event, { type: T }> & Recording) => State;
  };
}

/** The body of one command of a union. */
export type DataOf<Command extends AnyCommand, T extends Command['type']> = Extract<Command, { type: T }>['data'];

/** The events that the decider's rules make of a command in a state. Throws `Refusal`. */
export function decide<S, C extends AnyCommand, E extends AnyEvent>(
  decider: Decider<S, C, E>,
  command: C & Asker,
  state: S,
): readonly E[] {
  const rule = decider.decide[command.type as C['type']] as (command: C & Asker, state: S) => readonly E[];
  return rule(command, state);
}

/** The state after an event. */
export function evolve<S, C extends AnyCommand, E extends AnyEvent>(
  decider: Decider<S, C, E>,
  state: S,
  event: E & Recording,
): S {
  const fold = decider.evolve[event.type as E['type']] as (state: S, event: E & Recording) => S;
  return fold(state, event);
}
