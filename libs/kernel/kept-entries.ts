import type { AnyEvent } from './decider.js';
import { isObject, type JsonObject, type JsonValue } from './json.js';
import type { Projected } from './projection.js';
import { copySeals } from './seal.js';

/** What an entry said at some time; its seals stay closed. */
export interface Said {
  readonly data: JsonObject;
  readonly recordedAt: string;
  readonly recordedBy: string;
  /** Why it was corrected; absent on what was said first. */
  readonly reasonCode?: string;
}

/** An entry as read models keep it: what it said first and every correction, oldest first, and who annulled it. */
export interface KeptEntry {
  readonly entryId: string;
  readonly type: string;
  readonly said: readonly Said[];
  readonly annulled?: { readonly approvedBy: string; readonly recordedAt: string; readonly reasonCode: string };
}

/** What a correction or an annulment says besides. */
interface Citing {
  readonly of: string;
  readonly reasonCode: string;
  readonly entry?: JsonObject;
  readonly approvedBy?: string;
}

/** The entries after one more event of their record. */
export function kept(entries: readonly KeptEntry[], event: Projected<AnyEvent>): readonly KeptEntry[] {
  const { id, stream, type, metadata } = event;
  const by = { recordedAt: metadata.recordedAt, recordedBy: metadata.actor.id };
  const copied = (data: object): JsonObject =>
    closed(data as JsonObject, { stream, id, type, v: metadata.v }) as JsonObject;
  if (!('of' in event.data)) return [...entries, { entryId: id, type, said: [{ data: copied(event.data), ...by }] }];
  const { of, reasonCode, entry: corrected, approvedBy } = event.data as Citing;
  return entries.map((entry) => {
    if (entry.entryId !== of) return entry;
    return corrected === undefined
      ? { ...entry, annulled: { approvedBy: approvedBy ?? by.recordedBy, recordedAt: by.recordedAt, reasonCode } }
      : { ...entry, said: [...entry.said, { data: copied(corrected), ...by, reasonCode }] };
  });
}

/** What the valid entries of a type say, as it is known now: their clear data, their seals closed. */
export const saidNow = <E extends AnyEvent, T extends E['type']>(
  entries: readonly KeptEntry[],
  type: T,
): readonly Extract<E, { type: T }>['data'][] =>
  entries.flatMap((entry) => {
    const last = entry.said.at(-1);
    return entry.type === type && entry.annulled === undefined && last !== undefined ? [last.data] : [];
  });

function closed(value: JsonValue, of: Parameters<typeof copySeals>[1]): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => closed(item, of));
  if (!isObject(value)) return value;
  const { sealed, ...clear } = value;
  const members = Object.entries(clear).map(([name, member]) => [name, closed(member, of)] as const);
  return { ...Object.fromEntries(members), ...(sealed !== undefined && { sealed: copySeals(value, of) }) };
}

/** An entry for readers: what it says now, what it said earlier, and who annulled it. */
export interface ShownEntry extends JsonObject {
  readonly entryId: string;
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly earlier: readonly JsonObject[];
}

/** The entries of a type for readers, valid or not, oldest first. */
export const shown = (entries: readonly KeptEntry[], type: string): readonly ShownEntry[] =>
  entries
    .filter((entry) => entry.type === type)
    .map(({ entryId, said, annulled }) => {
      const tellings = said.map(({ data, ...telling }) => ({ ...data, ...telling }));
      const latest = tellings.at(-1) ?? { recordedAt: '', recordedBy: '' };
      return { ...latest, entryId, earlier: tellings.slice(0, -1), ...(annulled && { annulled }) };
    });

/** The document without some of its properties. */
export const without = <D extends object, K extends keyof D & string>(
  document: D,
  ...names: readonly K[]
): Omit<D, K> =>
  Object.fromEntries(Object.entries(document).filter(([name]) => !names.some((left) => left === name))) as Omit<D, K>;
