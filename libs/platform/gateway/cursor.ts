import {
  BEFORE_FIRST,
  believedOf,
  deadlineOf,
  type Engine,
  type EventStore,
  Gone,
  isWhole,
  PATIENCE,
  type Position,
  type RawEvent,
  repairStreamOf,
  untilAnswered,
} from '#kernel';

/** Where a subscriber begins: after a position, from the first event, or with what happens from now on. */
export type Start = { readonly after: Position } | 'start' | 'now';

type Reading = Pick<Engine, 'store' | 'patience'>;

/**
 * The position after which a feed begins. Throws `Gone('cursor-gone')` when the log no longer has the event of a cursor, because it is a copy
 * from before it; `Unavailable` when the event store does not answer.
 */
export async function beginning({ store, patience = PATIENCE }: Reading, start: Start): Promise<Position> {
  const answered = <T>(call: () => Promise<T>): Promise<T> =>
    untilAnswered(store, call, deadlineOf(patience), { code: 'event-store-unavailable', patience });
  if (start === 'start') return BEFORE_FIRST;
  if (start === 'now') return (await answered(() => store.head(isWhole))) ?? BEFORE_FIRST; // only what is believed is a place
  const { after } = start;
  if (after === BEFORE_FIRST) return after;
  const event = await answered(() => store.eventAt(after));
  if (event !== undefined && (await answered(() => isOf(store, event, after)))) return after;
  throw new Gone('cursor-gone', { sent: after });
}

/** Whether it is the event of that place, or was before its bytes were altered or put right ("To the byte" 21). */
async function isOf(store: EventStore, event: RawEvent, after: Position): Promise<boolean> {
  if (event.position === after || !isWhole(event)) return true;
  let [parkedFrom, isWithin] = [Infinity, false];
  for (const { type, data } of believedOf(await store.read(repairStreamOf(event.stream)))) {
    if (type === 'StreamParked') parkedFrom = Math.min(parkedFrom, Number(data.revision));
    if (type !== 'StreamResumed') continue;
    isWithin ||= parkedFrom <= event.revision && event.revision <= Number(data.to);
    parkedFrom = Infinity;
  }
  return isWithin || parkedFrom <= event.revision;
}
