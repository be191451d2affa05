import { decide, type Refusal } from '#kernel';
import { ASI_DOMAIN_CODES } from '#contracts/rehabilitation/codes';
import {
  agency,
  assessor,
  caseId,
  caseThat,
  consentGiven,
  inmateThere,
  notCovered,
  subject,
} from '../facts-for-specs.js';
import { basisOf } from '../facts.js';
import {
  allRated,
  caseAssessed,
  caseUnderWay,
  completed,
  given,
  rated,
  rating,
  severities,
  started,
  toRate,
} from './assessment-for-specs.js';
import { assessment } from './assessment.decider.js';
import type { CompletionFacts, RatingFacts } from './assessment.facts.js';
import type { CommandOf } from './assessment.record.js';

const rate = (data: Partial<CommandOf<'RateDomain'>['data']> = {}, facts: Partial<RatingFacts> = {}) =>
  ({ type: 'RateDomain', data: { domain: 'DRUG', ...rating, ...data }, facts: toRate(facts) }) as const;

describe('RateDomain', () => {
  it('is recorded with the range that the items suggest and the patient’s own rating (1.4.3)', () => {
    const facts = toRate();
    const data = {
      subject,
      caseId,
      domain: 'DRUG',
      ratedOn: '2024-12-06',
      severity: 7,
      suggestedFrom: 6,
      suggestedTo: 8,
      patientRating: 3,
      basis: basisOf(facts.case, facts.consent, facts.inmate, facts.cover),
    } as const;
    given(started).when(rate()).then({ type: 'AssessmentDomainRated', data });
  });

  it('needs a comment two or more beyond the suggested range, below or above (R-2.7)', () => {
    for (const suggested of [
      { from: 9, to: 9 },
      { from: 2, to: 5 },
    ]) {
      given(started).when(rate({ suggested })).thenRefuses('comment-required');
      const said = given(started).when(rate({ suggested, comment: 'He hides it.' }));
      expect(said.outcome).toMatchObject({ events: [{ data: { comment: 'He hides it.' } }] });
    }
    expect(given(started).when(rate({ suggested: { from: 2, to: 6 } })).outcome).toHaveProperty('events');
  });

  it('has a range that ascends (R-2.7)', () => {
    given(started)
      .when(rate({ suggested: { from: 8, to: 6 } }))
      .thenRefuses('range-reversed');
  });

  it('replaces an earlier rating of the domain (R-2.7)', () => {
    const { state } = given(started, rated('DRUG'), rated('DRUG', '2024-12-08'), rated('LEGAL'));
    expect(state.now).toMatchObject({
      ratings: [
        { domain: 'DRUG', ratedOn: '2024-12-08' },
        { domain: 'LEGAL', ratedOn: '2024-12-06' },
      ],
    });
  });

  it('is not before the start (R-2.7)', () => {
    given(started)
      .when(rate({ ratedOn: '2024-12-04' }))
      .thenRefuses('rated-before-start');
  });

  it('is of somebody who is there, under an agreement in force on its day (R-1.2, R-3.2)', () => {
    const left = inmateThere({ left: { how: 'RELEASED', on: '2024-12-05', changeId: caseId } });
    given(started)
      .when(rate({}, { inmate: left }))
      .thenRefuses('inmate-left');
    given(started)
      .when(rate({}, { cover: notCovered }))
      .thenRefuses('no-agreement-in-force');
  });

  it('ends with the completion, and with the case (R-2.7, R-3.11)', () => {
    given(started, ...allRated, completed)
      .when(rate())
      .thenRefuses('assessment-completed');
    given(started)
      .when(rate({}, { case: caseThat('CLOSED') }))
      .thenRefuses('case-not-open');
    given(started)
      .when(rate({}, { case: caseAssessed() }))
      .thenRefuses('not-in-this-status');
  });
});

const complete = (data: Partial<CommandOf<'CompleteAssessment'>['data']> = {}, facts: Partial<CompletionFacts> = {}) =>
  ({
    type: 'CompleteAssessment',
    data: { completedOn: '2024-12-09', ...data },
    facts: { case: caseUnderWay(), consent: consentGiven(), severities, ...facts },
  }) as const;

describe('CompleteAssessment', () => {
  it('takes all ratings and what they suggest (R-2.7)', () => {
    given(started, ...allRated)
      .when(complete())
      .then({
        type: 'AssessmentCompleted',
        data: {
          subject,
          caseId,
          instrument: 'ASI',
          instrumentVersion: '5-severity',
          cutoffSet: 'template-2024',
          completedOn: '2024-12-09',
          severities,
          suggestedDays: 60,
          provider: agency,
          basis: basisOf(caseUnderWay(), consentGiven()),
        },
      });
  });

  it('names the domains that nobody has rated (R-2.7)', () => {
    const partly = given(started, rated('DRUG'), rated('LEGAL'));
    partly.when(complete()).thenRefuses('domains-not-rated');
    const asker = { by: assessor, at: '2024-12-16T02:00:00.000Z', today: '2024-12-16', is: () => false };
    const lacking = () => decide(assessment.decider, { ...complete(), ...asker }, partly.state);
    const problems = ASI_DOMAIN_CODES.filter((domain) => domain !== 'DRUG' && domain !== 'LEGAL');
    expect(lacking).toThrow(expect.objectContaining({ problems }) as Refusal);
  });

  it('is refused when a severity can no longer be read, not computed from the rest (D8)', () => {
    given(started, ...allRated)
      .when(complete({}, { severities: severities.slice(1) }))
      .thenRefuses('ratings-gone');
  });

  it('is refused when the client has computed something else (R-2.3)', () => {
    const whole = given(started, ...allRated);
    whole.when(complete({ claimed: { suggestedDays: 30 } })).thenRefuses('score-differs');
    whole.when(complete({ claimed: { severity: 6 } })).thenRefuses('score-differs');
    expect(whole.when(complete({ claimed: { severity: 7, suggestedDays: 60 } })).outcome).toHaveProperty('events');
  });

  it('is not before the last rating (R-2.7)', () => {
    given(started, ...allRated)
      .when(complete({ completedOn: '2024-12-05' }))
      .thenRefuses('completed-before-rating');
  });

  it('ends with the case, and follows its course (R-3.11)', () => {
    const whole = given(started, ...allRated);
    whole.when(complete({}, { case: caseThat('CLOSED') })).thenRefuses('case-not-open');
    whole.when(complete({}, { case: caseThat('SCREENED') })).thenRefuses('not-in-this-status');
  });
});
