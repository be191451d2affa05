import { addDays, isObject, type JsonObject, type KeptEntry, shown, without, words } from '#kernel';
import * as events from '#contracts/rehabilitation/session.events';
import { day, id, instant, staffId, unitId, label } from '#contracts/schemas';
import * as codes from '#contracts/rehabilitation/codes';
import * as q from '#platform/questions';
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
  template: q.toOne('programmeTemplate', 'templateId'),
  agreement: q.toOne('agreement', 'agreementId'),
  missed: q.toOne('session', 'catchUpOf'),
};

const summary = {
  id,
  unitId: q.says(unitId, 'The unit whose session it is.'),
  status: q.says(q.codeOf(SESSION_STATUSES), 'Where it stands.'),
  kind: q.says(q.codeOf(codes.SESSION_KINDS), 'Of which kind it is.'),
  module: q.says(label, 'The module of the programme.'),
  templateId: q.says(id, 'The template of the programme.'),
  providerUnitId: q.says(unitId, 'The unit that provides it.'),
  agreementId: q.maybe(q.says(id, 'The agreement under which another unit provides it.')),
  catchUpOf: q.maybe(q.says(id, 'The session that those who are expected missed.')),
  place: q.says(q.word, 'Where it takes place.'),
  startsAt: instant,
  endsAt: instant,
  serviceOn: q.says(day, 'The business day on which it starts.'),
  facilitatorIds: q.says(q.listOf(staffId), 'Who leads it.'),
  expected: q.says(q.whole, 'How many are expected.'),
  attended: q.maybe(q.says(q.whole, 'How many came; absent before it was held.')),
  clashes: q.says(
    q.listOf(
      q.related(
        q.row('SessionClash', {
          sessionId: id,
          over: q.says(q.listOf(q.codeOf(CLASHING_OVER)), 'What both need at the same time.'),
        }),
        { session: q.toOne('session', 'sessionId') },
      ),
    ),
    'Other sessions at the same time that need the same.',
  ),
  revision: q.whole,
};

const roster = q.listOf(
  q.related(
    q.row('SessionRosterLine', {
      subject: id,
      caseId: id,
      outcome: q.maybe(q.says(q.codeOf(codes.ATTENDANCE_OUTCOMES), 'What came of it.')),
      amendedOn: q.maybe(q.says(day, 'When what was said first was amended.')),
      absenceReason: q.maybe(q.says(q.codeOf(codes.ABSENCE_REASONS), 'Why they were absent.')),
      note: q.maybe(q.says(q.word, 'What was noticed of them.')),
      gone: q.gone,
    }),
    ofCase,
  ),
);
const facilitators = q.listOf(q.row('SessionFacilitator', { staffId, unitId }));
const override = q.maybe(
  q.row('SessionOverride', {
    overriddenBy: q.says(staffId, 'Who decided that it takes place although it clashes.'),
    reason: q.maybe(q.says(q.word, 'Why it does.')),
    gone: q.gone,
  }),
);
const arranged = { provider: providerRow, roster, override };

/** Whoever may know only the roster is shown no outcomes and none of the lists after it. */
const full = {
  ...summary,
  roster,
  appointments: q.maybe(
    q.entriesOf('SessionAppointment', events.SessionRescheduled, {
      ...arranged,
      kind: q.maybe(q.codeOf(codes.SESSION_KINDS)),
      module: q.maybe(label),
      templateId: q.maybe(id),
      facilitators: q.maybe(facilitators),
      catchUpOf: q.maybe(id),
      reasonCode: q.maybe(q.says(q.codeOf(codes.RESCHEDULING_REASONS), 'Why it was moved, of one that was.')),
    }),
  ),
  cancellations: q.maybe(
    q.entriesOf('SessionCancellation', events.SessionCancelled, { provider: providerRow, roster }),
  ),
  holdings: q.maybe(
    q.entriesOf('SessionHolding', events.RehabSessionHeld, { provider: providerRow, facilitators, roster }),
  ),
  amendments: q.maybe(q.entriesOf('SessionAmendment', events.SessionAttendanceAmended)),
  answers: q.maybe(q.entriesOf('SessionCoverageAnswer', events.SessionCoverageAnswered)),
};

const may = ['perawat-klinik', 'asesor-bnnk', 'kasubsi-pelayanan', 'karutan', 'kpr', 'karupam', 'auditor'] as const;
/** Who must know only that somebody is expected where (domain 5.5). */
const ROSTER_ONLY: readonly string[] = ['kpr', 'karupam'];
/** Who may read why somebody was absent and what was noted of them. */
const CLINICIANS: readonly string[] = ['perawat-klinik', 'asesor-bnnk'];

export const sessions = q.page({
  name: 'sessions',
  summary: 'Sessions, and which of them clash',
  may,
  of: sessionCalendar,
  by: {
    from: q.aDay('The first day on which they start'),
    to: q.aDay('The last day on which they start'),
    facilitatorId: q.anId('Who leads them'),
    module: q.aLabel('The module of the programme'),
    status: q.anyOf(SESSION_STATUSES, 'Where they stand'),
    caseId: q.anId('The case of somebody who is expected'),
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
  shows: q.related(q.row('SessionSummary', summary), relations),
  asAll: async (found, _, answering) => {
    const around = await sessionsAround(found, answering);
    return found.map((document) => summaryOf(document, around, answering));
  },
});

export const session = q.one({
  name: 'session',
  summary: 'One session and its roster',
  may,
  of: sessionCalendar,
  shows: q.related(q.row('Session', full), relations),
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
    const { appointments, ...listed } = q.listedIn(full, entries);
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
async function sessionsAround(found: readonly SessionDocument[], { models, reader }: q.Answering) {
  const days = [...new Set(found.flatMap(({ serviceOn: on }) => [addDays(on, -1), on, addDays(on, 1)]))];
  if (days.length === 0) return [];
  return models.all(sessionCalendar, reader, {
    filter: { serviceOn: { $in: days }, status: { $in: ['SCHEDULED', 'HELD'] } },
  });
}

const summaryOf = (
  document: SessionDocument & Keyed,
  around: readonly SessionDocument[],
  { reader: { actor } }: q.Answering,
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
