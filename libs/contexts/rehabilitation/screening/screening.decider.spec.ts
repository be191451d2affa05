import {
  assessor,
  caseId,
  caseThat,
  consentId,
  factOn,
  inmateId,
  inmateThere,
  notCovered,
  nurse,
  subject,
} from '../facts-for-specs.js';
import { basisOf } from '../facts.js';
import { without } from '../instruments/forms-for-specs.js';
import {
  afterScreening,
  education,
  educated,
  facts,
  given,
  interview,
  type Past,
  recording,
  refusal,
  scheduled,
  scheduling,
  screened,
} from './screening-for-specs.js';

describe('ScheduleScreening', () => {
  const schedule = (change: object = {}, known: object = {}) =>
    given().when(
      { type: 'ScheduleScreening', data: { ...scheduling, ...change }, facts: { ...facts, ...known } },
      { by: nurse },
    );

  it('plans a screening of the case, and needs no consent yet', () => {
    const basis = [factOn(`inmate-${inmateId}`), ...(facts.cover.basis ? [facts.cover.basis] : []), facts.case.basis];
    schedule().then({
      type: 'ScreeningScheduled',
      data: { ...scheduling, subject, caseId, instrument: 'WHO_ASSIST', basis },
    });
  });

  it.each([
    ['is for today or later (R-13.1)', 'scheduled-in-past', { scheduledOn: '2024-12-15' }, {}],
    [
      'is for who will be there (R-1.2)',
      'inmate-left',
      {},
      { inmate: inmateThere({ left: { how: 'TRANSFERRED', on: '2024-12-18', changeId: consentId } }) },
    ],
    [
      'is for who is still one record (R-1.4)',
      'record-is-duplicate',
      {},
      { inmate: inmateThere({ survivorId: consentId }) },
    ],
    ['needs an agreement in force then (R-3.2)', 'no-agreement-in-force', {}, { cover: notCovered }],
    ['is for a case that is there for it', 'not-in-this-status', {}, { case: caseThat('ADMITTED') }],
    ['is for an open case (R-3.11)', 'case-not-open', {}, { case: caseThat('CLOSED') }],
  ])('%s', (_, code, change, known) => {
    schedule(change, known).thenRefuses(code);
  });

  it('may be for today', () => {
    expect(schedule({ scheduledOn: '2024-12-16' }).outcome).toHaveProperty('events');
  });
});

describe('RecordScheduledScreening', () => {
  it('records what was planned: inmate, instrument and provider stay', () => {
    const asked = given(scheduled).when({ type: 'RecordScheduledScreening', data: interview, facts }, { by: assessor });
    expect(asked.outcome).toMatchObject({
      events: [{ type: 'InmateScreened', data: { inmateId, instrument: 'WHO_ASSIST', provider: recording.provider } }],
    });
  });

  it('is of a case that is there for it (1.3)', () => {
    const elsewhere = { ...facts, case: caseThat('ASSESSMENT_DUE') };
    given(scheduled)
      .when({ type: 'RecordScheduledScreening', data: interview, facts: elsewhere }, { by: assessor })
      .thenRefuses('not-in-this-status');
  });

  it('is held to the form of its instrument (R-2.2)', () => {
    const data = { ...interview, answers: without(recording.answers, 'q8', 'tobacco', 'alcohol', 'amphetamine') };
    given(scheduled).when({ type: 'RecordScheduledScreening', data, facts }).thenRefuses('item-missing');
  });
});

describe('RefuseScreening', () => {
  const refuse = (change: object = {}, known = facts.case) =>
    given(scheduled).when({ type: 'RefuseScreening', data: { ...refusal, ...change }, facts: { case: known } });

  it('says why there was no interview', () => {
    refuse().then({ type: 'ScreeningRefused', data: { subject, caseId, ...refusal, basis: basisOf(facts.case) } });
  });

  it('follows the last step, in an open case (R-13.1)', () => {
    refuse({ refusedOn: '2024-11-01' }).thenRefuses('before-last-step');
    refuse({}, caseThat('DECEASED')).thenRefuses('case-not-open');
  });
});

describe('GiveBasicEducation', () => {
  const educate = (history: readonly Past[], change: object = {}, known: object = {}) =>
    given(...history).when(
      { type: 'GiveBasicEducation', data: { ...education, ...change }, facts: { ...afterScreening, ...known } },
      { by: nurse },
    );

  it('is given to who is of low risk, by who records it', () => {
    educate([screened('LOW')]).then({
      type: 'BriefEducationGiven',
      data: {
        subject,
        caseId,
        ...education,
        givenBy: nurse.staffId,
        basis: basisOf(afterScreening.inmate, afterScreening.cover, afterScreening.case),
      },
    });
  });

  it.each(['MODERATE', 'HIGH'] as const)('is not enough for %s risk (R-2.6)', (riskBand) => {
    educate([screened(riskBand)]).thenRefuses('education-is-for-low-risk');
  });

  it('is given once', () => {
    educate([screened('LOW'), educated]).thenRefuses('education-already-given');
  });

  it.each([
    ['follows the screening (R-2.6)', 'education-before-screening', { givenOn: '2024-12-11' }, {}],
    [
      'is given to who is there (R-1.2)',
      'inmate-left',
      {},
      { inmate: inmateThere({ left: { how: 'RELEASED', on: '2024-12-12', changeId: consentId } }) },
    ],
    ['needs an agreement in force (R-3.2)', 'no-agreement-in-force', {}, { cover: notCovered }],
    ['is of a case that is there for it', 'not-in-this-status', {}, { case: caseThat('ASSESSMENT_DUE') }],
    ['is of an open case (R-3.11)', 'case-not-open', {}, { case: caseThat('TRANSFERRED') }],
  ])('%s', (_, code, change, known) => {
    educate([screened('LOW')], change, known).thenRefuses(code);
  });
});
