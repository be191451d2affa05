import { happened, kept, type KeptEntry, type Projected, type Projection, saidNow, words } from '#kernel';
import { VISIT_PURPOSES, PROGRAMMES, TEAM_FUNCTIONS } from '#contracts/cooperation/visit.codes';
import * as events from '#contracts/cooperation/visit.events';
import { day, id, instant, staffId, unitId } from '#contracts/schemas';
import { FINDING_RATINGS } from '#contracts/cooperation/codes';
import * as q from '#platform/questions';
import { raised, visitReaders } from './follow-ups.read-model.js';

type VisitEntry = events.VisitEntry;

const VISIT_STATUSES = words('VISIT_STATUSES', {
  ANNOUNCED: 'It is to take place',
  STARTED: 'The visitors have arrived',
  CONCLUDED: 'It is over',
  ANNULLED: 'It was recorded by mistake',
});

const relations = { agreement: q.toOne('agreement', 'agreementId'), followed: q.toOne('visit', 'followUpOf') };

const summary = {
  id,
  unitId: q.says(unitId, 'The unit that is visited.'),
  visitingUnitId: q.says(unitId, 'The unit that visits.'),
  status: q.says(q.wordOf(VISIT_STATUSES), 'Where it stands.'),
  announced: q.says(q.flag, 'Whether it was announced.'),
  purpose: q.says(q.codeOf(VISIT_PURPOSES), 'What for.'),
  visitedOn: q.says(day, 'The day of arrival; before that, the day it is planned on.'),
  arrivedAt: q.maybe(q.says(instant, 'When the visitors arrived.')),
  departedAt: q.maybe(q.says(instant, 'When they left.')),
  programme: q.maybe(q.says(q.codeOf(PROGRAMMES), 'The programme that it is part of.')),
  followUpOf: q.maybe(q.says(id, 'The visit that it follows up.')),
  agreementId: q.maybe(q.says(id, 'The agreement under which it takes place.')),
  minorFindings: q.says(q.whole, 'How many observations are rated minor.'),
  majorFindings: q.says(q.whole, 'How many are rated major.'),
  criticalFindings: q.says(q.whole, 'How many are rated critical.'),
  followUps: q.says(q.whole, 'How many follow-ups were raised.'),
  revision: q.whole,
};

type VisitDocument = q.KeptAs<'visitId', typeof summary>;

export const visitBoard: Projection<VisitDocument, events.VisitEvent> = {
  name: 'visit-board',
  version: 1,
  events: events.visitEvents,
  indexes: [
    ['units', 'visitedOn'],
    ['units', 'purpose', 'visitedOn'],
    ['units', 'status', 'visitedOn'],
    ['units', 'status'],
  ],
  fold: (document, event, visitId) => {
    const { unitId } = event.metadata;
    const entries = kept(document?.entries ?? [], event);
    const begun = begunBy(document, event);
    return {
      ...begun,
      ...knownNow(entries),
      visitId,
      unitId,
      units: [unitId, begun.visitingUnitId],
      entries,
      revision: event.revision,
    };
  },
};

type Known = Omit<VisitDocument, 'visitId' | 'unitId' | 'units' | 'entries' | 'revision'>;
type First = Pick<Known, 'visitingUnitId' | 'announced' | 'purpose' | 'visitedOn'>;

/** What stays known of a visit even when all its entries are annulled. */
function begunBy(document: VisitDocument | null, event: Projected<events.VisitEvent>): First {
  if (document !== null) {
    const { visitingUnitId, announced, purpose, visitedOn } = document;
    return { visitingUnitId, announced, purpose, visitedOn };
  }
  if (event.type === 'VisitAnnounced') {
    const { visitingUnitId, purpose, plannedOn } = event.data;
    return { visitingUnitId, announced: true, purpose, visitedOn: plannedOn };
  }
  if (event.type === 'VisitStarted') {
    const { visitingUnitId, announced, purpose } = event.data;
    return { visitingUnitId, announced, purpose, visitedOn: happened(event).on };
  }
  throw new Error('A visit begins with its announcement or with the arrival.');
}

