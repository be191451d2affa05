import { id } from '#kernel';
import { agreementId, coveredByAgreement, factOn, karutan, notCovered } from '../facts-for-specs.js';
import { cancelled, facts, given, held, type Past, scheduled } from './session-for-specs.js';
import type { CoverFact } from '../facts.js';

const takenAway = (why: 'SUSPENDED' | 'TERMINATED', runningCasesMayFinish = true): CoverFact => ({
  ...coveredByAgreement,
  coverage: { covered: false, why, runningCasesMayFinish },
  lastDay: '2024-12-10',
});
type Answer = Extract<Past, { type: 'SessionCoverageAnswered' }>['data']['answer'];

const answer = (said: Answer, cover: CoverFact, ...past: Past[]) =>
  given(...past).when(
    { type: 'AnswerCoverageQuestion', data: { agreementId, answer: said }, facts: facts({ cover }) },
    { by: karutan },
  );

describe('AnswerCoverageQuestion', () => {
  it('says why a session stands whose cover was taken away (R-5.9)', () => {
    expect(answer('HELD_BEFORE_IT_WAS_KNOWN', takenAway('SUSPENDED'), scheduled, held).outcome).toMatchObject({
      events: [{ type: 'SessionCoverageAnswered', data: { agreementId, answeredBy: karutan.staffId } }],
    });
    expect(answer('RUNNING_CASES_MAY_FINISH', takenAway('TERMINATED'), scheduled).outcome).toHaveProperty('events');
    expect(answer('CANCELLED', takenAway('SUSPENDED'), scheduled, cancelled).outcome).toHaveProperty('events');
  });

  it('is refused when it is not true (R-5.9)', () => {
    answer('HELD_BEFORE_IT_WAS_KNOWN', takenAway('SUSPENDED'), scheduled).thenRefuses('session-not-held');
    answer('RUNNING_CASES_MAY_FINISH', takenAway('TERMINATED', false), scheduled).thenRefuses('no-agreement-in-force');
    answer('RUNNING_CASES_MAY_FINISH', takenAway('SUSPENDED'), scheduled).thenRefuses('no-agreement-in-force');
    answer('OWN_STAFF', takenAway('SUSPENDED'), scheduled).thenRefuses('no-facilitator-of-unit');
    answer('CANCELLED', takenAway('SUSPENDED'), scheduled).thenRefuses('session-not-cancelled');
  });

  it('is refused where there is no question', () => {
    answer('OWN_STAFF', coveredByAgreement, scheduled).thenRefuses('covered-that-day');
    const data = { agreementId: id('spec', 'another'), answer: 'CANCELLED' } as const;
    given(scheduled)
      .when({ type: 'AnswerCoverageQuestion', data, facts: facts({ cover: notCovered }) })
      .thenRefuses('not-under-that-agreement');
  });

  it('is given once for one state of the agreement', () => {
    const basis = [factOn(`agreement-${agreementId}`)];
    const answered: Past = {
      type: 'SessionCoverageAnswered',
      data: { agreementId, answer: 'HELD_BEFORE_IT_WAS_KNOWN', answeredBy: karutan.staffId, basis },
    };
    const cover = takenAway('SUSPENDED');
    answer('HELD_BEFORE_IT_WAS_KNOWN', cover, scheduled, held, answered).then();
    const moved = { ...cover, basis: { ...factOn(`agreement-${agreementId}`), revision: 7 } };
    expect(answer('HELD_BEFORE_IT_WAS_KNOWN', moved, scheduled, held, answered).outcome).toHaveProperty('events.0');
  });
});
