import { refuse } from '#kernel';
import type { Admission, OpenedCase } from '../case/case.state.js';
import { type CaseFact, mustTakeEntries, type TemplateFact } from '../facts.rules.js';
import { mustHaveStep } from '../record.rules.js';

/** What a plan rests on: its case, and the template of the programme that the case was admitted to. */
export interface PlanFacts {
  readonly case: CaseFact;
  readonly template?: TemplateFact;
}

/** The case, if its assessment is complete and it is where a plan can be approved; refuses otherwise. */
export function plannable({ case: fact }: PlanFacts): OpenedCase {
  mustTakeEntries(fact);
  mustHaveStep(fact, 'PLAN_APPROVED');
  return fact.case;
}

/** The admission of the case; refuses one that was never admitted. */
export const admissionOf = ({ case: { case: of } }: PlanFacts): Admission => of.admission ?? refuseUnadmitted();

/** The template of the programme; refuses a case that was never admitted. */
export const templateOf = ({ template }: PlanFacts): TemplateFact => template ?? refuseUnadmitted();

const refuseUnadmitted = (): never => refuse('not-admitted', 'This case was not admitted to a programme yet.', 'R-3.3');
