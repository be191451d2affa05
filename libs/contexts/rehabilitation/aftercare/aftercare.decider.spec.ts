import { without } from '#kernel';
import {
  assessor,
  caseThat,
  clerk,
  consentGiven,
  consentId,
  coveredByAgreement,
  inmateId,
  inmateThere,
  notCovered,
  subject,
  caseId,
} from '../facts-for-specs.js';
import { basisOf } from '../facts.js';
import { aftercare, type AftercareCommand } from './aftercare.decider.js';
import type { CommandOf, PlanFacts } from './aftercare.record.js';
import {
  accepted,
  annulledPlan,
  BAPAS,
  cared,
  completed,
  contact,
  contacted,
  given,
  plan,
  planned,
  probationOfficer,
  referred,
  toAgency,
  toPlan,
} from './aftercare-for-specs.js';

type DataOf<T extends AftercareCommand['type']> = CommandOf<T>['data'];
const planning = (data: Partial<DataOf<'PlanAftercare'>> = {}, facts: Partial<PlanFacts> = {}) =>
  ({ type: 'PlanAftercare', data: { ...plan, ...data }, facts: toPlan(facts) }) as const;
const withdrawn = { consent: { status: 'WITHDRAWN', consentId } } as const;
const left = inmateThere({ left: { how: 'RELEASED', on: '2024-11-20', changeId: subject } });

describe('PlanAftercare', () => {
  it('is recorded with the facts it rests on (D12)', () => {
    const { case: fact, inmate, consent } = toPlan();
    const basis = basisOf(fact, inmate, consent);
    given()
      .when(planning())
      .then({ type: 'AftercarePlanned', data: { ...plan, subject, inmateId, basis } });
  });

  it('is for a released inmate too (R-1.2)', () => {
    const released = given().when(planning({}, { case: caseThat('RELEASED'), inmate: left }));
    expect(released.outcome).toHaveProperty('events');
    const merged = inmateThere({ survivorId: subject });
    given()
      .when(planning({}, { inmate: merged }))
      .thenRefuses('record-is-duplicate');
  });

  it('follows the course of the case, and lasts from its end on (1.3)', () => {
    given()
      .when(planning({}, { case: caseThat('IN_PROGRAMME') }))
      .thenRefuses('not-in-this-status');
    given()
      .when(planning({ plannedOn: '2024-11-29' }))
      .thenRefuses('planned-before-end');
    given()
      .when(planning({ untilOn: '2024-11-30' }))
      .thenRefuses('until-before-plan');
    given()
      .when(planning({ plannedOn: '2024-12-17' }))
      .thenRefuses('day-in-future');
  });

  it('is a record of the unit that owns the case, which has one (D3)', () => {
    given()
      .when(planning({}, { unitId: 'RUTAN-PURBALINGGA' }))
      .thenRefuses('case-of-another-unit');
    given(planned).when(planning()).thenRefuses('aftercare-already-planned');
    expect(given(planned, annulledPlan).when(planning()).outcome).toHaveProperty('events');
  });

  it('rests on a consent to it where one is named, and on none that was withdrawn (R-2.1)', () => {
    const other = consentGiven({ purposes: ['REHABILITATION'] });
    given()
      .when(planning({}, { consent: other }))
      .thenRefuses('consent-for-other-purpose');
    given()
      .when(planning({}, { case: caseThat('COMPLETED', withdrawn) }))
      .thenRefuses('consent-withdrawn');
    const asked = given().when({
      type: 'PlanAftercare',
      data: without(plan, 'consentId'),
      facts: without(toPlan(), 'consent'),
    });
    expect(asked.outcome).toHaveProperty('events');
  });
});

const contacting = (data: Partial<DataOf<'RecordAftercareContact'>> = {}, facts: object = {}) =>
  ({ type: 'RecordAftercareContact', data: { ...contact, ...data }, facts: { case: cared(), ...facts } }) as const;

