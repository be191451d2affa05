import { happened, kept, type KeptEntry, type Projected, type Projection, uuidOf, words, saidNow } from '#kernel';
import * as events from '#contracts/rehabilitation/plan.events';
import { day, id, instant, unitId, label, staffId } from '#contracts/schemas';
import { GOAL_DOMAINS, MODALITIES } from '#contracts/rehabilitation/codes';
import * as q from '#platform/questions';
import { ofCase } from '../related.read-model.js';

const PLAN_STATUSES = words('PLAN_STATUSES', {
  DRAFTED: 'It was drafted',
  SUBMITTED: 'It waits for approval',
  RETURNED: 'It was given back to be changed',
  APPROVED: 'It was approved',
});

type PlanDocument = q.KeptAs<'planId', typeof summary>;

export const plansKept: Projection<PlanDocument, events.PlanEvent> = {
  name: 'plans',
  version: 1,
  events: events.planEvents,
  indexes: [
    ['units', 'draftedOn'],
    ['units', 'status', 'draftedOn'],
    ['units', 'caseId'],
    ['units', 'status'],
  ],
  fold: (document, event) => ({
    ...(event.type === 'RehabPlanDrafted' ? drafted(event) : changed(document, event)),
    entries: kept(document?.entries ?? [], event),
    revision: event.revision,
  }),
};

type Known = Omit<PlanDocument, 'entries' | 'revision'>;
type Input<T extends events.PlanEvent['type']> = Projected<Extract<events.PlanEvent, { type: T }>>;

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

function changed(
  document: PlanDocument | null,
  event: Input<Exclude<events.PlanEvent['type'], 'RehabPlanDrafted'>>,
): Known {
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

const may = ['perawat-klinik', 'asesor-bnnk', 'kasubsi-pelayanan', 'karutan', 'kepala-bnnk'] as const;

const summary = {
  id,
  caseId: q.says(id, 'Whose plan it is.'),
  unitId: q.says(unitId, 'The unit that owns the case.'),
  status: q.says(q.wordOf(PLAN_STATUSES), 'That of its latest version.'),
  version: q.says(q.whole, 'Its latest version.'),
  approvedVersion: q.maybe(q.says(q.whole, 'The version that holds.')),
  goals: q.says(q.whole, 'How many goals the latest version has.'),
  plannedSessions: q.says(q.whole, 'How many sessions it plans.'),
  draftedOn: q.says(day, 'The day on which its first version was drafted.'),
  revision: q.whole,
};

const step = {
  by: q.says(staffId, 'Who did it.'),
  on: q.says(day, 'On which day.'),
  at: q.maybe(q.says(instant, 'When that is known.')),
};
const stepRow = q.row('PlanStep', step);

const version = q.row('PlanVersion', {
  version: q.whole,
  goals: q.listOf(
    q.row('PlanGoal', {
      goalId: id,
      domain: q.maybe(q.says(q.codeOf(GOAL_DOMAINS), 'Of which domain of the ASI it is.')),
      targetOn: q.maybe(q.says(day, 'Until when.')),
      statement: q.maybe(q.says(q.word, 'What is to be achieved.')),
      gone: q.gone,
    }),
  ),
  sessions: q.listOf(q.row('PlannedSessions', { module: label, planned: q.whole })),
  modalities: q.says(q.listOf(q.codeOf(MODALITIES)), 'In which ways.'),
  written: q.says(stepRow, 'Who wrote it.'),
  reason: q.maybe(q.says(q.word, 'Why it was written in the place of the version before.')),
  gone: q.gone,
  submitted: q.maybe(q.says(stepRow, 'Who handed it in.')),
  approved: q.maybe(q.says(stepRow, 'Who approved it.')),
  returned: q.maybe(
    q.row('PlanReturn', { ...step, comment: q.maybe(q.says(q.word, 'What is to be changed.')), gone: q.gone }),
  ),
});

const full = {
  ...summary,
  versions: q.says(q.listOf(version), 'Oldest first.'),
  progress: q.entriesOf('GoalProgressEntry', events.GoalProgressRecorded, {
    subject: undefined,
    recordedOn: q.says(day, 'The day for which it was said how far the goal is.'),
  }),
  exemptions: q.entriesOf('PlanExemption', events.RequirementExempted, { subject: undefined }),
};

export const plans = q.page({
  name: 'plans',
  summary: 'Rehabilitation plans',
  may,
  of: plansKept,
  by: { caseId: q.anId('Whose they are'), status: q.anyOf(PLAN_STATUSES, 'That of the latest version') },
  where: (asked) => asked,
  sort: { draftedOn: -1 },
  sortBy: ['draftedOn', 'status'],
  shows: q.related(q.row('PlanSummary', summary), ofCase),
  as: (plan) => plan,
});

export const plan = q.one({
  name: 'plan',
  summary: 'One plan with its versions, goals and exemptions',
  may,
  of: plansKept,
  shows: q.related(q.row('Plan', full), ofCase),
  as: async (document, { reader, records }) => {
    const entries = await records.open(reader, 'plan', document.entries);
    return { ...document, versions: entries.reduce<readonly Version[]>(withEntry, []), ...q.listedIn(full, entries) };
  },
});

interface Step {
  readonly by: string;
  readonly on: string;
  readonly at?: string;
}

type Version = (events.PlanEventData<'RehabPlanDrafted'> | events.PlanEventData<'RehabPlanRevised'>) & {
  readonly written: Step;
  readonly submitted?: Step;
  readonly approved?: Step;
  readonly returned?: Step & { readonly comment?: string };
};

/** The versions after one more entry, its seals opened. */
function withEntry(versions: readonly Version[], entry: KeptEntry): readonly Version[] {
  const step = stepOf(entry);
  const said = <T extends events.PlanEntry['type']>(type: T) => saidNow<events.PlanEntry, T>([entry], type);
  const latest = (change: Partial<Version>): readonly Version[] =>
    versions.map((one, index) => (index === versions.length - 1 ? { ...one, ...change } : one));
  if (entry.type === 'RehabPlanSubmitted') return latest({ submitted: step });
  if (entry.type === 'RehabPlanApproved') return latest({ approved: step });
  const [returned] = said('RehabPlanReturned');
  if (returned !== undefined) return latest({ returned: { ...returned, ...step } });
  const written = [...said('RehabPlanDrafted'), ...said('RehabPlanRevised')];
  return [...versions, ...written.map((data) => ({ ...data, written: step }))];
}

function stepOf({ said: [first] }: KeptEntry): Step {
  if (first === undefined) throw new Error('An entry says something.');
  const { recordedBy, on, occurredAt } = first;
  return { by: recordedBy, on, ...(occurredAt !== undefined && { at: occurredAt }) };
}
