import {
  deadlineOf,
  type EventStore,
  Malformed,
  PATIENCE,
  type Position,
  type RawEvent,
  untilAnswered,
  verifyAlone,
} from '#kernel';
import type { CloudEvent, Mapping } from './cloud-event.js';

/** One step of a feed: how far the log has been considered, and what came out there for this subscriber. */
export interface Step {
  readonly position: Position;
  readonly cloudEvent?: CloudEvent;
}

/** Where a subscriber begins: after a position, from the first event, or with what happens from now on. */
export type Start = { readonly after: Position } | 'start' | 'now';

/**
 * The position after which a feed begins; undefined is the beginning of the log. Throws `Malformed('position-ahead')`, `Unavailable` when the
 * event store does not answer.
 */
export async function beginning(store: EventStore, start: Start): Promise<Position | undefined> {
  if (start === 'start') return undefined;
  const code = 'event-store-unavailable';
  const head = await untilAnswered(store, () => store.head(), deadlineOf(PATIENCE), { code });
  if (start === 'now') return head;
  if (head === undefined || start.after > head) {
    throw new Malformed('position-ahead', 'The cursor lies beyond the end of the log: it is not one of this log.');
  }
  return start.after;
}

/**
 * The published events after a position that a subscriber of these units may see, in log order, then live until `signal`
 * aborts. Throws `HistoryCorrupt` or `UnknownEvent` at an event that is not what was written, and when the subscription drops.
 */
export async function* feed(
  store: EventStore,
  mapping: Mapping,
  reach: string,
  after: Position | undefined,
  signal: AbortSignal,
): AsyncGenerator<Step> {
  for await (const event of store.subscribe(after, signal)) yield stepOf(event, mapping, reach);
}

function stepOf(raw: RawEvent, mapping: Mapping, reach: string): Step {
  const outgoing = mapping(verifyAlone(raw));
  const visible = outgoing !== undefined && (reach === 'all' || outgoing.units.includes(reach));
  return { position: raw.position, ...(visible && { cloudEvent: outgoing.cloudEvent }) };
}
