import type { AnyCommand, AnyEvent, Asker } from './decider.js';
import type { Entries } from './entries.js';

/** How the entries of each type came about, and what of them may be corrected (D12). */
export type Redeciding<State, Command extends AnyCommand, Event extends AnyEvent> = {
  readonly [Type in Event['type']]: RedecidingOf<State, Command, Extract<Event, { type: Type }>>;
};

export interface RedecidingOf<State, Command extends AnyCommand, Event extends AnyEvent> {
  /** The command that makes it; where two do, told apart by the state before it. */
  readonly by: Command['type'] | ((before: State, data: Event['data']) => Command['type']);
  /** Of the command's input, what nobody corrects. */
  readonly kept: readonly string[];
  /** Of the command's input, what is corrected, and under which member; absent when such an entry is annulled and recorded anew instead. */
  readonly corrected?: {
    readonly as: string;
    readonly fields: readonly string[];
    /** Refuses when such an entry may only be annulled as things are. */
    readonly may?: (now: State) => void;
  };
  /** The command's input, where that is not what the event says under the same names. */
  readonly input?: (data: Event['data'], before: State) => object;
  /** Of what the event says, what whoever handled the command made up or read: it stays as it is, there or not. */
  readonly retained?: readonly (keyof Event['data'] & string)[];
  /** Of what the event says, what repeats earlier entries: a change there does not make it another. */
  readonly repeats?: readonly (keyof Event['data'] & string)[];
  /** It follows another record: it stands whatever becomes of the entries before it. */
  readonly stands?: true;
  /** Codes of objections that never refuse its correction: what they judge may have changed since, whatever is corrected. */
  readonly forgives?: readonly string[];
  /** Whose rules hold for the corrected entry: its author's, by default. */
  readonly as?: 'CORRECTOR';
  /** Refuses whoever may neither correct nor annul it. */
  readonly mayChange?: (now: State, by: Asker['by']) => void;
  /** Refuses when such an entry is undone otherwise than by annulling it. */
  readonly mayAnnul?: (now: State) => void;
}

/** A command that has to be decided again, and the record that it then finds: what its facts are asked about. */
export interface Again<State, Event extends AnyEvent> {
  readonly command: AnyCommand;
  readonly record: Entries<State, Event>;
  readonly asker: Asker;
}

/** The facts of what is decided again, in the order in which it is; none where a command needs none. */
export interface AgainFacts {
  readonly again: readonly (object | undefined)[];
  /** What the valid entries say with their seals opened, in their order, where a rule decides by what is sealed. */
  readonly opened?: readonly object[];
  /** What came of it while its facts were read, so that nothing is decided twice; left out, it is decided by the facts alone. */
  readonly decided?: object;
}

export interface CorrectCommand {
  readonly data: { readonly of: string; readonly reasonCode: string };
}
