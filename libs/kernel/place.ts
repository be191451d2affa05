import { verifyAlone } from './chain.js';
import { HistoryCorrupt, UnknownEvent } from './errors.js';
import type { Position, RawEvent, RecordedEvent } from './envelope.js';
import type { EventStore } from './event-store.js';
import { isObject } from './json.js';

/** A place in the log that names its event, so that it is noticed when another log stands in its stead (D6). */
export interface Place {
  readonly position: Position;
  readonly stream: string;
  readonly revision: number;
  readonly eventId: string;
  readonly hash: string;
}

/** The place of an event; only one that is believed has a place. */
export const placeOf = ({ position, stream, revision, id, metadata }: Omit<RecordedEvent, 'type' | 'data'>): Place => ({
  position,
  stream,
  revision,
  eventId: id,
  hash: metadata.hash,
});

/**
 * Whether the log still has the event of a place ("To the byte" 21): the same id and the same hash as stored, or the same id where what
 * stands there is no longer what was written; `isExcluded` tells a revision that two people excluded. Throws what the store throws.
 */
export async function placeHolds(
  store: Pick<EventStore, 'readOne'>,
  { stream, revision, eventId, hash }: Place,
  isExcluded: (stream: string, revision: number) => Promise<boolean> = () => Promise.resolve(false),
): Promise<boolean> {
  const event = await store.readOne(stream, revision);
  if (event?.id === eventId && (hashIn(event) === hash || !isWhole(event))) return true;
  return isExcluded(stream, revision);
}

const hashIn = ({ metadata }: RawEvent): unknown => (isObject(metadata) ? metadata.hash : undefined);

/** Whether an event holds by itself, of whatever build it is. */
export function isWhole(event: RawEvent): boolean {
  try {
    verifyAlone(event);
    return true;
  } catch (error) {
    if (error instanceof HistoryCorrupt) return false;
    if (error instanceof UnknownEvent) return true;
    throw error;
  }
}
