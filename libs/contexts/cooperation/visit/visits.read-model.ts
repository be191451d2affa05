import type { Static, TObject } from '@sinclair/typebox';
import { happened, kept, type KeptEntry, type Projected, type Projection, saidNow, uuidOf, words } from '#kernel';
import { VISIT_PURPOSES, PROGRAMMES, TEAM_FUNCTIONS } from '#contracts/cooperation/visit.codes';
import * as events from '#contracts/cooperation/visit.events';
import { day, id, instant, staffId, unitId } from '#contracts/schemas';
import { FINDING_RATINGS } from '#contracts/cooperation/codes';
import type { Scoped } from '#platform/projections';
import {
  aDay,
  aFlag,
  entriesOf,
  flag,
  listedIn,
  listOf,
  maybe,
  one,
  page,
  row,
  says,
  whole,
  word,
  wordOf,
  codeOf,
  related,
  toOne,
  anyOf,
  anyUnit,
} from '#platform/questions';
import { raised, visitReaders } from './follow-ups.read-model.js';

type VisitEntry = events.VisitEntry;

const VISIT_STATUSES = words('VISIT_STATUSES', {
  ANNOUNCED: 'It is to take place',
  STARTED: 'The visitors have arrived',
  CONCLUDED: 'It is over',
  ANNULLED: 'It was recorded by mistake',
});

const relations = { agreement: toOne('agreement', 'agreementId'), followed: toOne('visit', 'followUpOf') };

const summary = {
  id,
  unitId: says(unitId, 'The unit that is visited.'),
  visitingUnitId: says(unitId, 'The unit that visits.'),
  status: says(wordOf(VISIT_STATUSES), 'Where it stands.'),
  announced: says(flag, 'Whether it was announced.'),
  purpose: says(codeOf(VISIT_PURPOSES), 'What for.'),
  visitedOn: says(day, 'The day of arrival; before that, the day it is planned on.'),
  arrivedAt: maybe(says(instant, 'When the visitors arrived.')),
  departedAt: maybe(says(instant, 'When they left.')),
  programme: maybe(says(codeOf(PROGRAMMES), 'The programme that it is part of.')),
  followUpOf: maybe(says(id, 'The visit that it follows up.')),
  agreementId: maybe(says(id, 'The agreement under which it takes place.')),
  minorFindings: says(whole, 'How many observations are rated minor.'),
  majorFindings: says(whole, 'How many are rated major.'),
  criticalFindings: says(whole, 'How many are rated critical.'),
  followUps: says(whole, 'How many follow-ups were raised.'),
  revision: whole,
};

/** One visit as it is known now, and its entries as they were recorded. */
interface VisitDocument extends Scoped, Readonly<Omit<Static<TObject<typeof summary>>, 'id'>> {
  readonly visitId: string;
  readonly entries: readonly KeptEntry[];
}

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
  documents: ({ stream }) => [uuidOf(stream)],
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
  arrivals: entriesOf('Arrival', events.VisitStarted, {
    team: says(listOf(row('TeamMember', { staffId, function: codeOf(TEAM_FUNCTIONS) })), 'Who visits, and as what.'),
    assignmentLetter: row(
      'AssignmentLetter',
      { number: maybe(word), issuedOn: day, gone: maybe(listOf(word)) },
      'The letter that sends them.',
    ),
  }),
  observations: entriesOf('Observation', events.VisitObservationRecorded),
  raised,
  conclusions: entriesOf('Conclusion', events.VisitConcluded, {
    findings: says(
      listOf(row('Finding', { observationId: id, rating: codeOf(FINDING_RATINGS), followUpIds: listOf(id) })),
      'The rated observations, as they were known then.',
    ),
  }),
};

export const visits = page({
  name: 'visits',
  summary: 'Visits',
  may: visitReaders,
  of: visitBoard,
  by: {
    unitId: anyUnit('The unit that is visited or visits'),
    purpose: anyOf(VISIT_PURPOSES, 'What for'),
    announced: aFlag('Whether it was announced'),
    status: anyOf(VISIT_STATUSES, 'Where it stands'),
    from: aDay('The first day'),
    to: aDay('The last day'),
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
  shows: related(row('VisitSummary', summary), relations),
  as: (document) => document,
});

export const visit = one({
  name: 'visit',
  summary: 'One visit in full',
  may: visitReaders,
  of: visitBoard,
  what: 'visit',
  shows: related(row('Visit', full), relations),
  as: async (document, { reader, records }) => ({
    ...document,
    ...listedIn(full, await records.open(reader, 'visit', document.entries)),
  }),
});
