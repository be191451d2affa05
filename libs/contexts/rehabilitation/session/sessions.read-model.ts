import { addDays, isObject, type JsonObject, type KeptEntry, shown, without, words } from '#kernel';
import * as events from '#contracts/rehabilitation/session.events';
import { day, id, instant, staffId, unitId, label } from '#contracts/schemas';
import { SESSION_KINDS, ATTENDANCE_OUTCOMES, ABSENCE_REASONS } from '#contracts/rehabilitation/codes';
import {
  aDay,
  aLabel,
  anId,
  type Answering,
  entriesOf,
  listedIn,
  listOf,
  maybe,
  one,
  page,
  row,
  says,
  whole,
  word,
  codeOf,
  related,
  toOne,
  anyOf,
} from '#platform/questions';
import type { Keyed } from '#platform/projections';
import { ofCase } from '../related.read-model.js';
import { providerRow } from '../provider.view.js';
import { overlap, wasThere } from './session.attendees.js';
import { type RosterLine, SESSION_STATUSES, sessionCalendar, type SessionDocument } from './session.document.js';

const CLASHING_OVER = words('SESSION_CLASHES', {
  PERSON: 'Somebody who takes part must be elsewhere',
  FACILITATOR: 'Somebody who leads it must be elsewhere',
  PLACE: 'The room is taken',
});

const relations = {
  template: toOne('programmeTemplate', 'templateId'),
  agreement: toOne('agreement', 'agreementId'),
  missed: toOne('session', 'catchUpOf'),
};

const summary = {
  id,
  unitId: says(unitId, 'The unit whose session it is.'),
  status: says(codeOf(SESSION_STATUSES), 'Where it stands.'),
  kind: says(codeOf(SESSION_KINDS), 'Of which kind it is.'),
  module: says(label, 'The module of the programme.'),
  templateId: says(id, 'The template of the programme.'),
  providerUnitId: says(unitId, 'The unit that provides it.'),
  agreementId: maybe(says(id, 'The agreement under which another unit provides it.')),
  catchUpOf: maybe(says(id, 'The session that those who are expected missed.')),
  place: says(word, 'Where it takes place.'),
  startsAt: instant,
  endsAt: instant,
  serviceOn: says(day, 'The business day on which it starts.'),
  facilitatorIds: says(listOf(staffId), 'Who leads it.'),
  expected: says(whole, 'How many are expected.'),
  attended: maybe(says(whole, 'How many came; absent before it was held.')),
  clashes: says(
    listOf(
      related(
        row('SessionClash', {
          sessionId: id,
          over: says(listOf(codeOf(CLASHING_OVER)), 'What both need at the same time.'),
        }),
        { session: toOne('session', 'sessionId') },
      ),
    ),
    'Other sessions at the same time that need the same.',
  ),
  revision: whole,
};

const gone = maybe(says(listOf(word), 'What can no longer be read.'));
const roster = listOf(
  related(
    row('SessionRosterLine', {
      subject: id,
      caseId: id,
      outcome: maybe(says(codeOf(ATTENDANCE_OUTCOMES), 'What came of it.')),
      amendedOn: maybe(says(day, 'When what was said first was amended.')),
      absenceReason: maybe(says(codeOf(ABSENCE_REASONS), 'Why they were absent.')),
      note: maybe(says(word, 'What was noticed of them.')),
      gone,
    }),
    ofCase,
  ),
);
const facilitators = listOf(row('SessionFacilitator', { staffId, unitId }));
const override = maybe(
  row('SessionOverride', {
    overriddenBy: says(staffId, 'Who decided that it takes place although it clashes.'),
    reason: maybe(says(word, 'Why it does.')),
    gone,
  }),
);
const arranged = { provider: providerRow, roster, override };

/** Whoever may know only the roster is shown no outcomes and none of the lists after it. */
const full = {
  ...summary,
  roster,
  appointments: maybe(
    entriesOf('SessionAppointment', events.SessionRescheduled, {
      ...arranged,
      kind: maybe(codeOf(SESSION_KINDS)),
      module: maybe(label),
      templateId: maybe(id),
      facilitators: maybe(facilitators),
      catchUpOf: maybe(id),
    }),
  ),
  cancellations: maybe(entriesOf('SessionCancellation', events.SessionCancelled, { provider: providerRow, roster })),
  holdings: maybe(
    entriesOf('SessionHolding', events.RehabSessionHeld, { provider: providerRow, facilitators, roster }),
  ),
  amendments: maybe(entriesOf('SessionAmendment', events.SessionAttendanceAmended)),
  answers: maybe(entriesOf('SessionCoverageAnswer', events.SessionCoverageAnswered)),
};

const may = ['perawat-klinik', 'asesor-bnnk', 'kasubsi-pelayanan', 'karutan', 'kpr', 'karupam', 'auditor'] as const;
/** Who must know only that somebody is expected where (domain 5.5). */
const ROSTER_ONLY: readonly string[] = ['kpr', 'karupam'];
/** Who may read why somebody was absent and what was noted of them. */
const CLINICIANS: readonly string[] = ['perawat-klinik', 'asesor-bnnk'];

