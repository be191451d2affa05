import { happened, kept, type KeptEntry, type Projected, type Projection, uuidOf, words } from '#kernel';
import { type PlanEvent, planEvents } from '#contracts/rehabilitation/plan.events';
import type { Scoped } from '#platform/projections';

export const PLAN_STATUSES = words('PLAN_STATUSES', {
  DRAFTED: 'It was drafted',
  SUBMITTED: 'It waits for approval',
  RETURNED: 'It was given back to be changed',
  APPROVED: 'It was approved',
});
export type PlanStatus = (typeof PLAN_STATUSES)[number];

/** One plan by the status of its latest version, and everything that was recorded of it. */
export interface PlanDocument extends Scoped {
  readonly planId: string;
  readonly caseId: string;
  readonly unitId: string;
  readonly status: PlanStatus;
  readonly version: number;
  readonly approvedVersion?: number;
  readonly goals: number;
  readonly plannedSessions: number;
  /** The day on which its first version was drafted. */
  readonly draftedOn: string;
  readonly entries: readonly KeptEntry[];
  readonly revision: number;
}

export const plansKept: Projection<PlanDocument, PlanEvent> = {
  name: 'plans',
  version: 1,
  events: planEvents,
  indexes: [
    ['units', 'draftedOn'],
    ['units', 'status', 'draftedOn'],
    ['units', 'caseId'],
    ['units', 'status'],
  ],
  documents: ({ stream }) => [uuidOf(stream)],
  fold: (document, event) => ({
    ...(event.type === 'RehabPlanDrafted' ? drafted(event) : changed(document, event)),
    entries: kept(document?.entries ?? [], event),
    revision: event.revision,
  }),
};

type Known = Omit<PlanDocument, 'entries' | 'revision'>;
type Input<T extends PlanEvent['type']> = Projected<Extract<PlanEvent, { type: T }>>;

function drafted(event: Input<'RehabPlanDrafted'>): Known {
  const { stream, data } = event;
  const { unitId } = event.metadata;
  return {
    planId: uuidOf(stream),
    caseId: data.caseId,
    unitId,
    units: [unitId, ...(data.providerUnitIds ?? [])],
    status: 'DRAFTED',
    ...countsOf(data),
    version: data.version,
    draftedOn: happened(event).on,
  };
}

function changed(document: PlanDocument | null, event: Input<Exclude<PlanEvent['type'], 'RehabPlanDrafted'>>): Known {
  if (document === null) throw new Error('A plan begins with its draft.');
  switch (event.type) {
    case 'RehabPlanSubmitted':
      return { ...document, status: 'SUBMITTED' };
    case 'RehabPlanApproved':
      return { ...document, status: 'APPROVED', approvedVersion: event.data.version };
    case 'RehabPlanReturned':
      return { ...document, status: 'RETURNED' };
    case 'RehabPlanRevised': {
      const { version, providerUnitIds } = event.data;
      const units = providerUnitIds === undefined ? document.units : [document.unitId, ...providerUnitIds];
      return { ...document, units, status: 'DRAFTED', version, ...countsOf(event.data) };
    }
    case 'RehabPlanTakenOver': {
      const { unitId } = event.metadata;
      return { ...document, unitId, units: [...new Set([unitId, ...document.units.slice(1)])] };
    }
    case 'GoalProgressRecorded':
    case 'RequirementExempted':
    case 'PlanEntryCorrected':
    case 'PlanEntryAnnulled':
      return document;
  }
}

const countsOf = ({ goals, sessions }: Input<'RehabPlanDrafted' | 'RehabPlanRevised'>['data']) => ({
  goals: goals.length,
  plannedSessions: sessions.reduce((sum, { planned }) => sum + planned, 0),
});
