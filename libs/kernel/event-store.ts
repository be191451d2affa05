import type { NewEvent, Position, RawEvent } from './envelope.js';

/** The revision a stream must have for an append to succeed. */
export type Expected = number | 'no-stream';

/** The place of the last event of an append. */
export interface Appended {
  readonly revision: number;
  readonly position: Position;
}

/** What a subscription delivers: an event, or the word that everything up to a position has been considered. */
export type Delivery = { readonly event: RawEvent } | { readonly checkpoint: Position };

/** The stream's revision was not the expected one: nothing was written. */
export class WrongExpectedRevision extends Error {
  constructor(readonly stream: string) {
    super(`${stream} has another revision than expected.`);
  }
}

/** The batch is larger than the store takes: nothing was written. */
export class AppendTooLarge extends Error {}

/** The store said no for good: nothing was written. */
export class AppendDenied extends Error {}

/** Whether the error is one of the three with which a store answers: nothing was written, for certain. */
export const isAnswer = (error: unknown): boolean =>
  error instanceof WrongExpectedRevision || error instanceof AppendTooLarge || error instanceof AppendDenied;

/**
 * Port. Abstract class, so it is its own injection token. One call is one attempt: `append` either answers, throws one of the
 * three errors above, or throws anything else (or never answers), and then nobody knows whether it was written.
 * Appending the identical batch at the identical revision again is always safe and answers the original place.
 */
export abstract class EventStore {
  abstract append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Appended>;
  /** The stream's events from revision `from` on, oldest first; none when there is no such stream. */
  abstract read(stream: string, from?: number): Promise<RawEvent[]>;
  /** Every event outside `$` streams after `after` (exclusive) up to the head at the time of the call, in log order. */
  abstract readAll(after?: Position): AsyncIterable<RawEvent>;
  /** The position of the last event outside `$` streams; undefined when the log is empty. */
  abstract head(): Promise<Position | undefined>;
  /** Like `readAll`, then live until `signal` aborts. Throws when the subscription drops: subscribe again from the last checkpoint. */
  abstract subscribe(after: Position | undefined, signal: AbortSignal): AsyncIterable<Delivery>;
  /** Which connection calls use now: counts how often it was renewed. */
  abstract readonly generation: number;
  /** Drops a connection that may be dead, unless it is no longer the one of that generation: many may have noticed at once. */
  abstract renew(generation?: number): Promise<void>;
  abstract close(): Promise<void>;
}

/** The position of a commit as 20 digits. */
export const toPosition = (commit: bigint): Position => commit.toString().padStart(20, '0');
