import { id, without } from '#kernel';
import { agencyHead, caseId, inmateThere, consentGiven } from '../facts-for-specs.js';
import type { Measuring } from './evaluation.measuring.js';
import type { EvaluationCommand } from './evaluation.record.js';
import {
  after,
  annulled,
  before,
  beginning,
  between,
  entry,
  facts,
  factsWhen,
  given,
  measuring,
  quality,
  readiness,
  storedMeasure,
} from './evaluation-for-specs.js';

type Input = Measuring;
const begin = (change: Partial<Input> = {}, using: object = {}): EvaluationCommand => ({
  type: 'BeginEvaluation',
  data: { caseId, ...measuring, ...change },
  facts: { ...beginning, ...using },
});
const measure = (change: Partial<Input> = {}, using: object = {}): EvaluationCommand => ({
  type: 'RecordMeasure',
  data: { ...measuring, ...change },
  facts: { ...facts, ...using },
});
const post = { timing: 'POST', measuredOn: '2024-12-15' } as const;
const method = { instrument: 'LIKERT', version: 'self-efficacy-4x4', answers: { 1: 4, 2: 4, 3: 3, 4: 3 } } as const;

describe('the first measure of a case (R-2.3, D5)', () => {
  it('stores the answers and the sums that we count, on what it rests', () => {
    given().when(begin(), { by: agencyHead }).then({ type: 'OutcomeMeasured', data: storedMeasure() });
  });

  it('may be taken before the admission', () => {
    const unadmitted = without(facts.case.case, 'admission');
    const early = { case: { ...facts.case, case: { ...unadmitted, status: 'ASSESSED' } } };
    const { outcome } = given().when(begin({ measuredOn: '2024-11-20' }, early));
    expect(outcome).toMatchObject({ events: [{ data: { measuredOn: '2024-11-20' } }] });
    expect(outcome).not.toHaveProperty('events.0.data.templateId');
  });

  it('begins an evaluation once', () => {
    given(before).when(begin()).thenRefuses('evaluation-already-begun');
    given(before, annulled(entry.pre)).when(begin()).thenRefuses('evaluation-already-begun');
  });

  it('is the business of the unit that owns the case (R-1.2)', () => {
    given()
      .when(begin({}, { unitId: 'RUTAN-PURBALINGGA' }))
      .thenRefuses('case-of-another-unit');
  });
});

