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
import { anyObject, flag, listOf, maybe, row, says, whole, word } from '#platform/questions';
import { withholding } from '../withheld.js';

/** One event of a case for its readers. */
export const timelineRow = row('CaseEvent', {
  position: says(word, 'Where it is in the log.'),
  stream: word,
  revision: whole,
  id: word,
  type: word,
  recordedAt: word,
  on: says(word, 'The business day on which it happened; of a correction, that of its entry as known then.'),
  occurredAt: maybe(says(word, 'The instant at which it happened, when it is known.')),
  zone: says(word, 'Where that was its business day.'),
  actorId: says(word, 'A staff id, or the name of a part of the system.'),
  role: maybe(says(word, 'Of somebody of the staff.')),
  correctionOf: maybe(says(word, 'The entry that it corrects or annuls.')),
  sealed: says(listOf(word), 'Which classes it holds sealed.'),
  verified: says(flag, 'Its stream up to it is what was written.'),
  data: says(anyObject, 'What it says; in GraphQL as JSON.'),
});

export type TimelineRow = (typeof timelineRow)['static'];

/** An event of the log as it was read, and the same as it is believed; that is absent when it is not what was written. */
export interface ReadRow {
  readonly row: HistoryRow;
  readonly event?: RecordedEvent;
}

/** An event as the timeline of one case shows it: without other cases' part of it, its seals closed but ready to be opened. */
export function timelineRowOf({ row: read, event }: ReadRow, caseId: string, hidden: readonly string[]): TimelineRow {
  const { position, stream, revision, id, type, verified } = read;
  const said = event?.data ?? storedOf(read);
  const isShared = namesAnother(said, caseId);
  const data = shownOf(said, { caseId, hidden: isShared ? [...hidden, 'basis'] : hidden }) as JsonObject;
  return {
    position,
    stream,
    revision,
    id,
    type,
    recordedAt: textOf(read.recordedAt),
    ...(event ? happened(event) : toldIn(read)),
    ...byWhom(read, event),
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
