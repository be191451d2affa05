import { kept, type KeptEntry, type Projected, type Projection, saidNow, uuidOf } from '#kernel';
import {
  type AssessmentEntry,
  type AssessmentEvent,
  assessmentEvents,
} from '#contracts/rehabilitation/assessment.events';
import type { Scoped } from '#platform/projections';

export const ASSESSMENT_STATUSES = ['STARTED', 'COMPLETED', 'RECOMMENDED', 'ANNULLED'] as const;

/** One assessment as it is known now, and its entries as they were told, their seals closed. */
export interface AssessmentDocument extends Scoped {
  readonly assessmentId: string;
  readonly caseId: string;
  readonly inmateId: string;
  readonly screeningId: string;
  readonly unitId: string;
  readonly providerUnitId: string;
  readonly status: (typeof ASSESSMENT_STATUSES)[number];
  readonly assessorId: string;
  readonly startedOn: string;
  readonly domainsRated: number;
  readonly completedOn?: string;
  readonly recommendedOn?: string;
  readonly recommendation?: string;
  readonly templateId?: string;
  readonly entries: readonly KeptEntry[];
  readonly revision: number;
}

export const assessmentBoard: Projection<AssessmentDocument, AssessmentEvent> = {
  name: 'assessment-board',
  version: 1,
  events: assessmentEvents,
  indexes: [
    ['units', 'startedOn'],
    ['units', 'caseId', 'startedOn'],
    ['units', 'status', 'startedOn'],
  ],
  documents: ({ stream }) => [uuidOf(stream)],
  fold: (document, event, assessmentId) => {
    const entries = kept(document?.entries ?? [], event);
    const { revision } = event;
    return { ...startedBy(document, event), ...knownNow(entries), assessmentId, entries, revision };
  },
};

type Known = Omit<AssessmentDocument, 'assessmentId' | 'entries' | 'revision'>;
type Later = 'status' | 'domainsRated' | 'completedOn' | 'recommendedOn' | 'recommendation' | 'templateId';
type Started = Omit<Known, Later>;

/** What stays known of an assessment even when all its entries are annulled. */
function startedBy(document: AssessmentDocument | null, event: Projected<AssessmentEvent>): Started {
  if (document !== null) {
    const { caseId, inmateId, screeningId, unitId, providerUnitId, units, assessorId, startedOn } = document;
    return { caseId, inmateId, screeningId, unitId, providerUnitId, units, assessorId, startedOn };
  }
  if (event.type !== 'AssessmentStarted') throw new Error('An assessment begins with its start.');
  const { caseId, inmateId, screeningId, provider, assessorId, startedOn } = event.data;
  const { unitId } = event.metadata;
  const units = [...new Set([unitId, provider.unitId])];
  return { caseId, inmateId, screeningId, unitId, providerUnitId: provider.unitId, units, assessorId, startedOn };
}

function knownNow(
  entries: readonly KeptEntry[],
): Pick<Known, Later> & Partial<Pick<Started, 'assessorId' | 'startedOn'>> {
  const [start] = saidNow<AssessmentEntry, 'AssessmentStarted'>(entries, 'AssessmentStarted');
  const ratings = saidNow<AssessmentEntry, 'AssessmentDomainRated'>(entries, 'AssessmentDomainRated');
  const [completion] = saidNow<AssessmentEntry, 'AssessmentCompleted'>(entries, 'AssessmentCompleted');
  const placement = saidNow<AssessmentEntry, 'PlacementRecommended'>(entries, 'PlacementRecommended').at(-1);
  return {
    status: placement ? 'RECOMMENDED' : completion ? 'COMPLETED' : start ? 'STARTED' : 'ANNULLED',
    ...(start && { assessorId: start.assessorId, startedOn: start.startedOn }),
    domainsRated: new Set(ratings.map(({ domain }) => domain)).size,
    ...(completion && { completedOn: completion.completedOn }),
    ...(placement && { recommendedOn: placement.recommendedOn, recommendation: placement.recommendation }),
    ...(placement?.templateId && { templateId: placement.templateId }),
  };
}
