import {
  caseThat,
  consentGiven,
  coveredByOwnStaff,
  inmateId,
  inmateThere,
  notCovered,
  ownStaff,
  subject,
} from '../facts-for-specs.js';
import { without } from '#kernel';
import { basisOf } from '../facts.js';
import { assessment } from './assessment.decider.js';
import { caseUnderWay, given, offered, screened, start, toStart } from './assessment-for-specs.js';
import type { Start } from './assessment.starting.js';
import type { StartFacts } from './assessment.facts.js';

const starting = (data: Partial<Start> = {}, facts: Partial<StartFacts> = {}) =>
  ({ type: 'StartAssessment', data: { ...start, ...data }, facts: toStart(facts) }) as const;
const untemplated = (data: Partial<Start> = {}) =>
  ({
    type: 'StartAssessment',
    data: { ...without(start, 'templateId'), ...data },
    facts: without(toStart(), 'template'),
  }) as const;

describe('StartAssessment', () => {
  it('is recorded with the facts it rests on (R-2.6, D12)', () => {
    const facts = toStart();
    const basis = basisOf(facts.case, facts.screening, facts.consent, facts.inmate, facts.cover, facts.template);
    given()
      .when(starting())
      .then({ type: 'AssessmentStarted', data: { ...start, subject, inmateId, basis } });
    expect(basis).toHaveLength(6);
  });

  it('needs a screening within the days of the template, or a reason (R-2.6)', () => {
    expect(given().when(starting({ startedOn: '2024-12-17' })).outcome).toHaveProperty('events');
    given()
      .when(starting({ startedOn: '2024-12-18' }))
      .thenRefuses('no-recent-screening');
    const said = given().when(starting({ startedOn: '2024-12-18', reason: 'In hospital.' }));
    expect(said.outcome).toHaveProperty('events');
  });

  it('needs a reason after low risk, and where no template says how long a screening counts (R-2.6)', () => {
    given()
      .when(starting({}, { screening: screened({ riskBand: 'LOW' }) }))
      .thenRefuses('no-recent-screening');
    given().when(untemplated()).thenRefuses('no-recent-screening');
    expect(given().when(untemplated({ reason: 'The clinic asks for it.' })).outcome).toHaveProperty('events');
  });

  it('needs a screening with a result, of the same case, not after it (R-2.6)', () => {
    given()
      .when(starting({}, { screening: without(screened(), 'result') }))
      .thenRefuses('screening-without-result');
    given()
      .when(starting({}, { screening: screened({ caseId: subject }) }))
      .thenRefuses('screening-of-another-case');
    given()
      .when(starting({}, { screening: screened({ screenedOn: '2024-12-06' }) }))
      .thenRefuses('assessed-before-screening');
  });

  it('follows the course of the case (1.3)', () => {
    given()
      .when(starting({}, { case: caseThat('SCREENING_DUE') }))
      .thenRefuses('not-in-this-status');
    given()
      .when(starting({}, { case: caseUnderWay() }))
      .thenRefuses('not-in-this-status');
    expect(given().when(starting({}, { case: caseThat('EDUCATION_ONLY') })).outcome).toHaveProperty('events');
    given()
      .when(starting({}, { case: caseThat('CLOSED') }))
      .thenRefuses('case-not-open');
  });

  it('is a record of the unit that owns the case', () => {
    given()
      .when(starting({}, { unitId: 'RUTAN-PURBALINGGA' }))
      .thenRefuses('case-of-another-unit');
  });

  it('needs consent to an assessment (R-2.1)', () => {
    given()
      .when(starting({}, { consent: consentGiven({ purposes: ['SCREENING'] }) }))
      .thenRefuses('consent-for-other-purpose');
    given()
      .when(starting({}, { consent: consentGiven({ since: '2024-12-06' }) }))
      .thenRefuses('consent-after-service');
    const withdrawn = caseThat('SCREENED', { consent: { status: 'WITHDRAWN', consentId: start.consentId } });
    given()
      .when(starting({}, { case: withdrawn }))
      .thenRefuses('consent-withdrawn');
  });

  it('needs an agreement in force when the assessor is from elsewhere, not for own staff (R-3.2)', () => {
    given()
      .when(starting({}, { cover: notCovered }))
      .thenRefuses('no-agreement-in-force');
    const own = given().when(starting({ provider: ownStaff }, { cover: coveredByOwnStaff }));
    expect(own.outcome).toHaveProperty('events');
  });

  it('is of somebody who is there (R-1.2)', () => {
    const left = inmateThere({ left: { how: 'RELEASED', on: '2024-12-04', changeId: start.consentId } });
    given()
      .when(starting({}, { inmate: left }))
      .thenRefuses('inmate-left');
  });

  it('names a template of the unit that is offered then (R-2.8)', () => {
    given()
      .when(starting({}, { template: offered({}, { unitId: 'RUTAN-PURBALINGGA' }) }))
      .thenRefuses('template-of-another-unit');
    given()
      .when(starting({}, { template: offered({ validFrom: '2024-12-06' }) }))
      .thenRefuses('template-not-offered');
    given()
      .when(starting({}, { template: offered({}, { retiredOn: '2024-12-05' }) }))
      .thenRefuses('template-not-offered');
  });
});

describe('an assessment', () => {
  it('belongs to the unit of the case and to who assesses, and concerns the case', () => {
    const { state } = given({ type: 'AssessmentStarted', data: { ...start, subject, inmateId, basis: [] } });
    expect(assessment.unitsOf(state)).toEqual(['RUTAN-BANJARNEGARA', start.provider.unitId]);
    expect(assessment.aboutOf?.(state, '')).toEqual([{ subject, caseId: start.caseId }]);
    expect(assessment.unitsOf(given().state)).toEqual([]);
    expect(assessment.aboutOf?.(given().state, '')).toEqual([]);
  });
});