describe('a measure', () => {
  it('needs an evaluation that was begun', () => {
    given().when(measure()).thenRefuses('evaluation-not-begun');
  });

  it('is recorded again after all that was recorded was annulled (D12)', () => {
    const { outcome } = given(before, annulled(entry.pre)).when(measure());
    expect(outcome).toMatchObject({ events: [{ type: 'OutcomeMeasured' }] });
  });

  it.each<[string, Partial<Input>, object]>([
    ['case-not-open', {}, factsWhen('RELEASED')],
    [
      'consent-withdrawn',
      {},
      factsWhen('IN_PROGRAMME', { consent: { status: 'WITHDRAWN', consentId: id('spec', 'other') } }),
    ],
    ['consent-withdrawn', {}, { consent: consentGiven({ status: 'withdrawn' }) }],
    ['consent-of-another', {}, { consent: consentGiven({ subject: id('spec', 'other') }) }],
    ['consent-for-other-purpose', {}, { consent: consentGiven({ purposes: ['SCREENING'] }) }],
    ['consent-after-service', {}, { consent: consentGiven({ since: '2024-12-04' }) }],
    ['day-in-future', { measuredOn: '2024-12-17' }, {}],
    ['before-registration', {}, { inmate: inmateThere({ registeredOn: '2024-12-04' }) }],
    ['inmate-left', {}, { inmate: inmateThere({ left: { how: 'RELEASED', on: '2024-12-02', changeId: entry.pre } }) }],
    ['before-case-opened', {}, factsWhen('IN_PROGRAMME', { openedOn: '2024-12-04' })],
    ['before-admission', { timing: 'MID', measuredOn: '2024-12-01' }, {}],
    ['unknown-version', { version: '31' }, {}],
    ['unknown-reference-period', { referencePeriod: 'LAST_30_DAYS' }, {}],
    ['item-missing', { answers: without(readiness(3), '32') }, {}],
    ['item-out-of-range', { answers: { ...readiness(3), 1: 6 } }, {}],
    ['unknown-item', { answers: { ...readiness(3), 33: 1 } }, {}],
    ['nothing-answered', { instrument: 'WHOQOL_BREF', answers: {} }, {}],
    ['score-differs', { claimed: [{ scale: 'action', sum: 20 }] }, {}],
    ['score-differs', { claimed: [{ scale: 'courage', sum: 21 }] }, {}],
  ])('is refused as %s', (code, change, using) => {
    given().when(begin(change, using)).thenRefuses(code);
    given(before, annulled(entry.pre)).when(measure(change, using)).thenRefuses(code);
  });

  it('may bring the sums that somebody else has counted, when they are ours (R-2.3)', () => {
    const { outcome } = given().when(begin({ claimed: [{ scale: 'action', sum: 21 }] }));
    expect(outcome).toEqual({ events: [{ type: 'OutcomeMeasured', data: storedMeasure() }] });
  });

  it('is recorded though too much is missing, with what was answered and never 0 as a score (R-2.4)', () => {
    const { outcome } = given().when(begin({ instrument: 'WHOQOL_BREF', answers: quality(3, 19) }));
    expect(outcome).toMatchObject({
      events: [
        {
          data: {
            instrument: 'WHOQOL_BREF',
            instrumentVersion: 'spss-formula',
            referencePeriod: 'LAST_2_WEEKS',
            sums: expect.arrayContaining([{ scale: 'social', sum: 0, answered: 0 }]) as unknown,
          },
        },
      ],
    });
  });
});

describe('measures before, between and after (R-3.9)', () => {
  it('follow each other by instrument', () => {
    for (const command of [measure(post), measure({ timing: 'MID', measuredOn: '2024-12-12' }), measure(method)]) {
      const { outcome } = given(before, between).when(command);
      expect(outcome).toMatchObject({ events: [{ type: 'OutcomeMeasured' }] });
    }
  });

  it('are taken once before, and once on a day', () => {
    given(before)
      .when(measure({ measuredOn: '2024-12-05' }))
      .thenRefuses('already-measured');
    given(before)
      .when(measure({ measuredOn: '2024-12-05', version: '32-vcu' }))
      .thenRefuses('already-measured');
    given(before, between)
      .when(measure({ timing: 'MID', measuredOn: '2024-12-09' }))
      .thenRefuses('already-measured');
  });

  it('may be taken after again, when the programme was prolonged', () => {
    const { outcome } = given(before, after).when(measure(post));
    expect(outcome).toMatchObject({ events: [{ data: { timing: 'POST' } }] });
  });

  it.each<[string, Partial<Input>]>([
    ['after, on the day of what was between', { timing: 'POST', measuredOn: '2024-12-09' }],
    ['after, earlier than before', { timing: 'POST', measuredOn: '2024-12-02' }],
    ['between, on the day of what was before', { timing: 'MID', measuredOn: '2024-12-03' }],
  ])('are out of order when measured %s', (_, change) => {
    given(before, between).when(measure(change)).thenRefuses('measures-out-of-order');
  });

  it('compare to something by the same instrument and version', () => {
    given(before)
      .when(measure({ ...post, version: '32-vcu' }))
      .thenRefuses('no-measure-to-compare');
    given(before)
      .when(measure({ ...method, ...post }))
      .thenRefuses('no-measure-to-compare');
    given(before, annulled(entry.pre)).when(measure(post)).thenRefuses('no-measure-to-compare');
  });
});
