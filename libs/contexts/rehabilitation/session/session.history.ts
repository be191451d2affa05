import { isObject, type JsonObject, type KeptEntry, shown } from '#kernel';
import type { RosterLine } from './session-calendar.projection.js';

/** One line of a roster; why somebody was absent and what was noted is there only when it was opened. */
export interface ShownLine extends RosterLine {
  readonly absenceReason?: string;
  readonly note?: string;
  readonly gone?: readonly string[];
}

/** What was said of a session: arranged, held, amended and answered, with what was said earlier and who annulled it (D12). */
export interface SessionHistory {
  readonly appointments: readonly JsonObject[];
  readonly cancellations: readonly JsonObject[];
  readonly holdings: readonly JsonObject[];
  readonly amendments: readonly JsonObject[];
  readonly answers: readonly JsonObject[];
}

/** The lines as they are known now, with what was opened of their latest telling. */
export const rosterOf = (roster: readonly RosterLine[], entries: readonly KeptEntry[]): readonly ShownLine[] => {
  const valid = entries.filter(({ annulled }) => annulled === undefined);
  const latest = (type: string) =>
    valid.filter((entry) => entry.type === type).flatMap(({ said }) => said.slice(-1).map(({ data }) => data));
  const lines: readonly JsonObject[] = [
    ...latest('RehabSessionHeld').flatMap(({ roster: held }) => (Array.isArray(held) ? held.filter(isObject) : [])),
    ...latest('SessionAttendanceAmended'),
  ];
  return roster.map((line) => {
    const told = lines.findLast(({ caseId }) => caseId === line.caseId);
    return { ...line, ...picked(told ?? {}, ['absenceReason', 'note', 'gone']) };
  });
};

/** The entries of a session for readers; what is sealed is left out where it was not opened. */
export const historyOf = (entries: readonly KeptEntry[]): SessionHistory => {
  const told = (type: string) => shown(entries, type).map(clear);
  return {
    appointments: [...told('SessionScheduled'), ...told('CatchUpScheduled'), ...told('SessionRescheduled')],
    cancellations: told('SessionCancelled'),
    holdings: told('RehabSessionHeld'),
    amendments: told('SessionAttendanceAmended'),
    answers: told('SessionCoverageAnswered'),
  };
};

/** The object without seals and without what only proves where it comes from. */
function clear(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'sealed' && name !== 'basis')
      .map(([name, member]) => [name, clearMember(member)]),
  );
}

const clearMember = (member: JsonObject[string]): JsonObject[string] => {
  if (Array.isArray(member)) return member.map((item: JsonObject[string]) => clearMember(item));
  return isObject(member) ? clear(member) : member;
};

const picked = (value: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)));
