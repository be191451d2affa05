import { type Aggregate, type Decider, refuse, staffOf } from '#kernel';
import type { PlanEvent, PlanEventData } from '#contracts/rehabilitation/plan.events';
import { basisOf } from '../facts.rules.js';
import { contentOf, mustBePlannable, mustBeSubmittable, mustNotReduce, type PlanContent } from './plan.content.js';
import { admissionOf, plannable, type PlanFacts, templateOf } from './plan.facts.js';
import { mustOwnCase, prepared } from '../record.rules.js';
import { takenOver, type TakingOver } from '../taking-over.js';
import { type CorrectionCommand, decideCorrections } from './plan.corrections.js';
import { decideFollowing, type FollowingCommand } from './plan.following.js';
import { begunPlan, planEntries, type PlanRecord, type PlanState } from './plan.state.js';

export type PlanCommand =
  | {
      type: 'DraftPlan';
      data: PlanContent & { readonly caseId: string };
      facts?: PlanFacts & { readonly unitId?: string };
    }
  | { type: 'SubmitPlan'; data: object; facts?: PlanFacts }
  | { type: 'ApprovePlan'; data: object; facts?: PlanFacts }
  | { type: 'ReturnPlan'; data: Pick<PlanEventData<'RehabPlanReturned'>, 'comment'>; facts?: PlanFacts }
  | {
      type: 'RevisePlan';
      data: PlanContent & Pick<PlanEventData<'RehabPlanRevised'>, 'version' | 'reason'>;
      facts?: PlanFacts;
    }
  | { type: 'TakeOverPlan'; data: TakingOver; facts?: PlanFacts }
  | FollowingCommand
  | CorrectionCommand;

const decider: Decider<PlanRecord, PlanCommand, PlanEvent> = {
  initial: planEntries.initial,

  decide: {
    DraftPlan: ({ data: { caseId, ...content }, ...asked }, { now }) => {
      if (now.status !== 'none') {
        refuse('plan-already-drafted', 'This case has a plan: revise that one.', 'R-3.3');
      }
      const facts = prepared(asked.facts);
      mustOwnCase(facts.case, facts.unitId);
      const { subject, providers } = plannable(facts);
      const template = templateOf(facts);
      mustBePlannable(content, template, admissionOf(facts).admittedOn);
      const told = { subject, caseId, version: 1, providerUnitIds: [...providers], ...contentOf(content, subject) };
      return [{ type: 'RehabPlanDrafted', data: { ...told, basis: basisOf(facts.case, template) } }];
    },

    SubmitPlan: ({ by, ...asked }, record) => {
      const plan = begunPlan(record);
      if (plan.status === 'submitted') return [];
      if (plan.status === 'returned') {
        refuse('plan-returned', 'This version was returned: revise it before it is handed in again.', 'R-3.3');
      }
      if (plan.status === 'approved') refuseApproved();
      const facts = prepared(asked.facts);
      plannable(facts);
      mustBeSubmittable(plan.latest);
      const { version } = plan.latest;
      return [{ type: 'RehabPlanSubmitted', data: { version, submittedBy: staffOf(by), basis: basisOf(facts.case) } }];
    },

    ApprovePlan: ({ by, is, ...asked }, record) => {
      const plan = begunPlan(record);
      if (plan.status === 'approved') return [];
      mustBeSubmitted(plan.status);
      if (plan.authors.some(is)) {
        refuse('approver-is-author', 'Somebody who did not write this plan must approve it.', 'R-3.3');
      }
      const facts = prepared(asked.facts);
      const { providers } = plannable(facts);
      const told = { version: plan.latest.version, providerUnitIds: [...providers], approvedBy: staffOf(by) };
      return [{ type: 'RehabPlanApproved', data: { ...told, basis: basisOf(facts.case) } }];
    },

    ReturnPlan: ({ data: { comment }, by, ...asked }, record) => {
      const plan = begunPlan(record);
      if (plan.status === 'approved') refuseApproved();
      mustBeSubmitted(plan.status);
      const facts = prepared(asked.facts);
      const { subject } = plannable(facts);
      const told = { subject, version: plan.latest.version, returnedBy: staffOf(by), comment };
      return [{ type: 'RehabPlanReturned', data: { ...told, basis: basisOf(facts.case) } }];
    },

    RevisePlan: ({ data: { version, reason, ...content }, ...asked }, record) => {
      const plan = begunPlan(record);
      if (version !== plan.latest.version) {
        refuse('not-the-latest-version', 'There is a later version: revise that one.', 'R-3.4', [
          `version must be ${plan.latest.version}`,
        ]);
      }
      if (plan.status === 'submitted') {
        refuse('plan-under-review', 'This version was handed in: it is approved or returned first.', 'R-3.3');
      }
      const facts = prepared(asked.facts);
      const { subject, providers } = plannable(facts);
      const template = templateOf(facts);
      mustBePlannable(content, template, admissionOf(facts).admittedOn);
      mustNotReduce(content.sessions, plan.approved);
      const told = {
        subject,
        version: version + 1,
        providerUnitIds: [...providers],
        ...contentOf(content, subject),
        reason,
      };
      return [{ type: 'RehabPlanRevised', data: { ...told, basis: basisOf(facts.case, template) } }];
    },

    TakeOverPlan: ({ data }, record) => [{ type: 'RehabPlanTakenOver', data: takenOver(begunPlan(record), data) }],

    ...decideFollowing,
    ...decideCorrections,
  },

  evolve: {
    RehabPlanDrafted: planEntries.told,
    RehabPlanSubmitted: planEntries.told,
    RehabPlanApproved: planEntries.told,
    RehabPlanReturned: planEntries.told,
    RehabPlanRevised: planEntries.told,
    GoalProgressRecorded: planEntries.told,
    RequirementExempted: planEntries.told,
    RehabPlanTakenOver: planEntries.told,
    PlanEntryCorrected: planEntries.corrected,
    PlanEntryAnnulled: planEntries.annulled,
  },
};

/** The unit that owns the case and those that serve it act on its plan. */
export const rehabPlan: Aggregate<PlanRecord, PlanCommand, PlanEvent> = {
  name: 'plan',
  decider,
  unitsOf: ({ now }) => (now.status === 'none' ? [] : [now.unitId, ...now.providers]),
  aboutOf: ({ now }) => (now.status === 'none' ? [] : [{ subject: now.subject, caseId: now.caseId }]),
};

const refuseApproved = (): never =>
  refuse('plan-approved', 'This version was approved: revise it to change it.', 'R-3.4');

function mustBeSubmitted(status: Exclude<PlanState['status'], 'none'>): void {
  if (status !== 'submitted') refuse('plan-not-submitted', 'Nobody has handed this version in.', 'R-3.3');
}
