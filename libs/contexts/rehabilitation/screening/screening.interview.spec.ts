import {
  assessor,
  caseId,
  caseThat,
  consentGiven,
  consentId,
  coveredByOwnStaff,
  inmateId,
  inmateThere,
  notCovered,
  nurse,
  ownStaff,
  subject,
} from '../facts-for-specs.js';
import { interview as formOf } from '../instruments/forms-for-specs.js';
import type { ScreeningCommand } from './screening.record.js';
import { facts, given, interview, LOW, MODERATE, recording } from './screening-for-specs.js';

type Facts = NonNullable<Extract<ScreeningCommand, { type: 'RecordScreening' }>['facts']>;
type Data = Extract<ScreeningCommand, { type: 'RecordScreening' }>['data'];

const record = (change: Partial<Data> = {}, known: Partial<Facts> = {}) =>
  given().when(
    { type: 'RecordScreening', data: { ...recording, ...change }, facts: { ...facts, ...known } },
    { by: assessor },
  );
const recordedAs = (asked: ReturnType<typeof record>) => {
  const { outcome } = asked;
  if (!('events' in outcome)) throw new Error(`It was refused: ${outcome.refusal}.`);
  const [event] = outcome.events;
  if (event?.type !== 'InmateScreened') throw new Error('Nobody was screened.');
  return event.data;
};

