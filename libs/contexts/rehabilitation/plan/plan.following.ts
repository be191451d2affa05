import { type Asker, mustHaveHappened, staffOf, statusSaid } from '#kernel';
import type { Admission, OpenedCase } from '../case/case.record.js';
import { basisOf, mustTakeEntries, type OfCase, type TemplateFact } from '../facts.rules.js';
import * as state from './plan.state.js';
import { object, refuse } from './plan.refusals.js';

/** What happens to a plan while it is followed. */
export const decideFollowing: state.Rules<'RecordGoalProgress' | 'ExemptRequirement'> = {
  RecordGoalProgress: ({ data: { goalId, progress, recordedOn, note }, by, today, facts }, record) => {
    const { subject, approved, status } = state.begunPlan(record);
    mustTakeEntries(facts.case);
    const { goalIds } = approved ?? refuse('plan-not-approved', { status: statusSaid(status) });
    if (!goalIds.includes(goalId)) refuse('unknown-goal', { goalId, goalIds });
    mustBeSinceAdmission(facts, recordedOn, today);
    const recorded = { subject, goalId, progress, recordedOn, ...(note && { note }), recordedBy: staffOf(by) };
    return [{ type: 'GoalProgressRecorded', data: { ...recorded, basis: basisOf(facts.case) } }];
  },

  ExemptRequirement: ({ data: { module, reason, exemptedOn, expiresOn }, by, is, today, facts }, record) => {
    const plan = state.begunPlan(record);
    mustNotHaveWritten(plan, { is });
    mustTakeEntries(facts.case);
    mustBeSinceAdmission(facts, exemptedOn, today);
    if (expiresOn !== undefined && expiresOn < exemptedOn) {
      refuse('expires-before-exemption', { expiresOn, exemptedOn });
    }
    mustBeExemptible(plan, templateOf(facts), module, exemptedOn);
    const exempted = { subject: plan.subject, module, exemptedOn, ...(expiresOn && { expiresOn }), reason };
    const basis = basisOf(facts.case, facts.template);
    return [{ type: 'RequirementExempted', data: { ...exempted, exemptedBy: staffOf(by), basis } }];
  },
};

/** Refuses an exemption from what nobody must attend, or is exempted from already. */
function mustBeExemptible(
  { exemptions }: state.BegunPlan,
  { template }: Pick<TemplateFact, 'template'>,
  module: string,
  exemptedOn: string,
): void {
  const required = template.modules.find(({ code }) => code === module);
  if (required === undefined) {
    refuse('unknown-module', { modules: module, known: template.modules.map(({ code }) => code) });
  }
  if (!required.mandatory) refuse('module-not-mandatory', { module });
  if (exemptions.some((earlier) => earlier.module === module && isExempt(earlier, exemptedOn))) {
    refuse('already-exempted', { module, exemptedOn });
  }
}

/** Refuses to let who wrote a plan exempt from it. */
export function mustNotHaveWritten({ authors }: state.BegunPlan, { is }: Pick<Asker, 'is'>): void {
  if (authors.some(is)) refuse('approver-is-author');
}

const isExempt = ({ exemptedOn, expiresOn }: state.Exemption, on: string): boolean =>
  exemptedOn <= on && (expiresOn === undefined || on <= expiresOn);

function mustBeSinceAdmission(facts: OfCase, on: string, today: string): void {
  mustHaveHappened(on, today);
  const { admittedOn } = admissionOf(facts);
  if (on < admittedOn) object('before-admission', { on }, { on, admittedOn });
}

/** The admission of the case; refuses one that was never admitted. */
export const admissionOf = ({ case: { case: of } }: OfCase): Admission => of.admission ?? refuseUnadmitted(of);

/** The template of the programme; refuses a case that was never admitted. */
export const templateOf = ({ template, case: { case: of } }: state.TemplateFacts): TemplateFact =>
  template ?? refuseUnadmitted(of);

const refuseUnadmitted = ({ status }: OpenedCase): never => refuse('not-admitted', { status });
