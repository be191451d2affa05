import { type Decider, mustHaveHappened, refuse } from '#kernel';
import type { PlanEvent, PlanEventData } from '#contracts/rehabilitation/plan.events';
import { basisOf, mustTakeEntries } from '../facts.rules.js';
import { admissionOf, type PlanFacts, templateOf } from './plan.facts.js';
import { prepared } from '../record.rules.js';
import { begunPlan, type Exemption, type PlanState } from './plan.state.js';

/** What happens to a plan while it is followed. */
export type FollowingCommand =
  | {
      type: 'RecordGoalProgress';
      data: Pick<PlanEventData<'GoalProgressRecorded'>, 'goalId' | 'progress' | 'recordedOn' | 'note'>;
      facts?: PlanFacts;
    }
  | {
      type: 'ExemptRequirement';
      data: Pick<PlanEventData<'RequirementExempted'>, 'module' | 'reason' | 'exemptedOn' | 'expiresOn'>;
      facts?: PlanFacts;
    };

export const decideFollowing: Decider<PlanState, FollowingCommand, PlanEvent>['decide'] = {
  RecordGoalProgress: ({ data, by, today, ...asked }, state) => {
    const plan = begunPlan(state);
    const approved = plan.approved ?? refuse('plan-not-approved', 'No version of this plan was approved.', 'R-3.3');
    if (!approved.goalIds.includes(data.goalId)) {
      refuse('unknown-goal', 'The approved plan has no goal with that id.', 'R-3.3');
    }
    const facts = prepared(asked.facts);
    mustBeSinceAdmission(facts, data.recordedOn, today);
    const told = { subject: plan.subject, ...data, recordedBy: by.id };
    return [{ type: 'GoalProgressRecorded', data: { ...told, basis: basisOf(facts.case) } }];
  },

  ExemptRequirement: ({ data, by, today, ...asked }, state) => {
    const plan = begunPlan(state);
    if (plan.authors.includes(by.id)) {
      refuse('approver-is-author', 'Somebody who did not write this plan must exempt from it.', 'R-3.9');
    }
    const facts = prepared(asked.facts);
    mustBeSinceAdmission(facts, data.exemptedOn, today);
    const { module, exemptedOn, expiresOn } = data;
    if (expiresOn !== undefined && expiresOn < exemptedOn) {
      refuse('expires-before-exemption', 'An exemption cannot expire before it begins.', 'R-3.9');
    }
    const template = templateOf(facts);
    const required = template.template.modules.find(({ code }) => code === module);
    if (required === undefined) {
      refuse('unknown-module', 'The programme of this case has no such module.', 'R-3.9');
    }
    if (!required.mandatory) {
      refuse('module-not-mandatory', 'Nobody must attend this module: there is nothing to exempt from.', 'R-3.9');
    }
    if (plan.exemptions.some((earlier) => earlier.module === module && isExempt(earlier, exemptedOn))) {
      refuse('already-exempted', 'An exemption from this module holds on that day.', 'R-3.9');
    }
    const told = { subject: plan.subject, ...data, exemptedBy: by.id };
    return [{ type: 'RequirementExempted', data: { ...told, basis: basisOf(facts.case, template) } }];
  },
};

const isExempt = ({ exemptedOn, expiresOn }: Exemption, on: string): boolean =>
  exemptedOn <= on && (expiresOn === undefined || on <= expiresOn);

function mustBeSinceAdmission(facts: PlanFacts, on: string, today: string): void {
  mustTakeEntries(facts.case);
  mustHaveHappened(on, today);
  if (on < admissionOf(facts).admittedOn) {
    refuse('before-admission', 'Nobody was in the programme yet on that day.', 'R-3.3');
  }
}