function knownNow(entries: readonly KeptEntry[]): Omit<Known, keyof First> & Partial<First> {
  const [announcement] = saidNow<VisitEntry, 'VisitAnnounced'>(entries, 'VisitAnnounced');
  const [arrival] = saidNow<VisitEntry, 'VisitStarted'>(entries, 'VisitStarted');
  const arrivedOn = dayOf(entries, 'VisitStarted');
  const [conclusion] = saidNow<VisitEntry, 'VisitConcluded'>(entries, 'VisitConcluded');
  const observations = saidNow<VisitEntry, 'VisitObservationRecorded'>(entries, 'VisitObservationRecorded');
  const rated = (wanted: string): number => observations.filter(({ rating }) => rating === wanted).length;
  return {
    status: conclusion ? 'CONCLUDED' : arrival ? 'STARTED' : announcement ? 'ANNOUNCED' : 'ANNULLED',
    ...(announcement && { purpose: announcement.purpose, visitedOn: announcement.plannedOn }),
    ...(arrival && arrived(arrival)),
    ...(arrivedOn !== undefined && { visitedOn: arrivedOn }),
    ...(conclusion && { departedAt: conclusion.departedAt }),
    minorFindings: rated('MINOR'),
    majorFindings: rated('MAJOR'),
    criticalFindings: rated('CRITICAL'),
    followUps: saidNow<VisitEntry, 'FollowUpRaised'>(entries, 'FollowUpRaised').length,
  };
}

/** The day on which an entry that holds now happened. */
const dayOf = (entries: readonly KeptEntry[], type: VisitEntry['type']): string | undefined =>
  entries.find((entry) => entry.type === type && entry.annulled === undefined)?.said.at(-1)?.on;

const arrived = ({
  purpose,
  arrivedAt,
  programme,
  followUpOf,
  agreementId,
}: Extract<VisitEntry, { type: 'VisitStarted' }>['data']) => ({
  purpose,
  arrivedAt,
  ...(programme && { programme }),
  ...(followUpOf && { followUpOf }),
  ...(agreementId && { agreementId }),
});

const full = {
  ...summary,
  arrivals: q.entriesOf('Arrival', events.VisitStarted, {
    team: q.says(
      q.listOf(q.row('TeamMember', { staffId, function: q.codeOf(TEAM_FUNCTIONS) })),
      'Who visits, and as what.',
    ),
    assignmentLetter: q.row(
      'AssignmentLetter',
      { number: q.maybe(q.word), issuedOn: day, gone: q.maybe(q.listOf(q.word)) },
      'The letter that sends them.',
    ),
  }),
  observations: q.entriesOf('Observation', events.VisitObservationRecorded),
  raised,
  conclusions: q.entriesOf('Conclusion', events.VisitConcluded, {
    findings: q.says(
      q.listOf(q.row('Finding', { observationId: id, rating: q.codeOf(FINDING_RATINGS), followUpIds: q.listOf(id) })),
      'The rated observations, as they were known then.',
    ),
  }),
};

export const visits = q.page({
  name: 'visits',
  summary: 'Visits',
  may: visitReaders,
  of: visitBoard,
  by: {
    unitId: q.anyUnit('The unit that is visited or visits'),
    purpose: q.anyOf(VISIT_PURPOSES, 'What for'),
    announced: q.aFlag('Whether it was announced'),
    status: q.anyOf(VISIT_STATUSES, 'Where it stands'),
    from: q.aDay('The first day'),
    to: q.aDay('The last day'),
  },
  where: ({ unitId: units, purpose, announced, status, from, to }) => ({
    units,
    purpose,
    announced,
    status,
    ...((from ?? to) && { visitedOn: { ...(from && { $gte: from }), ...(to && { $lte: to }) } }),
  }),
  sort: { visitedOn: -1 },
  sortBy: ['visitedOn', 'status'],
  shows: q.related(q.row('VisitSummary', summary), relations),
  as: (document) => document,
});

export const visit = q.one({
  name: 'visit',
  summary: 'One visit in full',
  may: visitReaders,
  of: visitBoard,
  shows: q.related(q.row('Visit', full), relations),
  as: async (document, { reader, records }) => ({
    ...document,
    ...q.listedIn(full, await records.open(reader, 'visit', document.entries)),
  }),
});
