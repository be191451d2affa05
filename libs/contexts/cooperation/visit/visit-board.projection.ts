import { happened, kept, type KeptEntry, type Projected, type Projection, saidNow, uuidOf } from '#kernel';
import { type VisitEntry, type VisitEvent, visitEvents } from '#contracts/cooperation/visit.events';
import type { Scoped } from '#platform/projections';

export const VISIT_STATUSES = ['ANNOUNCED', 'STARTED', 'CONCLUDED', 'ANNULLED'] as const;

/** One visit as it is known now, and its entries as they were told. */
export interface VisitDocument extends Scoped {
  readonly visitId: string;
  readonly unitId: string;
  readonly visitingUnitId: string;
  readonly status: (typeof VISIT_STATUSES)[number];
  readonly announced: boolean;
  readonly purpose: string;
  /** The day of arrival where the visit is; before that, the day it is planned on. */
  readonly visitedOn: string;
  readonly arrivedAt?: string;
  readonly departedAt?: string;
  readonly programme?: string;
  readonly followUpOf?: string;
  readonly agreementId?: string;
  readonly minorFindings: number;
  readonly majorFindings: number;
  readonly criticalFindings: number;
  readonly followUps: number;
  readonly entries: readonly KeptEntry[];
  readonly revision: number;
}

export const visitBoard: Projection<VisitDocument, VisitEvent> = {
  name: 'visit-board',
  version: 1,
  events: visitEvents,
  indexes: [
    ['units', 'visitedOn'],
    ['units', 'purpose', 'visitedOn'],
    ['units', 'status', 'visitedOn'],
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
function begunBy(document: VisitDocument | null, event: Projected<VisitEvent>): First {
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
