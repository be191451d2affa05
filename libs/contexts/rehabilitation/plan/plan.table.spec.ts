import { everyCommand, everyRemedy } from '#kernel/table-for-specs';
import { agencyHead, caseId, karutan, takingOverFrom } from '../facts-for-specs.js';
import { rehabPlan } from './plan.decider.js';
import {
  againOf,
  approved,
  content,
  drafted,
  drafting,
  entry,
  exempted,
  given,
  goalId,
  returned,
  revised,
  submitted,
} from './plan-for-specs.js';
import type { PlanCommand } from './plan.state.js';

const histories = {
  none: [],
  drafted: [drafted],
  submitted: [drafted, submitted],
  returned: [drafted, submitted, returned],
  approved: [drafted, submitted, approved],
  superseding: [drafted, submitted, approved, revised],
  exempted: [drafted, submitted, approved, exempted()],
};
type Column = keyof typeof histories;
const columns = Object.keys(histories) as Column[];

const commands: { readonly [T in PlanCommand['type']]: Extract<PlanCommand, { type: T }>['data'] } = {
  DraftPlan: { caseId, ...content },
  SubmitPlan: {},
  ApprovePlan: {},
  ReturnPlan: { comment: 'Too few sessions.' },
  RevisePlan: { version: 1, reason: 'More education.', ...content },
  RecordGoalProgress: { goalId, progress: 'ACHIEVED', recordedOn: '2024-12-15' },
  ExemptRequirement: { module: 'EDUCATION', reason: 'Hard of hearing.', exemptedOn: '2024-12-11' },
  CorrectPlanEntry: {
    of: entry.exempted,
    reasonCode: 'WRITTEN_WRONGLY',
    exemption: { module: 'COUNSELLING', reason: 'Hard of hearing.', exemptedOn: '2024-12-11' },
  },
  AnnulPlanEntry: { of: entry.exempted, reasonCode: 'WRONG_RECORD' },
  TakeOverPlan: takingOverFrom(),
};

const every = (outcome: string) => ({
  none: 'plan-not-drafted',
  drafted: outcome,
  submitted: outcome,
  returned: outcome,
  approved: outcome,
  superseding: outcome,
  exempted: outcome,
});

const table: Readonly<Record<PlanCommand['type'], Readonly<Record<Column, string>>>> = {
  DraftPlan: { ...every('plan-already-drafted'), none: 'RehabPlanDrafted' },
  SubmitPlan: {
    ...every('RehabPlanSubmitted'),
    submitted: 'nothing',
    returned: 'plan-returned',
    approved: 'plan-approved',
    exempted: 'plan-approved',
  },
  ApprovePlan: {
    ...every('plan-not-submitted'),
    returned: 'plan-returned',
    submitted: 'RehabPlanApproved',
    approved: 'nothing',
    exempted: 'nothing',
  },
  ReturnPlan: {
    ...every('plan-not-submitted'),
    returned: 'plan-returned',
    submitted: 'RehabPlanReturned',
    approved: 'plan-approved',
    exempted: 'plan-approved',
  },
  RevisePlan: {
    ...every('RehabPlanRevised'),
    submitted: 'plan-under-review',
    superseding: 'not-the-latest-version',
  },
  RecordGoalProgress: {
    ...every('GoalProgressRecorded'),
    drafted: 'plan-not-approved',
    submitted: 'plan-not-approved',
    returned: 'plan-not-approved',
  },
  ExemptRequirement: { ...every('RequirementExempted'), exempted: 'already-exempted' },
  CorrectPlanEntry: { ...every('unknown-entry'), exempted: 'PlanEntryCorrected' },
  AnnulPlanEntry: { ...every('unknown-entry'), exempted: 'PlanEntryAnnulled' },
  TakeOverPlan: every('RehabPlanTakenOver'),
};

describe('every command on every plan', () => {
  everyRemedy<PlanCommand['type'], Column>({
    columns,
    table,
    remedies: {
      'plan-not-drafted': ['DraftPlan'],
      'plan-not-submitted': ['SubmitPlan'],
      'plan-returned': ['RevisePlan'],
      'plan-approved': ['RevisePlan'],
      'plan-under-review': ['ApprovePlan', 'ReturnPlan'],
    },
    besides: ['not-the-latest-version'],
  });

  everyCommand<PlanCommand['type'], Column>({ decide: rehabPlan.decider.decide, columns, table }, (type, column) => {
    const command = {
      type,
      data: commands[type],
      facts: { ...drafting, ...againOf() },
    } as PlanCommand;
    const by = type === 'AnnulPlanEntry' ? karutan : agencyHead;
    return given(...histories[column]).when(command, { by }).outcome;
  });
});