describe('RecordScreening', () => {
  it('records the form in integers, what it scores, who it is of and what it rests on (D5, D12)', () => {
    record().then({
      type: 'InmateScreened',
      data: {
        subject,
        inmateId,
        caseId,
        consentId,
        instrument: 'WHO_ASSIST',
        instrumentVersion: '3.1',
        cutoffSet: 'who-3.1',
        scorerVersion: '1',
        language: 'jv',
        referencePeriod: 'THREE_MONTHS_BEFORE_ARREST',
        interviewerId: assessor.staffId,
        certificate: interview.certificate,
        screenedOn: '2024-12-12',
        provider: recording.provider,
        riskBand: 'HIGH',
        answers: [
          ...[1, 4, 4, 0, 1, 2].map((answer, index) => ({
            item: ['q1', 'q2', 'q3', 'q4', 'q6', 'q7'][index] ?? '',
            substance: 'tobacco' as const,
            answer,
          })),
          { item: 'q1', substance: 'alcohol' as const, answer: 0 },
          ...[1, 4, 4, 3, 3, 1, 1].map((answer, index) => ({
            item: `q${index + 1}`,
            substance: 'amphetamine' as const,
            answer,
          })),
          { item: 'q8', answer: 0 },
        ],
        scores: [
          { scale: 'tobacco', score: 21 },
          { scale: 'alcohol', score: 0 },
          { scale: 'amphetamine', score: 37 },
        ],
        basis: [facts.inmate, facts.consent, facts.cover, facts.case].flatMap(({ basis }) => basis ?? []),
      },
    });
  });

  it('cites no agreement when the own staff screens (R-3.2)', () => {
    const { basis } = recordedAs(record({ provider: ownStaff }, { cover: coveredByOwnStaff }));
    expect(basis.map(({ stream }) => stream.split('-')[0])).toEqual(['inmate', 'consent', 'rehabcase']);
  });

  it.each([
    ['HIGH', recording.answers],
    ['MODERATE', MODERATE],
    ['LOW', LOW],
  ])('finds the highest risk of all substances: %s', (riskBand, answers) => {
    expect(recordedAs(record({ answers }))).toMatchObject({ riskBand });
  });

  it.each([
    ['YYYYYYYYYY', 'HIGH', 9],
    ['YYYYYYYNNN', 'HIGH', 6],
    ['YNNYNNYNNN', 'MODERATE', 4],
    ['NNNNNNNNNN', 'LOW', 1],
    ['NNYNNNNNNN', 'LOW', 0],
  ])('reads DAST-10 %s as %s', (letters, riskBand, score) => {
    const answers = Object.fromEntries(Array.from(letters, (letter, index) => [String(index + 1), letter === 'Y']));
    const data = recordedAs(record({ instrument: 'DAST_10', referencePeriod: 'LAST_12_MONTHS', answers }));
    expect(data).toMatchObject({ instrument: 'DAST_10', riskBand, scores: [{ scale: 'score', score }] });
    expect(data.answers[2]).toEqual({ item: '3', answer: letters[2] === 'Y' ? 1 : 0 });
  });

  it.each<[string, string, Partial<Data>, Partial<Facts>]>([
    ['needs consent (R-2.1)', 'consent-for-other-purpose', {}, { consent: consentGiven({ purposes: ['AFTERCARE'] }) }],
    ['needs consent that stands (R-2.1)', 'consent-withdrawn', {}, { consent: consentGiven({ status: 'withdrawn' }) }],
    [
      'needs consent before it (R-2.1)',
      'consent-after-service',
      {},
      { consent: consentGiven({ since: '2024-12-13' }) },
    ],
    ['needs the own consent (R-2.1)', 'consent-of-another', {}, { consent: consentGiven({ subject: consentId }) }],
    [
      'needs who was not released (R-1.2)',
      'inmate-left',
      {},
      { inmate: inmateThere({ left: { how: 'RELEASED', on: '2024-12-11', changeId: consentId } }) },
    ],
    ['needs who was there (R-1.2)', 'before-registration', {}, { inmate: inmateThere({ registeredOn: '2024-12-13' }) }],
    ['needs an agreement in force (R-3.2)', 'no-agreement-in-force', {}, { cover: notCovered }],
    [
      'needs an interviewer whose certificate has begun (R-2.2)',
      'interviewer-not-certified',
      { certificate: { ...interview.certificate, validFrom: '2024-12-13' } },
      {},
    ],
    [
      'needs an interviewer whose certificate is not over (R-2.2)',
      'interviewer-not-certified',
      { certificate: { ...interview.certificate, validUntil: '2024-12-11' } },
      {},
    ],
    [
      'is typed from paper by another than the interviewer (R-13.1)',
      'interviewer-is-typist',
      {},
      { source: 'BACKFILL' },
    ],
    ['is not ahead (R-13.1)', 'day-in-future', { screenedOn: '2024-12-17' }, {}],
    ['needs a whole form (R-2.2)', 'item-missing', { answers: { opioids: { q1: true } } }, {}],
    [
      'asks only what is asked (R-2.2)',
      'item-not-asked',
      { answers: { ...recording.answers, alcohol: { q1: false, q2: 1 } } },
      {},
    ],
    [
      'needs a whole DAST-10 (R-2.4)',
      'item-missing',
      { instrument: 'DAST_10', referencePeriod: 'LAST_12_MONTHS', answers: { '1': true } },
      {},
    ],
    [
      'asks about a period of the instrument (R-2.2)',
      'unknown-reference-period',
      { referencePeriod: 'LAST_12_MONTHS' },
      {},
    ],
    ['knows its versions (R-2.3)', 'unknown-version', { version: '2.0' }, {}],
    ['computes scores itself (R-2.3)', 'score-differs', { claimed: { highestRisk: 'LOW' } }, {}],
    ['is of a case that is there for it', 'not-in-this-status', {}, { case: caseThat('ASSESSMENT_DUE') }],
    ['is of an open case (R-3.11)', 'case-not-open', {}, { case: caseThat('RELEASED') }],
    [
      'follows what the case was opened for (R-13.1)',
      'before-last-step',
      {},
      { case: caseThat('SCREENING_DUE', { lastOn: '2024-12-13' }) },
    ],
  ])('%s', (_, code, change, known) => {
    record(change, known).thenRefuses(code);
  });

  it('may be typed from paper by another, and told by the interviewer at once', () => {
    const asked = given().when(
      { type: 'RecordScreening', data: recording, facts: { ...facts, source: 'BACKFILL' } },
      { by: nurse },
    );
    expect(recordedAs(asked).interviewerId).toBe(assessor.staffId);
    expect(recordedAs(record({}, { source: 'API' })).interviewerId).toBe(assessor.staffId);
  });

  it('knows the interviewer under whatever id they type (D1)', () => {
    given()
      .when(
        { type: 'RecordScreening', data: recording, facts: { ...facts, source: 'BACKFILL' } },
        { by: nurse, is: (staffId) => staffId === assessor.staffId },
      )
      .thenRefuses('interviewer-is-typist');
  });

  it('keeps what was meant by another substance, and whether anybody injects (R-2.2)', () => {
    const other = { other: formOf({ q2: 1, q3: 0, q4: 0, q5: 0, q6: 'N', q7: 'N' }), q8: 'P' };
    const data = recordedAs(record({ answers: other, otherSubstance: 'Kratom' }));
    expect(data.otherSubstance).toBe('Kratom');
    expect(data.answers).toContainEqual({ item: 'q8', answer: 1 });
    expect(recordedAs(record())).not.toHaveProperty('otherSubstance');
  });

  it('takes the day that a certificate begins and ends on', () => {
    const one = { ...interview.certificate, validFrom: '2024-12-12', validUntil: '2024-12-12' };
    expect(recordedAs(record({ certificate: one })).certificate).toEqual(one);
  });

  it('compares all that is claimed and nothing else (R-2.3)', () => {
    const claimed = { scores: { amphetamine: { score: 37, risk: 'HIGH' } }, highestRisk: 'HIGH' };
    expect(recordedAs(record({ claimed })).riskBand).toBe('HIGH');
    record({ claimed: { scores: { amphetamine: { score: 36 } } } }).thenRefuses('score-differs');
    record({ claimed: { scores: { opioids: { score: 0 } } } }).thenRefuses('score-differs');
    record({ claimed: { scores: 37 } }).thenRefuses('score-differs');
    record({ claimed: { toString: 'HIGH' } }).thenRefuses('score-differs');
  });

  it('screens on 29 February with a certificate that ends then', () => {
    const leap = { screenedOn: '2024-02-29', certificate: { ...interview.certificate, validUntil: '2024-02-29' } };
    const then = {
      inmate: inmateThere({ registeredOn: '2024-02-29' }),
      consent: consentGiven({ since: '2024-02-29' }),
      case: caseThat('SCREENING_DUE', { lastOn: '2024-02-29' }),
    };
    expect(recordedAs(record(leap, then)).screenedOn).toBe('2024-02-29');
    record({ ...leap, screenedOn: '2024-03-01' }, then).thenRefuses('interviewer-not-certified');
  });

  it('screens again whom the case is there for', () => {
    expect(recordedAs(record({}, { case: caseThat('EDUCATION_ONLY') })).riskBand).toBe('HIGH');
  });
});
