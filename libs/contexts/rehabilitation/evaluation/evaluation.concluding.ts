import { staffOf } from '#kernel';
import type { EvaluationEventData } from '#contracts/rehabilitation/evaluation.events';
import { mustFollow } from '../case/case.rules.js';
import { basisOf, mustBePresent, mustTakeEntries } from '../facts.rules.js';
import { mustHaveStep } from '../record.rules.js';
import { begunEvaluation, type CommandOf, type ConcludingFacts, type Rules } from './evaluation.record.js';
import { refuse } from './evaluation.refusals.js';

type Evaluated = EvaluationEventData<'RehabEvaluated'>;

export type Conclusion = CommandOf<'EvaluateRehab'>['data'];

export const decideConcluding: Rules<'EvaluateRehab'> = {
  EvaluateRehab: ({ data, by, today, facts }, record) => {
    const { subject, caseId } = begunEvaluation(record);
    mustTakeEntries(facts.case);
    mustHaveStep(facts.case, 'EVALUATED');
    mustBeConcludable(data, facts, today);
    const { goals, ...input } = data;
    return [
      {
        type: 'RehabEvaluated',
        data: {
          subject,
          caseId,
          ...input,
          evaluatedBy: staffOf(by),
          goals: goalsOf(subject, goals),
          providerUnitIds: [...facts.case.case.providers],
          basis: basisOf(facts.case, facts.inmate, facts.plan),
        },
      },
    ];
  },
};

/** What came of each goal, under the subject that it is sealed under. */
const goalsOf = (subject: string, goals: Conclusion['goals']): Evaluated['goals'] =>
  goals.map(({ goalId, outcome }) => ({ subject, goalId, outcome }));

/** Refuses a conclusion on a day that cannot be, or that does not say of every approved goal what came of it. */
function mustBeConcludable({ evaluatedOn, goals }: Conclusion, facts: ConcludingFacts, today: string): void {
  mustFollow(facts.case.case, evaluatedOn, today);
  mustBePresent(facts.inmate, evaluatedOn);
  const planned = facts.plan?.goalIds ?? refuse('plan-not-approved');
  const named = goals.map(({ goalId }) => goalId);
  const repeated = named.filter((goalId, index) => named.indexOf(goalId) !== index);
  if (repeated.length > 0) refuse('goal-repeated', { goalIds: repeated });
  const strange = named.filter((goalId) => !planned.includes(goalId));
  if (strange.length > 0) refuse('unknown-goal', { goalIds: strange, planned });
  const missing = planned.filter((goalId) => !named.includes(goalId));
  if (missing.length > 0) {
    refuse(
      'goal-without-outcome',
      { goalIds: missing },
      missing.map((goalId) => `goals must hold ${goalId}`),
    );
  }
}
