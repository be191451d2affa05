import { type Fact, id } from '#kernel';
import { type Given, specify, idsOf, pastOf } from '#kernel/given-for-specs';
import type { CaseStatus } from '#contracts/rehabilitation/codes';
import { type PlanEvent, planEvents } from '#contracts/rehabilitation/plan.events';
import { agencyHead, assessor, caseId, caseThat, subject, takingOverFrom } from '../facts-for-specs.js';
import { offeredAs } from '../programme-template/programme-template-for-specs.js';
import type { PlanContent } from './plan.content.js';
import { rehabPlan } from './plan.decider.js';
import type { TemplateFacts } from './plan.state.js';

export const given = specify(rehabPlan.decider);
export type Past = Given<PlanEvent>;

export const templateId = id('spec', 'template');
export const goalId = id('spec', 'goal');
export const otherGoalId = id('spec', 'other goal');
export const ADMITTED_ON = '2024-12-02';
export const unitId = 'RUTAN-BANJARNEGARA';
export const providerUnitIds = ['BNNK-PURBALINGGA'];

export const template = offeredAs(templateId, {
  code: 'RENDAH_15',
  title: 'Program rendah',
  validFrom: '2024-11-01',
  days: 15,
  severity: { from: 0, to: 3 },
  phases: [{ code: 'PRIMARY', title: 'Primary', days: 15 }],
  modules: [
    { code: 'COUNSELLING', title: 'Konseling', kind: 'INDIVIDUAL', mandatory: true, sessions: 4 },
    { code: 'EDUCATION', title: 'Edukasi', kind: 'GROUP', mandatory: true, sessions: 2 },
    { code: 'SPORT', title: 'Olahraga', kind: 'GROUP', mandatory: false, sessions: 2 },
  ],
  maximumGroupSize: 15,
});
export const published = template.template;
export const admission = {
  admittedOn: ADMITTED_ON,
  assessmentId: id('spec', 'assessment'),
  templateId,
  templateCode: published.code,
  phases: ['PRIMARY'],
};

export const factsWhen = (status: CaseStatus, change: Parameters<typeof caseThat>[1] = {}) => ({
  case: caseThat(status, { admission, ...change }),
  template,
});
export const facts = factsWhen('ADMITTED');
export const drafting = { ...facts, unitId };
/** The same facts for all that a correction or an annulment decides again. */
export const againOf = (using: TemplateFacts = facts) => ({ again: Array.from({ length: 20 }, () => using) });
export const onCase: Fact[] = [facts.case.basis];
export const onTemplate: Fact[] = [...onCase, template.basis];

export const content = {
  goals: [{ goalId, domain: 'DRUG', statement: 'Recognise what leads to craving.', targetOn: '2024-12-16' }],
  sessions: [
    { module: 'COUNSELLING', planned: 4 },
    { module: 'EDUCATION', planned: 2 },
  ],
  modalities: ['INDIVIDUAL_COUNSELLING', 'EDUCATION'],
} satisfies PlanContent;
export const stored = {
  goals: content.goals.map((goal) => ({ subject, ...goal })),
  sessions: content.sessions,
  modalities: content.modalities,
} satisfies object;

export const entry = idsOf('drafted', 'approved', 'progressed', 'exempted', 'takenOver');

const past = pastOf<PlanEvent>(planEvents, { subject, caseId, version: 1, basis: onCase });

export const drafted = past({ id: entry.drafted, by: assessor }, 'RehabPlanDrafted', {
  providerUnitIds,
  ...stored,
  basis: onTemplate,
});
export const submitted = past({ by: assessor }, 'RehabPlanSubmitted', { basis: onCase });
export const approved = past({ id: entry.approved, by: agencyHead }, 'RehabPlanApproved', {
  providerUnitIds,
  basis: onCase,
});
export const returned = past({ by: agencyHead }, 'RehabPlanReturned', { comment: 'Too few sessions.', basis: onCase });
export const revised = past({ by: assessor }, 'RehabPlanRevised', {
  version: 2,
  providerUnitIds,
  ...stored,
  reason: 'More education.',
  basis: onTemplate,
});
export const progressed = past({ id: entry.progressed, by: assessor }, 'GoalProgressRecorded', {
  goalId,
  progress: 'UNDER_WAY',
  recordedOn: '2024-12-10',
  basis: onCase,
});
export const exempted = (expiresOn?: string) =>
  past({ id: entry.exempted, by: agencyHead }, 'RequirementExempted', {
    module: 'EDUCATION',
    exemptedOn: '2024-12-10',
    ...(expiresOn && { expiresOn }),
    reason: 'Hard of hearing.',
    basis: onTemplate,
  });
export const takenOver = past(
  { id: entry.takenOver, by: { kind: 'SYSTEM', name: 'records-follow-case' } },
  'RehabPlanTakenOver',
  takingOverFrom(),
);
