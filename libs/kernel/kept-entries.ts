import { isAnnulment, isCorrection } from './corrections.js';
import type { AnyEvent } from './decider.js';
import { nameOf } from './envelope.js';
import type { JsonObject } from './json.js';
import { happened } from './occurrence.js';
import type { Projected } from './projection.js';

/** What an entry said at some time; its seals stay closed. */
export interface EntryVersion {
  readonly data: JsonObject;
  /** The business day on which it happened, and the instant when that is known. */
  readonly on: string;
  readonly occurredAt?: string;
  readonly recordedAt: string;
  readonly recordedBy: string;
  /** Why it was corrected; absent on what was said first. */
  readonly reasonCode?: string;
}

/** An entry as read models keep it: what it said first and every correction, oldest first, and who annulled it. */
export interface KeptEntry {
  readonly entryId: string;
  readonly type: string;
  readonly said: readonly EntryVersion[];
  readonly annulled?: { readonly approvedBy: string; readonly recordedAt: string; readonly reasonCode: string };
}

/** The entries after one more event of their record. */
export function kept(entries: readonly KeptEntry[], event: Projected<AnyEvent>): readonly KeptEntry[] {
  const { id, type, metadata } = event;
  const { on, occurredAt } = happened(event);
  const by = { recordedAt: metadata.recordedAt, recordedBy: nameOf(metadata.actor) };
  const said = (data: object): EntryVersion => ({
    data: data as JsonObject,
    on,
    ...(occurredAt !== undefined && { occurredAt }),
    ...by,
  });
  const change = (of: string, changed: (entry: KeptEntry) => KeptEntry): readonly KeptEntry[] =>
    entries.map((entry) => (entry.entryId === of ? changed(entry) : entry));
  if (isAnnulment(event)) {
    const { of, reasonCode, approvedBy } = event.data;
    return change(of, (entry) => ({ ...entry, annulled: { approvedBy, recordedAt: by.recordedAt, reasonCode } }));
  }
  if (!isCorrection(event)) return [...entries, { entryId: id, type, said: [said(event.data)] }];
  const { of, reasonCode, entry } = event.data;
  return change(of, (input) => ({ ...input, said: [...input.said, { ...said(entry), reasonCode }] }));
}

/** What the valid entries of a type say, as it is known now: their clear data, their seals closed. */
export function saidNow<E extends AnyEvent, T extends E['type']>(
  entries: readonly KeptEntry[],
  type: T,
): readonly Extract<E, { type: T }>['data'][] {
  const says: JsonObject[] = [];
  for (const entry of entries) {
    const last = entry.type === type && entry.annulled === undefined ? entry.said.at(-1) : undefined;
    if (last !== undefined) says.push(last.data);
  }
  return says;
}

/** An entry for readers: what it says now, what it said earlier, and who annulled it. */
export interface ShownEntry extends JsonObject {
  readonly entryId: string;
  readonly on: string;
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly earlier: readonly JsonObject[];
}

/** The entries of a type for readers, valid or not, oldest first. Why one was corrected is not why it was made. */
export const shown = (entries: readonly KeptEntry[], type: string): readonly ShownEntry[] =>
  entries
    .filter((entry) => entry.type === type)
    .map(({ entryId, said, annulled }) => {
      const versions = said.map(({ data, reasonCode: correctionReasonCode, ...version }) => ({
        ...data,
        ...version,
        ...(correctionReasonCode !== undefined && { correctionReasonCode }),
      }));
      const latest = versions.at(-1) ?? { on: '', recordedAt: '', recordedBy: '' };
      return { ...latest, entryId, earlier: versions.slice(0, -1), ...(annulled && { annulled }) };
    });

/** The document without some of its properties. */
export const without = <D extends object, K extends keyof D & string>(
  document: D,
  ...names: readonly K[]
): Omit<D, K> =>
  Object.fromEntries(Object.entries(document).filter(([name]) => !names.some((left) => left === name))) as Omit<D, K>;
