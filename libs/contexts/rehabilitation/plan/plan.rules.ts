import { staffOf, statusSaid } from '#kernel';
import type { OpenedCase } from '../case/case.record.js';
import { basisOf, mustTakeEntries, type OfCase } from '../facts.rules.js';
import { mustHaveStep, mustOwnCase } from '../record.rules.js';
import { takenOver } from '../taking-over.js';
import { contentOf, mustBePlannable, mustBeSubmittable, mustNotReduce } from './plan.content.js';
import { admissionOf, decideFollowing, templateOf } from './plan.following.js';
import { type BegunPlan, begunPlan, type PlanDecider } from './plan.state.js';
import { refuse } from './plan.refusals.js';

export const rules: Omit<PlanDecider['decide'], 'CorrectPlanEntry' | 'AnnulPlanEntry'> = {
  DraftPlan: ({ data: { caseId, ...content }, facts }, { now }) => {
    if (now.status !== 'none') refuse('plan-already-drafted', { status: statusSaid(now.status) });
    mustOwnCase(facts.case, facts.unitId);
    const { subject, providers } = plannable(facts);
    const template = templateOf(facts);
    mustBePlannable(content, template, admissionOf(facts).admittedOn);
    const drafted = { subject, caseId, version: 1, providerUnitIds: [...providers], ...contentOf(content, subject) };
    return [{ type: 'RehabPlanDrafted', data: { ...drafted, basis: basisOf(facts.case, template) } }];
  },

  SubmitPlan: ({ by, facts }, record) => {
    const plan = begunPlan(record);
    if (plan.status === 'submitted') return [];
    if (plan.status === 'returned') refuse('plan-returned', { version: plan.latest.version });
    if (plan.status === 'approved') refuseApproved(plan);
    plannable(facts);
    mustBeSubmittable(plan.latest);
    const { version } = plan.latest;
    return [{ type: 'RehabPlanSubmitted', data: { version, submittedBy: staffOf(by), basis: basisOf(facts.case) } }];
  },

  ApprovePlan: ({ by, is, facts }, record) => {
    const plan = begunPlan(record);
    if (plan.status === 'approved') return [];
    mustBeSubmitted(plan);
    if (plan.authors.some(is)) refuse('approver-is-author');
    const { providers } = plannable(facts);
    const approved = { version: plan.latest.version, providerUnitIds: [...providers], approvedBy: staffOf(by) };
    return [{ type: 'RehabPlanApproved', data: { ...approved, basis: basisOf(facts.case) } }];
  },

  ReturnPlan: ({ data: { comment }, by, facts }, record) => {
    const plan = begunPlan(record);
    if (plan.status === 'approved') refuseApproved(plan);
    mustBeSubmitted(plan);
    const { subject } = plannable(facts);
    const returned = { subject, version: plan.latest.version, returnedBy: staffOf(by), comment };
    return [{ type: 'RehabPlanReturned', data: { ...returned, basis: basisOf(facts.case) } }];
  },

  RevisePlan: ({ data: { version, reason, ...content }, facts }, record) => {
    const plan = begunPlan(record);
    if (version !== plan.latest.version) {
      refuse('not-the-latest-version', { version, latest: plan.latest.version }, [
        `version must be ${plan.latest.version}`,
      ]);
    }
    if (plan.status === 'submitted') refuse('plan-under-review', { version });
    const { subject, providers } = plannable(facts);
    const template = templateOf(facts);
    mustBePlannable(content, template, admissionOf(facts).admittedOn);
    mustNotReduce(content.sessions, plan.approved);
    const said = { ...contentOf(content, subject), reason };
    const revised = { subject, version: version + 1, providerUnitIds: [...providers], ...said };
    return [{ type: 'RehabPlanRevised', data: { ...revised, basis: basisOf(facts.case, template) } }];
  },

  TakeOverPlan: ({ data }, record) => [{ type: 'RehabPlanTakenOver', data: takenOver(begunPlan(record), data) }],

  ...decideFollowing,
};

/** The case, if its assessment is complete and it is where a plan can be approved; objects otherwise. */
function plannable({ case: fact }: OfCase): OpenedCase {
  mustTakeEntries(fact);
  mustHaveStep(fact, 'PLAN_APPROVED');
  return fact.case;
}

const refuseApproved = ({ latest: { version } }: BegunPlan): never => refuse('plan-approved', { version });

function mustBeSubmitted({ status, latest: { version } }: BegunPlan): void {
  if (status === 'returned') refuse('plan-returned', { version });
  if (status !== 'submitted') refuse('plan-not-submitted', { version, status: statusSaid(status) });
}
