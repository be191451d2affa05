import { dayIn, type Projection, uuidOf } from '#kernel';
import { type VisitEntry, type VisitEvent, visitEvents } from '#contracts/cooperation/visit.events';
import type { Scoped } from '#platform/projections';
import { kept, type KeptEntry, saidNow } from '#kernel';

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
    const { unitId, zone } = event.metadata;
    const entries = kept(document?.entries ?? [], event);
    const begun = begunBy(document, event);
    return {
      ...begun,
      ...knownNow(entries, zone),
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
function begunBy(document: VisitDocument | null, { type, data, metadata }: VisitEvent & Metadata): First {
  if (document !== null) {
    const { visitingUnitId, announced, purpose, visitedOn } = document;
    return { visitingUnitId, announced, purpose, visitedOn };
  }
  if (type === 'VisitAnnounced') {
    const { visitingUnitId, purpose, plannedOn } = data;
    return { visitingUnitId, announced: true, purpose, visitedOn: plannedOn };
  }
  if (type === 'VisitStarted') {
    const { visitingUnitId, announced, purpose, arrivedAt } = data;
    return { visitingUnitId, announced, purpose, visitedOn: dayIn(metadata.zone, arrivedAt) };
  }
  throw new Error('A visit begins with its announcement or with the arrival.');
}

type Metadata = { readonly metadata: { readonly zone: string } };

function knownNow(entries: readonly KeptEntry[], zone: string): Omit<Known, keyof First> & Partial<First> {
  const [announcement] = saidNow<VisitEntry, 'VisitAnnounced'>(entries, 'VisitAnnounced');
  const [arrival] = saidNow<VisitEntry, 'VisitStarted'>(entries, 'VisitStarted');
  const [conclusion] = saidNow<VisitEntry, 'VisitConcluded'>(entries, 'VisitConcluded');
  const observations = saidNow<VisitEntry, 'VisitObservationRecorded'>(entries, 'VisitObservationRecorded');
  const rated = (wanted: string): number => observations.filter(({ rating }) => rating === wanted).length;
  return {
    status: conclusion ? 'CONCLUDED' : arrival ? 'STARTED' : announcement ? 'ANNOUNCED' : 'ANNULLED',
    ...(announcement && { purpose: announcement.purpose, visitedOn: announcement.plannedOn }),
    ...(arrival && arrived(arrival, zone)),
    ...(conclusion && { departedAt: conclusion.departedAt }),
    minorFindings: rated('MINOR'),
    majorFindings: rated('MAJOR'),
    criticalFindings: rated('CRITICAL'),
    followUps: saidNow<VisitEntry, 'FollowUpRaised'>(entries, 'FollowUpRaised').length,
  };
}

const arrived = (
  { purpose, arrivedAt, programme, followUpOf, agreementId }: Extract<VisitEntry, { type: 'VisitStarted' }>['data'],
  zone: string,
) => ({
  purpose,
  arrivedAt,
  visitedOn: dayIn(zone, arrivedAt),
  ...(programme && { programme }),
  ...(followUpOf && { followUpOf }),
  ...(agreementId && { agreementId }),
});
