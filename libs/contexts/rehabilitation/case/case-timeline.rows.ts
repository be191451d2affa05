import {
  happened,
  isId,
  isObject,
  type JsonObject,
  type JsonValue,
  nameOf,
  type Occurrence,
  type RecordedEvent,
  sealsIn,
} from '#kernel';
import type { HistoryRow } from '#platform/audit';
import { withholding } from '../withheld.js';

/** One event of a case for its readers; `sealed` lists the classes that it holds sealed. */
export interface TimelineRow {
  readonly position: string;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly recordedAt: string;
  /** The business day, in `zone`, on which it happened, and the instant when that is known; of a correction those of its entry. */
  readonly on: string;
  readonly occurredAt?: string;
  readonly zone: string;
  /** A staff id, or the name of a part of the system. */
  readonly actorId: string;
  readonly role?: string;
  /** The entry that it corrects or annuls. */
  readonly correctionOf?: string;
  readonly sealed: readonly string[];
  /** Whether this event and every one before it in its stream is what was written. */
  readonly verified: boolean;
  readonly data: JsonObject;
}

/** An event of the log as it was read, and the same as it is believed; that is absent when it is not what was written. */
export interface ReadRow {
  readonly row: HistoryRow;
  readonly event?: RecordedEvent;
}

/** An event as the timeline of one case shows it: without other cases' part of it, its seals closed but ready to be opened. */
export function timelineRow({ row, event }: ReadRow, caseId: string, hidden: readonly string[]): TimelineRow {
  const { position, stream, revision, id, type, verified } = row;
  const said = event?.data ?? storedOf(row);
  const isShared = namesAnother(said, caseId);
  const data = shownOf(said, { caseId, hidden: isShared ? [...hidden, 'basis'] : hidden }) as JsonObject;
  return {
    position,
    stream,
    revision,
    id,
    type,
    recordedAt: textOf(row.recordedAt),
    ...(event ? happened(event) : toldIn(row)),
    ...byWhom(row, event),
    ...(isId(said.of) && { correctionOf: said.of }),
    sealed: [...new Set(sealsIn([data]).map(({ c }) => c))].sort(),
    verified,
    data,
  };
}

function byWhom({ actor }: HistoryRow, event?: RecordedEvent): Pick<TimelineRow, 'actorId' | 'role'> {
  if (event !== undefined) {
    const { actor: by } = event.metadata;
    return { actorId: nameOf(by), ...(by.kind !== 'SYSTEM' && { role: by.role }) };
  }
  const { staffId, name, role } = isObject(actor) ? actor : {};
  return { actorId: textOf(staffId ?? name), ...(role !== undefined && { role: textOf(role) }) };
}

const toldIn = ({ on, occurredAt, zone }: HistoryRow): Occurrence => ({
  on: textOf(on),
  ...(occurredAt !== undefined && { occurredAt: textOf(occurredAt) }),
  zone: textOf(zone),
});

/** The data as stored; what was altered may hold anything, so nothing of it is opened. */
const storedOf = ({ data }: HistoryRow): JsonObject => (isObject(data) ? (withholding([data])[0] ?? {}) : {});

interface Showing {
  readonly caseId: string;
  readonly hidden: readonly string[];
}

function shownOf(value: JsonValue, showing: Showing): JsonValue {
  if (Array.isArray(value)) {
    const own = value.filter((item: JsonValue) => !isOfAnother(item, showing.caseId));
    return own.map((item: JsonValue) => shownOf(item, showing));
  }
  if (!isObject(value)) return value;
  const members = Object.entries(value)
    .filter(([name]) => !showing.hidden.includes(name))
    .map(([name, member]) => [name, name === 'sealed' ? member : shownOf(member, showing)] as const);
  return Object.fromEntries(members);
}

const isOfAnother = (item: JsonValue, caseId: string): boolean =>
  isObject(item) && isId(item.caseId) && item.caseId !== caseId;

const namesAnother = (value: JsonValue, caseId: string): boolean => {
  if (Array.isArray(value)) return value.some((item: JsonValue) => namesAnother(item, caseId));
  return (
    isObject(value) && (isOfAnother(value, caseId) || Object.values(value).some((one) => namesAnother(one, caseId)))
  );
};

const textOf = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');
