import { type EventStore, isObject, type Position, type RawEvent } from '#kernel';

/** How far somebody is behind the log. */
export interface Lag {
  /** How many events they have not got to. */
  readonly events: number;
  /** When the first of these was recorded; absent when there is none, or it does not say. */
  readonly since?: string;
}

/** More events than that are not counted: a lag of so many is of as many or more. */
export const MOST_COUNTED = 1_000;

/**
 * How far each position is behind the head, by reading at most a thousand events in all, from the position nearest the head on, and one for each that
 * is further behind. Throws what the store throws.
 */
export async function lagsOf(
  store: Pick<EventStore, 'head' | 'readAll'>,
  positions: Iterable<Position>,
): Promise<ReadonlyMap<Position, Lag>> {
  const lags = new Map<Position, Lag>();
  let upTo = (await store.head()) ?? '';
  let lag: Lag = { events: 0 };
  for (const position of [...new Set(positions)].sort().reverse()) {
    if (position < upTo) lag = await further(store, position, upTo, lag);
    lags.set(position, lag);
    if (position < upTo) upTo = position;
  }
  return lags;
}

/** The lag in whole seconds, by this process's clock. */
export const secondsOf = ({ since }: Lag, now: Date): number =>
  since === undefined ? 0 : Math.max(0, Math.round((now.getTime() - Date.parse(since)) / 1_000));

async function further(
  store: Pick<EventStore, 'readAll'>,
  after: Position,
  upTo: Position,
  { events }: Lag,
): Promise<Lag> {
  const most = Math.max(1, MOST_COUNTED - events);
  let first: RawEvent | undefined;
  let count = 0;
  for await (const event of store.readAll(after)) {
    if (event.position > upTo) break;
    first ??= event;
    count += 1;
    if (count === most || event.position === upTo) break;
  }
  const since = isObject(first?.metadata) ? first.metadata.recordedAt : undefined;
  return { events: Math.min(MOST_COUNTED, events + count), ...(typeof since === 'string' && { since }) };
}