describe('RecordAftercareContact', () => {
  it('is recorded by who met them', () => {
    given(planned)
      .when(contacting(), { by: clerk })
      .then({
        type: 'AftercareContactRecorded',
        data: { ...contact, subject, caseId, contactedBy: clerk.staffId, basis: basisOf(cared()) },
      });
  });

  it('is made by a probation office that accepted them, without an agreement (R-3.2)', () => {
    const byOfficer = { by: probationOfficer };
    expect(given(planned, referred(), accepted()).when(contacting(), byOfficer).outcome).toHaveProperty('events');
    given(planned, referred()).when(contacting(), byOfficer).thenRefuses('referral-not-accepted');
  });

  it('is made by an agency under an agreement in force on its day (R-3.2)', () => {
    const agreed = given(planned, referred(toAgency), accepted(assessor));
    expect(agreed.when(contacting({}, { cover: coveredByAgreement }), { by: assessor }).outcome).toHaveProperty(
      'events',
    );
    agreed.when(contacting({}, { cover: notCovered }), { by: assessor }).thenRefuses('no-agreement-in-force');
  });

  it('goes on after a release, not after the case was closed or consent withdrawn (R-1.2, R-2.1)', () => {
    expect(given(planned).when(contacting({}, { case: caseThat('RELEASED') })).outcome).toHaveProperty('events');
    given(planned)
      .when(contacting({}, { case: caseThat('CLOSED') }))
      .thenRefuses('not-in-this-status');
    given(planned)
      .when(contacting({}, { case: cared(withdrawn) }))
      .thenRefuses('consent-withdrawn');
  });

  it('is after the plan, and has happened (R-13.1)', () => {
    given(planned)
      .when(contacting({ contactedOn: '2024-11-30' }))
      .thenRefuses('contact-before-plan');
    given(planned)
      .when(contacting({ contactedOn: '2024-12-17' }))
      .thenRefuses('day-in-future');
    given(planned, contacted(), completed).when(contacting()).thenRefuses('aftercare-completed');
  });
});

const completing = (data: Partial<DataOf<'CompleteAftercare'>> = {}, fact = cared()) =>
  ({
    type: 'CompleteAftercare',
    data: { completedOn: '2024-12-15', outcome: 'STABLE', ...data },
    facts: { case: fact },
  }) as const;

describe('CompleteAftercare', () => {
  it('says how they fare, by who has met them', () => {
    given(planned, contacted())
      .when(completing(), { by: clerk })
      .then({
        type: 'AftercareCompleted',
        data: { subject, caseId, completedOn: '2024-12-15', completedBy: clerk.staffId, outcome: 'STABLE' },
      });
  });

  it.each(['STABLE', 'RELAPSED'] as const)('needs a contact to say %s', (outcome) => {
    given(planned).when(completing({ outcome })).thenRefuses('no-contact-yet');
  });

  it.each(['LOST_CONTACT', 'DECLINED'] as const)('needs none to say %s', (outcome) => {
    expect(given(planned).when(completing({ outcome })).outcome).toHaveProperty('events');
  });

  it('waits for the answer to a referral', () => {
    given(planned, contacted(), referred()).when(completing()).thenRefuses('referral-open');
  });

  it('is after the last contact, has happened, and is by who looks after them', () => {
    const met = given(planned, contacted(), referred());
    met.when(completing(), { by: probationOfficer }).thenRefuses('referral-not-accepted');
    const ended = given(planned, contacted());
    ended.when(completing({ completedOn: '2024-12-07' })).thenRefuses('completed-before-contact');
    ended.when(completing({ completedOn: '2024-12-17' })).thenRefuses('day-in-future');
    ended.when(completing({}, caseThat('CLOSED'))).thenRefuses('not-in-this-status');
  });
});

describe('an aftercare', () => {
  it('belongs to its unit and to whom it is referred to, and concerns the case', () => {
    const { state } = given(planned, referred());
    expect(aftercare.unitsOf(state)).toEqual([clerk.unitId, BAPAS]);
    expect(aftercare.aboutOf?.(state, '')).toEqual([{ subject, caseId }]);
    expect(aftercare.unitsOf(given().state)).toEqual([]);
    expect(aftercare.aboutOf?.(given().state, '')).toEqual([]);
  });
});