export const sessions = page({
  name: 'sessions',
  summary: 'Sessions, and which of them clash',
  may,
  of: sessionCalendar,
  by: {
    from: aDay('The first day on which they start'),
    to: aDay('The last day on which they start'),
    facilitatorId: anId('Who leads them'),
    module: aLabel('The module of the programme'),
    status: anyOf(SESSION_STATUSES, 'Where they stand'),
    caseId: anId('The case of somebody who is expected'),
  },
  where: ({ from, to, facilitatorId, module, status, caseId }) => {
    const days = { ...(from && { $gte: from }), ...(to && { $lte: to }) };
    return {
      facilitatorIds: facilitatorId,
      module,
      status,
      caseIds: caseId,
      ...(Object.keys(days).length > 0 && { serviceOn: days }),
    };
  },
  sort: { startsAt: 1 },
  sortBy: ['startsAt', 'status'],
  shows: related(row('SessionSummary', summary), relations),
  asAll: async (found, _, answering) => {
    const around = await sessionsAround(found, answering);
    return found.map((document) => summaryOf(document, around, answering));
  },
});

export const session = one({
  name: 'session',
  summary: 'One session and its roster',
  may,
  of: sessionCalendar,
  what: 'session',
  shows: related(row('Session', full), relations),
  as: async (document, answering) => {
    const { records, reader } = answering;
    const { role } = reader.actor;
    const known = summaryOf(document, await sessionsAround([document], answering), answering);
    if (ROSTER_ONLY.includes(role)) {
      return { ...known, roster: document.roster.map(({ subject, caseId }) => ({ subject, caseId })) };
    }
    const entries = CLINICIANS.includes(role)
      ? await records.open(reader, 'session', document.entries)
      : document.entries;
    const { appointments, ...listed } = listedIn(full, entries);
    const scheduled = [...shown(entries, 'SessionScheduled'), ...shown(entries, 'CatchUpScheduled')];
    return {
      ...known,
      roster: rosterOf(document.roster, entries),
      appointments: [...scheduled, ...appointments],
      ...listed,
    };
  },
});

/** The lines as they are known now, with what was opened of their latest version. */
function rosterOf(lines: readonly RosterLine[], entries: readonly KeptEntry[]): RosterLine[] {
  const valid = entries.filter(({ annulled }) => annulled === undefined);
  const latest = (type: events.SessionEntry['type']) =>
    valid.filter((entry) => entry.type === type).flatMap(({ said }) => said.slice(-1).map(({ data }) => data));
  const dated: readonly JsonObject[] = [
    ...latest('RehabSessionHeld').flatMap(({ roster: held }) => (Array.isArray(held) ? held.filter(isObject) : [])),
    ...latest('SessionAttendanceAmended'),
  ];
  return lines.map((line) => ({ ...dated.findLast(({ caseId }) => caseId === line.caseId), ...line }));
}

/** The sessions on the days of some and the days beside: a session may last over midnight. */
async function sessionsAround(found: readonly SessionDocument[], { models, reader }: Answering) {
  const days = [...new Set(found.flatMap(({ serviceOn: on }) => [addDays(on, -1), on, addDays(on, 1)]))];
  if (days.length === 0) return [];
  return models.all(sessionCalendar, reader, {
    filter: { serviceOn: { $in: days }, status: { $in: ['SCHEDULED', 'HELD'] } },
  });
}

const summaryOf = (
  document: SessionDocument & Keyed,
  around: readonly SessionDocument[],
  { reader: { actor } }: Answering,
) => ({
  ...without(document, 'answers', ...(ROSTER_ONLY.includes(actor.role) ? (['attended'] as const) : [])),
  clashes: clashesOf(document, around),
});

/** The sessions that clash with one: races that the command could not see. */
const clashesOf = (session: SessionDocument, others: readonly SessionDocument[]) =>
  isOn(session)
    ? others
        .filter((other) => other.sessionId !== session.sessionId && isOn(other) && overlap(session, other))
        .map((other) => ({ sessionId: other.sessionId, over: sharedBy(session, other) }))
        .filter(({ over }) => over.length > 0)
    : [];

const isOn = ({ status }: SessionDocument): boolean => status === 'SCHEDULED' || status === 'HELD';

function sharedBy(one: SessionDocument, other: SessionDocument): readonly (typeof CLASHING_OVER)[number][] {
  const shares = (mine: readonly string[], theirs: readonly string[]) => mine.some((its) => theirs.includes(its));
  const shared = {
    PERSON: shares(peopleOf(one), peopleOf(other)),
    FACILITATOR: shares(one.facilitatorIds, other.facilitatorIds),
    PLACE: one.unitId === other.unitId && one.place === other.place,
  };
  return CLASHING_OVER.filter((over) => shared[over]);
}

const peopleOf = ({ status, roster: lines }: SessionDocument): readonly string[] =>
  lines.filter(({ outcome }) => status === 'SCHEDULED' || wasThere(outcome)).map(({ subject }) => subject);
