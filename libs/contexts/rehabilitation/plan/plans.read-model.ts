import { type KeptEntry, saidNow } from '#kernel';
import {
  GoalProgressRecorded,
  type PlanEntry,
  type PlanEventData,
  RequirementExempted,
} from '#contracts/rehabilitation/plan.events';
import { day, id, instant, unitId, label, staffId } from '#contracts/schemas';
import { GOAL_DOMAINS, MODALITIES } from '#contracts/rehabilitation/codes';
import {
  anId,
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
  anyOf,
} from '#platform/questions';
import { ofCase } from '../related.read-model.js';
import { PLAN_STATUSES, plansKept } from './plans.document.js';

const may = ['perawat-klinik', 'asesor-bnnk', 'kasubsi-pelayanan', 'karutan', 'kepala-bnnk'] as const;

const summary = {
  id,
  caseId: says(id, 'Whose plan it is.'),
  unitId: says(unitId, 'The unit that owns the case.'),
  status: says(codeOf(PLAN_STATUSES), 'That of its latest version.'),
  version: says(whole, 'Its latest version.'),
  approvedVersion: maybe(says(whole, 'The version that holds.')),
  goals: says(whole, 'How many goals the latest version has.'),
  plannedSessions: says(whole, 'How many sessions it plans.'),
  draftedOn: says(day, 'The day on which its first version was drafted.'),
  revision: whole,
};

const gone = maybe(says(listOf(word), 'What can no longer be read.'));
const step = {
  by: says(staffId, 'Who did it.'),
  on: says(day, 'On which day.'),
  at: maybe(says(instant, 'When that is known.')),
};
const stepRow = row('PlanStep', step);

const version = row('PlanVersion', {
  version: whole,
  goals: listOf(
    row('PlanGoal', {
      goalId: id,
      domain: maybe(says(codeOf(GOAL_DOMAINS), 'Of which domain of the ASI it is.')),
      targetOn: maybe(says(day, 'Until when.')),
      statement: maybe(says(word, 'What is to be achieved.')),
      gone,
    }),
  ),
  sessions: listOf(row('PlannedSessions', { module: label, planned: whole })),
  modalities: says(listOf(codeOf(MODALITIES)), 'In which ways.'),
  written: says(stepRow, 'Who wrote it.'),
  reason: maybe(says(word, 'Why it was written in the place of the version before.')),
  gone,
  submitted: maybe(says(stepRow, 'Who handed it in.')),
  approved: maybe(says(stepRow, 'Who approved it.')),
  returned: maybe(row('PlanReturn', { ...step, comment: maybe(says(word, 'What is to be changed.')), gone })),
});

const full = {
  ...summary,
  versions: says(listOf(version), 'Oldest first.'),
  progress: entriesOf('GoalProgressEntry', GoalProgressRecorded, {
    subject: undefined,
    recordedOn: says(day, 'The day for which it was said how far the goal is.'),
  }),
  exemptions: entriesOf('PlanExemption', RequirementExempted, { subject: undefined }),
};

export const plans = page({
  name: 'plans',
  summary: 'Rehabilitation plans',
  may,
  of: plansKept,
  by: { caseId: anId('Whose they are'), status: anyOf(PLAN_STATUSES, 'That of the latest version') },
  where: (asked) => asked,
  sort: { draftedOn: -1 },
  sortBy: ['draftedOn', 'status'],
  shows: related(row('PlanSummary', summary), ofCase),
  as: (plan) => plan,
});

export const plan = one({
  name: 'plan',
  summary: 'One plan with its versions, goals and exemptions',
  may,
  of: plansKept,
  what: 'plan',
  shows: related(row('Plan', full), ofCase),
  as: async (document, { reader, records }) => {
    const entries = await records.open(reader, 'plan', document.entries);
    return { ...document, versions: entries.reduce<readonly Version[]>(withEntry, []), ...listedIn(full, entries) };
  },
});

interface Step {
  readonly by: string;
  readonly on: string;
  readonly at?: string;
}

type Version = (PlanEventData<'RehabPlanDrafted'> | PlanEventData<'RehabPlanRevised'>) & {
  readonly written: Step;
  readonly submitted?: Step;
  readonly approved?: Step;
  readonly returned?: Step & { readonly comment?: string };
};

/** The versions after one more entry, its seals opened. */
function withEntry(versions: readonly Version[], entry: KeptEntry): readonly Version[] {
  const step = stepOf(entry);
  const said = <T extends PlanEntry['type']>(type: T) => saidNow<PlanEntry, T>([entry], type);
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
