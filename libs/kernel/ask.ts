import type { Gap } from './chain.js';
import type { AnyCommand, AnyEvent, Decider } from './decider.js';
import type { About, Actor, LateCode, LegalBasis, Metadata, Position, RecordedEvent, Source } from './envelope.js';
import { Forbidden } from './errors.js';
import type { EventStore } from './event-store.js';
import { id } from './ids.js';
import type { JsonObject } from './json.js';
import type { HouseKeys, Keyring } from './keyring.js';
import type { Cause } from './occurrence.js';
import type { Patience } from './persistence.js';
import type { Registry } from './registry.js';
import type { Staff } from './staff.js';

/** What a decider's aggregate is called and who may act on it. */
export interface Aggregate<State, Command extends AnyCommand, Event extends AnyEvent> {
  /** Prefix of its streams. */
  readonly name: string;
  readonly decider: Decider<State, Command, Event>;
  /** The units whose people may act on it in that state. */
  readonly unitsOf: (state: State) => readonly string[];
  /** Whom and which case its events concern, besides the subjects that their data name (D1); the state is the one after them. */
  readonly aboutOf?: (state: State, uuid: string) => readonly About[];
  /** Its events are of the house, not of a unit ("To the byte" 8). */
  readonly ofTheHouse?: true;
}

/** How and when it happened, when that differs from how and when it is recorded; it goes to the envelope, never to data. */
export interface Context {
  readonly occurredAt?: string;
  readonly source?: Source;
  readonly lateCode?: LateCode;
}

/** The head of a stream when a fact of it was used (D12). */
export interface Fact {
  readonly stream: string;
  readonly revision: number;
  readonly hash: string;
}

/** What an event rests on when it cites the fact beside this (D1): the legal basis, and of whom, when it is not of everybody. */
export interface Ground {
  readonly kind: 'OVERRIDE' | 'CONSENT' | 'AGREEMENT';
  readonly legalBasis: LegalBasis;
  readonly subject?: string;
}

/** One command on its way to a decider. */
export interface Ask<Command extends AnyCommand = AnyCommand> {
  readonly command: Command;
  /** The aggregate's uuid and what the client believes of it; absent when the command creates one, then `unitId` owns it. */
  readonly target?: { readonly id: string; readonly revision?: number };
  /** The uuid of what the command creates, where the data format gives it one; otherwise it follows from the command's id. */
  readonly createdId?: string;
  /** The unit that owns what is created, or takes a record over. */
  readonly unitId?: string;
  readonly by: Actor;
  readonly commandId: string;
  /** The body as received, in the JSON profile: a repeat must bring the same. */
  readonly body: JsonObject;
  readonly context: Context;
  /** What this is a reaction to: it happened when that did, and rests on what that rests on. */
  readonly cause?: Cause;
  /** Whom its events concern besides those whom data and state name. */
  readonly about?: readonly About[];
  /** The event that a policy reacts to. */
  readonly of?: NonNullable<Metadata['command']['of']>;
  /** The revision of the event before that one: the target must have recorded what follows from it, else this would overtake it. */
  readonly follows?: number;
  readonly correlationId: string;
  readonly causationId: string;
}

/** The stream that a command is sent to: its target's, or that of what it creates (D2). */
export const streamOf = (
  { name }: Pick<Aggregate<never, never, never>, 'name'>,
  { target, createdId, commandId }: Pick<Ask, 'target' | 'createdId' | 'commandId'>,
): string => `${name}-${target?.id ?? createdId ?? id(name, commandId)}`;

/** What every command answers: nothing in it differs between two processes that handled the same command. */
export interface Receipt {
  readonly id: string;
  readonly revision: number;
  readonly position: Position;
  readonly replayed: boolean;
}

/** What commands run on. Abstract class, so it is its own injection token. */
export abstract class Engine {
  abstract readonly store: EventStore;
  abstract readonly keyring: Keyring;
  abstract readonly registry: Registry;
  abstract readonly staff: Staff;
  /** The keys of ids that must tell nothing (D2). */
  abstract readonly keys: HouseKeys;
  /** The uuid of the log and the version of this build, for the envelope. */
  abstract readonly log: string;
  abstract readonly build: string;
  /** The IANA zone of a unit; undefined when there is no such unit. */
  abstract readonly zoneOf: (unitId: string) => string | undefined;
  abstract readonly now: () => Date;
  abstract readonly patience?: Patience;
  /** The revision from which a stream is parked in this process's eyes; undefined when it is not. */
  abstract readonly parked?: (stream: string) => number | undefined;
  /** What this process knows that two people excluded of a stream. */
  abstract readonly excluded?: (stream: string) => readonly Gap[];
  /** Where the histories of streams come from: read whole each time by default. */
  abstract readonly histories?: Histories;
  /** Whether the log is a demonstration, where nothing is late. */
  abstract readonly demonstration?: boolean;
}

/** What histories are read by. */
export type Reading = Pick<Engine, 'store' | 'registry' | 'patience' | 'parked' | 'excluded' | 'histories'>;

/** Where histories come from: each is what the store's leader has. Throws `HistoryCorrupt`, `UnknownEvent`, `Unavailable`. */
export interface Histories {
  readonly of: (engine: Reading, stream: string, deadline: number) => Promise<History>;
}

/** A stream as it is: the `whole` of it, verified, and its end, which is what is appended to; no end when it is empty. */
export interface History {
  readonly whole: readonly RecordedEvent[];
  readonly end?: { readonly revision: number; readonly hash: string };
  /** How far each decider has folded it, or what it continues. */
  readonly folds: WeakMap<object, unknown>;
}

/** A reaction was sent before an earlier one of the same policy and stream: nothing was recorded. */
export class Overtaking extends Error {}

/** Throws `Forbidden` unless the record in that state belongs to the actor's unit. */
export function mustReach<S, C extends AnyCommand, E extends AnyEvent>(
  aggregate: Aggregate<S, C, E>,
  state: S,
  by: Actor,
): void {
  if (by.kind === 'SYSTEM' || aggregate.unitsOf(state).includes(by.unitId)) return;
  throw new Forbidden('outside-your-unit');
}
