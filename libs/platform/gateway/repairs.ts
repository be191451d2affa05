import { believedOf, type EventStore, repairStreamOf } from '#kernel';

/** What a stream's repair stream says of it. */
export interface Repairs {
  /** From where it is parked; infinite when it is not. */
  readonly parkedFrom: number;
  /** The revision, in the repair stream, of the last resumption; -1 when there was none. */
  readonly resumedAt: number;
}

/** What the repair stream of a stream says before a revision of its own; what is not believed there says nothing. Throws what the store throws. */
export async function repairsOf(store: Pick<EventStore, 'read'>, stream: string, before = Infinity): Promise<Repairs> {
  let [parkedFrom, resumedAt] = [Infinity, -1];
  for (const { type, data, revision } of believedOf(await store.read(repairStreamOf(stream)))) {
    if (revision >= before) break;
    if (type === 'StreamParked') parkedFrom = Math.min(parkedFrom, Number(data.revision));
    if (type === 'StreamResumed') [parkedFrom, resumedAt] = [Infinity, revision];
  }
  return { parkedFrom, resumedAt };
}
