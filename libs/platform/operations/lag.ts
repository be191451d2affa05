import type { EventStore, Position } from '#kernel';

/** More events than that are not counted: a lag of so many is of as many or more. */
export const MOST_COUNTED = 1_000;

/**
 * How many events stand after each position, by reading at most a thousand in all, from the one nearest the head on. Throws what the store throws.
 */
export async function lagsOf(
  store: Pick<EventStore, 'head' | 'readAll'>,
  positions: Iterable<Position>,
): Promise<ReadonlyMap<Position, number>> {
  const lags = new Map<Position, number>();
  let upTo = (await store.head()) ?? '';
  let lag = 0;
  for (const position of [...new Set(positions)].sort().reverse()) {
    if (position < upTo && lag < MOST_COUNTED) lag += await countBetween(store, position, upTo, MOST_COUNTED - lag);
    lags.set(position, lag);
    if (position < upTo) upTo = position;
  }
  return lags;
}

async function countBetween(
  store: Pick<EventStore, 'readAll'>,
  after: Position,
  upTo: Position,
  most: number,
): Promise<number> {
  let count = 0;
  for await (const { position } of store.readAll(after)) {
    if (position > upTo) return count;
    count += 1;
    if (count === most || position === upTo) return count;
  }
  return count;
}
