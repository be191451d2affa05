import type { NewEvent, Position, RawEvent } from './envelope.js';
import { isObject } from './json.js';

/** The revision a stream must have for an append to succeed. */
export type Expected = number | 'no-stream';

/** The place of the last event of an append. */
export interface Appended {
  readonly revision: number;
  readonly position: Position;
}

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
  /** The event of a stream at a revision; undefined when there is none. */
  abstract readOne(stream: string, revision: number): Promise<RawEvent | undefined>;
  /** The event of ours that was committed at a position, whatever its hash is; undefined when there is none. */
  abstract eventAt(position: Position): Promise<RawEvent | undefined>;
  /** Every event of ours after `after` (exclusive) up to the head at the time of the call, in log order. */
  abstract readAll(after?: Position): AsyncIterable<RawEvent>;
  /** The position of the last event of ours that `may` be it, any by default; undefined when there is none. */
  abstract head(may?: (event: RawEvent) => boolean): Promise<Position | undefined>;
  /** Like `readAll`, then live until `signal` aborts. Throws when the subscription drops: subscribe again after the last event. */
  abstract subscribe(after: Position | undefined, signal: AbortSignal): AsyncIterable<RawEvent>;
  /** Which connection calls use now: counts how often it was renewed. */
  abstract readonly generation: number;
  /** Drops a connection that may be dead, unless it is no longer the one of that generation: many may have noticed at once. */
  abstract renew(generation?: number): Promise<void>;
  abstract close(): Promise<void>;
}

const DIGITS = 20;
const HEX = 8;
const HASH = /^[0-9a-f]{64}$/;

/** The position before the first event: where a follower begins that has seen nothing. */
export const BEFORE_FIRST: Position = `${'0'.repeat(DIGITS)}.${'0'.repeat(HEX)}`;

/** The position of an event that was committed there, with these metadata; zeros stand where they hold no hash. */
export function toPosition(commit: bigint, metadata: unknown): Position {
  const hash = isObject(metadata) ? metadata.hash : undefined;
  const beginning = typeof hash === 'string' && HASH.test(hash) ? hash.slice(0, HEX) : '0'.repeat(HEX);
  return `${commit.toString().padStart(DIGITS, '0')}.${beginning}`;
}

/** The commit that a position is of. */
export const commitOf = (position: Position): bigint => BigInt(position.slice(0, DIGITS));
