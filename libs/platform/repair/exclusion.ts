import { createHash } from 'node:crypto';
import type { RepairEventData } from '#contracts/repair/repair.events';
import { canonical, type Gap, GENESIS, isObject, type RawEvent } from '#kernel';

/** Which events are excluded, and why. */
export type Range = Pick<RepairEventData<'EventsExcludedAsked'>, 'stream' | 'from' | 'to' | 'reasonCode'>;

/** What an exclusion says of the stream as it stands. */
export type Excluded = Pick<RepairEventData<'EventsExcludedAsked'>, 'lastHash' | 'entries'>;

const HASH = /^[0-9a-f]{64}$/;

/** What the chain follows after a range, and what stands for each of its events in the tree ("To the byte" 4). */
export const excludedOf = (raw: readonly RawEvent[], gaps: readonly Gap[], { from, to }: Range): Excluded => ({
  lastHash: digestIn(raw[to + 1], 'prevHash') ?? hashBefore(raw, gaps, from),
  entries: raw.slice(from, to + 1).map(alienEntryOf),
});

function hashBefore(raw: readonly RawEvent[], gaps: readonly Gap[], from: number): string {
  if (from === 0) return GENESIS;
  const before = gaps.find((gap) => gap.from <= from - 1 && from - 1 <= gap.to);
  return before?.lastHash ?? digestIn(raw[from - 1], 'hash') ?? GENESIS;
}

function digestIn(event: RawEvent | undefined, member: 'hash' | 'prevHash'): string | undefined {
  const value = isObject(event?.metadata) ? event.metadata[member] : undefined;
  return typeof value === 'string' && HASH.test(value) ? value : undefined;
}

/** The entry, in hex, of an event in the tree whose content proves nothing (D7). */
export const alienEntryOf = ({ stream, revision, id, type }: Pick<RawEvent, 'stream' | 'revision' | 'id' | 'type'>) =>
  createHash('sha256')
    .update(`bersinar/alien/1\n${canonical({ stream, revision, id, type })}`)
    .digest('hex');
