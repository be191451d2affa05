import { type Asker, cited, correctionsOf, type Aggregate } from '#kernel';
import { type PlanEntry, type PlanEvent, planEvents } from '#contracts/rehabilitation/plan.events';
import { standingTakenOver } from '../taking-over.js';
import { mustNotHaveWritten } from './plan.following.js';
import { rules } from './plan.rules.js';
import { begunPlan, type PlanCommand, planEntries, type PlanRecord, type PlanState, type Rules } from './plan.state.js';
import { refuse } from './plan.refusals.js';

/** A version is no entry that is annulled. */
const version = { mayAnnul: () => refuse('entry-not-annullable') };

/** How each entry is recorded; progress and exemptions are said anew. */
export const corrections = correctionsOf<PlanState, PlanCommand, PlanEntry, 'Plan'>('Plan', planEntries, rules, {
  RehabPlanDrafted: { by: 'DraftPlan', kept: ['caseId', 'goals', 'sessions', 'modalities'], ...version },
  RehabPlanSubmitted: { by: 'SubmitPlan', kept: [], ...version },
  RehabPlanApproved: { by: 'ApprovePlan', kept: [], ...version },
  RehabPlanReturned: { by: 'ReturnPlan', kept: ['comment'], ...version },
  RehabPlanRevised: {
    by: 'RevisePlan',
    kept: ['version', 'goals', 'sessions', 'modalities', 'reason'],
    input: (data) => ({ ...data, version: data.version - 1 }),
    ...version,
  },
  RehabPlanTakenOver: { by: 'TakeOverPlan', ...standingTakenOver },
  GoalProgressRecorded: {
    by: 'RecordGoalProgress',
    kept: [],
    corrected: { as: 'progress', fields: ['goalId', 'progress', 'recordedOn', 'note'] },
  },
  RequirementExempted: {
    by: 'ExemptRequirement',
    kept: [],
    corrected: { as: 'exemption', fields: ['module', 'reason', 'exemptedOn', 'expiresOn'] },
  },
});

export const decideCorrections: Rules<'CorrectPlanEntry' | 'AnnulPlanEntry'> = {
  CorrectPlanEntry: (command, record) => {
    mustBeEntitled(command, record);
    return corrections.rules.CorrectPlanEntry(command, record);
  },

  AnnulPlanEntry: (command, record) => {
    mustBeEntitled(command, record);
    return corrections.rules.AnnulPlanEntry(command, record);
  },
};

/** Who may exempt from a mandatory module. */
const EXEMPTING: readonly string[] = ['karutan', 'kepala-bnnk'];

type Changing = { readonly data: { readonly of: string } } & Pick<Asker, 'by' | 'is'>;

function mustBeEntitled({ data: { of }, by, is }: Changing, record: PlanRecord): void {
  const plan = begunPlan(record);
  if (cited(record, of).type !== 'RequirementExempted') return;
  if (by.kind === 'SYSTEM' || !EXEMPTING.includes(by.role)) refuse('not-entitled-to-exempt', { roles: EXEMPTING });
  mustNotHaveWritten(plan, { is });
}

export type { PlanCommand };

/** The unit that owns the case and those that serve it act on its plan. */
export const rehabPlan: Aggregate<PlanRecord, PlanCommand, PlanEvent> = {
  name: 'plan',
  decider: planEntries.decider(planEvents, { ...rules, ...decideCorrections }),
  unitsOf: ({ now }) => (now.status === 'none' ? [] : [now.unitId, ...now.providers]),
  aboutOf: ({ now }) => (now.status === 'none' ? [] : [{ subject: now.subject, caseId: now.caseId }]),
};
