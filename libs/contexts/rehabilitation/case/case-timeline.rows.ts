import { copySeals, isId, isObject, type JsonObject, type JsonValue, sealsIn } from '#kernel';
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
  readonly occurredAt: string;
  readonly actorId: string;
  readonly role: string;
  /** The entry that it corrects or annuls. */
  readonly correctionOf?: string;
  readonly sealed: readonly string[];
  /** Whether this event and every one before it in its stream is what was written. */
  readonly verified: boolean;
  readonly data: JsonObject;
}

/** An event as the timeline of one case shows it: without other cases' part of it, its seals closed but ready to be opened. */
export function timelineRow(row: HistoryRow, caseId: string, hidden: readonly string[]): TimelineRow {
  const { position, stream, revision, id, type, verified } = row;
  const actor = isObject(row.actor) ? row.actor : {};
  const stored = storedOf(row);
  const of = { stream, id, type, v: typeof row.v === 'number' ? row.v : 1 };
  const isShared = namesAnother(stored, caseId);
  const data = shownOf(stored, { caseId, hidden: isShared ? [...hidden, 'basis'] : hidden, of }) as JsonObject;
  return {
    position,
    stream,
    revision,
    id,
    type,
    recordedAt: textOf(row.recordedAt),
    occurredAt: textOf(row.occurredAt),
    actorId: textOf(actor.id),
    role: textOf(actor.role),
    ...(isId(stored.of) && { correctionOf: stored.of }),
    sealed: [...new Set(sealsIn([data]).map(({ c }) => c))].sort(),
    verified,
    data,
  };
}

/** The data as stored; what was altered may hold anything, so nothing of it is opened. */
function storedOf({ data, verified }: HistoryRow): JsonObject {
  if (!isObject(data)) return {};
  return verified ? data : (withholding([data])[0] ?? {});
}

interface Showing {
  readonly caseId: string;
  readonly hidden: readonly string[];
  readonly of: Parameters<typeof copySeals>[1];
}

function shownOf(value: JsonValue, showing: Showing): JsonValue {
  if (Array.isArray(value)) {
    const own = value.filter((item: JsonValue) => !isOfAnother(item, showing.caseId));
    return own.map((item: JsonValue) => shownOf(item, showing));
  }
  if (!isObject(value)) return value;
  const { sealed, ...clear } = value;
  const members = Object.entries(clear)
    .filter(([name]) => !showing.hidden.includes(name))
    .map(([name, member]) => [name, shownOf(member, showing)] as const);
  return { ...Object.fromEntries(members), ...(sealed !== undefined && { sealed: copySeals(value, showing.of) }) };
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
