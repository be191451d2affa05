import { assessor, caseId, inmateThere, subject } from '../facts-for-specs.js';
import { providerUnitIds } from '../plan/plan-for-specs.js';
import type { Conclusion } from './evaluation.concluding.js';
import type { CommandOf, ConcludingFacts } from './evaluation.record.js';
import {
  after,
  before,
  conclusion,
  evaluated,
  facts,
  factsWhen,
  given,
  goals,
  onPlan,
  storedGoals,
} from './evaluation-for-specs.js';

const conclude = (
  change: Partial<Conclusion> = {},
  using: Partial<ConcludingFacts> = {},
): CommandOf<'EvaluateRehab'> => ({
  type: 'EvaluateRehab',
  data: { ...conclusion, ...change },
  facts: { ...facts, ...using },
});
const consent = { status: 'WITHDRAWN', consentId: caseId } as const;

describe('the evaluation of a programme (R-3.9)', () => {
  it('says what came of every goal of the approved plan, and who says so', () => {
    given(before, after)
      .when(conclude(), { by: assessor })
      .then({
        type: 'RehabEvaluated',
        data: {
          subject,
          caseId,
          evaluatedBy: assessor.staffId,
          ...conclusion,
          goals: storedGoals,
          providerUnitIds,
          basis: onPlan,
        },
      });
  });

  it('may be recorded again while the case waits for what follows', () => {
    const { outcome } = given(before, after, evaluated).when(
      conclude({ conclusion: 'PROLONG' }, factsWhen('EVALUATED')),
    );
    expect(outcome).toMatchObject({ events: [{ data: { conclusion: 'PROLONG' } }] });
  });

  it('needs something that was measured', () => {
    given().when(conclude()).thenRefuses('evaluation-not-begun');
  });

  it.each<[string, Partial<Conclusion>, Partial<ConcludingFacts>]>([
    ['not-in-this-status', {}, factsWhen('PLANNED')],
    ['not-in-this-status', {}, factsWhen('COMPLETED')],
    ['case-not-open', {}, factsWhen('CLOSED')],
    ['consent-withdrawn', {}, factsWhen('IN_PROGRAMME', { consent })],
    ['day-in-future', { evaluatedOn: '2024-12-17' }, {}],
    ['before-last-step', { evaluatedOn: '2024-12-01' }, {}],
    ['inmate-left', {}, { inmate: inmateThere({ left: { how: 'RELEASED', on: '2024-12-14', changeId: caseId } }) }],
    ['plan-not-approved', {}, { plan: { basis: facts.case.basis } }],
    ['goal-without-outcome', { goals: goals.slice(1) }, {}],
    ['goal-repeated', { goals: [...goals, ...goals] }, {}],
    ['unknown-goal', { goals: [...goals, { goalId: caseId, outcome: 'ACHIEVED' }] }, {}],
  ])('is refused as %s', (code, change, using) => {
    given(before).when(conclude(change, using)).thenRefuses(code);
  });

  it('needs a plan', () => {
    given(before)
      .when({ ...conclude(), facts: { case: facts.case, inmate: facts.inmate } })
      .thenRefuses('plan-not-approved');
  });
});
