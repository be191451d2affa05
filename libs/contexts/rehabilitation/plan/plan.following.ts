import { type Asker, type Decider, mustHaveHappened, refuse, staffOf } from '#kernel';
import type { PlanEvent, PlanEventData } from '#contracts/rehabilitation/plan.events';
import { basisOf, mustTakeEntries } from '../facts.rules.js';
import { prepared } from '../record.rules.js';
import { admissionOf, type PlanFacts, templateOf } from './plan.facts.js';
import { begunPlan, type BegunPlan, type Exemption, type PlanRecord } from './plan.state.js';

type Progress = PlanEventData<'GoalProgressRecorded'>;
type Exempted = PlanEventData<'RequirementExempted'>;

/** How far a goal is achieved, as it is told. */
export type ProgressTold = Pick<Progress, 'goalId' | 'progress' | 'recordedOn' | 'note'>;
/** From what somebody is exempted, why and until when, as it is told. */
export type ExemptionTold = Pick<Exempted, 'module' | 'reason' | 'exemptedOn' | 'expiresOn'>;

/** What happens to a plan while it is followed. */
export type FollowingCommand =
  | { type: 'RecordGoalProgress'; data: ProgressTold; facts?: PlanFacts }
  | { type: 'ExemptRequirement'; data: ExemptionTold; facts?: PlanFacts };

export const decideFollowing: Decider<PlanRecord, FollowingCommand, PlanEvent>['decide'] = {
  RecordGoalProgress: ({ data, by, today, ...asked }, record) => {
    const plan = begunPlan(record);
    const facts = prepared(asked.facts);
    mustTakeEntries(facts.case);
    const recordedBy = staffOf(by);
    return [{ type: 'GoalProgressRecorded', data: { ...progressed(plan, data, facts, today), recordedBy } }];
  },

  ExemptRequirement: ({ data, by, is, today, ...asked }, record) => {
    const plan = begunPlan(record);
    mustNotHaveWritten(plan, { is });
    const facts = prepared(asked.facts);
    mustTakeEntries(facts.case);
    const exemptedBy = staffOf(by);
    return [{ type: 'RequirementExempted', data: { ...exempted(plan, data, facts, today), exemptedBy } }];
  },
};

/** What is recorded of a goal. Refuses one that was not approved, and a day that cannot be. */
export function progressed(
  { subject, approved }: BegunPlan,
  told: ProgressTold,
  facts: PlanFacts,
  today: string,
): Omit<Progress, 'recordedBy'> {
  const { goalIds } = approved ?? refuse('plan-not-approved', 'No version of this plan was approved.', 'R-3.3');
  if (!goalIds.includes(told.goalId)) {
    refuse('unknown-goal', 'The approved plan has no goal with that id.', 'R-3.3');
  }
  mustBeSinceAdmission(facts, told.recordedOn, today);
  const { goalId, progress, recordedOn, note } = told;
  return { subject, goalId, progress, recordedOn, ...(note && { note }), basis: basisOf(facts.case) };
}

/** What is recorded of an exemption. Refuses one from what nobody must attend, or is exempted from already. */
export function exempted(
  { subject, exemptions }: BegunPlan,
  told: ExemptionTold,
  facts: PlanFacts,
  today: string,
): Omit<Exempted, 'exemptedBy'> {
  const { module, reason, exemptedOn, expiresOn } = told;
  mustBeSinceAdmission(facts, exemptedOn, today);
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
  if (exemptions.some((earlier) => earlier.module === module && isExempt(earlier, exemptedOn))) {
    refuse('already-exempted', 'An exemption from this module holds on that day.', 'R-3.9');
  }
  const basis = basisOf(facts.case, template);
  return { subject, module, exemptedOn, ...(expiresOn && { expiresOn }), reason, basis };
}

/** Refuses to let who wrote a plan exempt from it. */
export function mustNotHaveWritten({ authors }: BegunPlan, { is }: Pick<Asker, 'is'>): void {
  if (authors.some(is)) {
    refuse('approver-is-author', 'Somebody who did not write this plan must exempt from it.', 'R-3.9');
  }
}

const isExempt = ({ exemptedOn, expiresOn }: Exemption, on: string): boolean =>
  exemptedOn <= on && (expiresOn === undefined || on <= expiresOn);

function mustBeSinceAdmission(facts: PlanFacts, on: string, today: string): void {
  mustHaveHappened(on, today);
  if (on < admissionOf(facts).admittedOn) {
    refuse('before-admission', 'Nobody was in the programme yet on that day.', 'R-3.3');
  }
}
