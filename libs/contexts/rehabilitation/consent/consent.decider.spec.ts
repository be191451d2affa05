import { without } from '#kernel';
import {
  agency,
  caseId,
  clerk,
  coveredByAgreement,
  factOn,
  inmateId,
  inmateThere,
  karutan,
  notCovered,
  nurse,
  subject,
} from '../facts-for-specs.js';
import {
  answered,
  basis,
  factsOf,
  given,
  giving,
  openCase,
  overriding,
  recordedOf,
  representative,
  wasGiven,
} from './consent-for-specs.js';
import { consent } from './consent.decider.js';
import type { CaseFacts, Giving, GivingFacts } from './consent.record.js';

const giveWith = (change: Partial<Giving> = {}, facts: Partial<GivingFacts> = {}) => {
  const data = { inmateId, ...giving, ...change };
  return given().when({ type: 'GiveConsent', data, facts: factsOf(facts) }, { by: nurse });
};
const overrideWith = (change: Partial<typeof overriding> = {}, facts: Partial<GivingFacts> = {}) => {
  const data = { inmateId, ...overriding, ...change };
  return given().when({ type: 'OverrideConsent', data, facts: factsOf(facts) }, { by: karutan });
};
const left = inmateThere({ left: { how: 'RELEASED', on: '2024-12-01', changeId: caseId } });

describe('giving consent (R-2.1)', () => {
  it('says by which form, how, to what and when, and cites the inmate (D10, D12)', () => {
    giveWith().then({ type: 'ConsentGiven', data: { ...recordedOf(giving), basis } });
  });

  it('names the case that is open then', () => {
    const data = { ...recordedOf(giving), caseId, basis };
    giveWith({}, { openCase: openCase(caseId) }).then({ type: 'ConsentGiven', data });
  });

  it('keeps its instant in universal time (D11)', () => {
    const { outcome } = giveWith({ givenAt: '2024-12-02T10:00:00+07:00' });
    expect(outcome).toMatchObject({ events: [{ data: { givenAt: '2024-12-02T03:00:00.000Z' } }] });
  });

  it('answers each purpose of the form once', () => {
    giveWith({ purposes: answered('SCREENING').slice(1) }).thenRefuses('purposes-not-answered');
    const twice = [...answered('SCREENING').slice(1), ...answered('SCREENING').slice(1, 2)];
    giveWith({ purposes: twice }).thenRefuses('purposes-not-answered');
  });

  it('consents to something', () => {
    giveWith({ purposes: answered() }).thenRefuses('consent-to-nothing');
    expect(giveWith({ purposes: answered('DATA_EXCHANGE') }).outcome).toHaveProperty('events');
  });

  it('is given by the inmate, or by somebody who is named, under a subject of their own (D10)', () => {
    const parent = { capacity: 'PARENT', name: 'Siti' } as const;
    giveWith({ givenBy: parent }).then({
      type: 'ConsentGiven',
      data: { ...recordedOf(giving), givenBy: { ...parent, subject: representative }, basis },
    });
    giveWith({ givenBy: { capacity: 'PARENT' } }).thenRefuses('giver-incomplete');
    giveWith({ givenBy: { capacity: 'INMATE', name: 'Siti' } }).thenRefuses('giver-incomplete');
  });

  it('is witnessed by another than who records it', () => {
    giveWith({ witnessId: nurse.staffId }).thenRefuses('witness-is-recorder');
    const unwitnessed = { inmateId, ...without(giving, 'witnessId') };
    const command = { type: 'GiveConsent', data: unwitnessed, facts: factsOf() } as const;
    expect(given().when(command).outcome).toMatchObject({ events: [{ type: 'ConsentGiven' }] });
  });

  it('knows who records it under whatever id they acted (D1)', () => {
    const data = { inmateId, ...giving };
    given()
      .when(
        { type: 'GiveConsent', data, facts: factsOf() },
        { by: nurse, is: (staffId) => staffId === giving.witnessId },
      )
      .thenRefuses('witness-is-recorder');
  });

  it('is given by somebody who is there, by the day of the unit (R-1.2)', () => {
    giveWith({ givenAt: '2024-10-31T16:59:59.999Z' }).thenRefuses('before-registration');
    expect(giveWith({ givenAt: '2024-10-31T17:00:00.000Z' }).outcome).toHaveProperty('events');
    giveWith({}, { inmate: left }).thenRefuses('inmate-left');
    giveWith({}, { inmate: inmateThere({ survivorId: caseId }) }).thenRefuses('record-is-duplicate');
  });

  it('is still possible after release to what goes on after it (R-1.2)', () => {
    const { outcome } = giveWith({ purposes: answered('AFTERCARE') }, { inmate: left });
    expect(outcome).toMatchObject({ events: [{ type: 'ConsentGiven' }] });
  });

  it('is kept by the unit in whose register the inmate is', () => {
    giveWith({}, { unitId: 'RUTAN-PURBALINGGA' }).thenRefuses('inmate-of-other-unit');
  });

  it('may be asked for by a provider whose agreement covers all that it asks for (R-3.2)', () => {
    const asked = { inmateId, ...giving, provider: agency };
    const ask = (covers: GivingFacts['covers']) =>
      given().when({ type: 'GiveConsent', data: asked, facts: factsOf({ covers }) }, { by: nurse });
    ask([coveredByAgreement, notCovered]).thenRefuses('no-agreement-in-force');
    const cited = [...basis, factOn(`agreement-${agency.agreementId}`)];
    ask([coveredByAgreement]).then({
      type: 'ConsentGiven',
      data: { ...recordedOf(giving), provider: agency, basis: cited },
    });
  });
});

describe('overriding consent (R-2.1)', () => {
  it('says on what legal basis, and who answers for it', () => {
    const data = { subject, inmateId, ...overriding, caseId, approvedBy: karutan.staffId, basis };
    overrideWith({}, { openCase: openCase(caseId) }).then({ type: 'ConsentOverridden', data });
  });

  it('is about somebody who is there (R-1.2)', () => {
    overrideWith({ overriddenOn: '2024-10-31' }).thenRefuses('before-registration');
    overrideWith({}, { unitId: 'RUTAN-PURBALINGGA' }).thenRefuses('inmate-of-other-unit');
  });
});

describe('withdrawing consent (R-2.1)', () => {
  const withdraw = (data: { withdrawnAt?: string } = {}, facts: CaseFacts = {}) =>
    given(wasGiven).when(
      { type: 'WithdrawConsent', data: { reasonCode: 'CHANGED_MIND', ...data }, facts },
      { by: clerk },
    );

  it('opens the deadline by which all that rests on it stops: three times 24 hours', () => {
    const said = { withdrawnAt: '2024-12-10T10:00:00+07:00' };
    const deadline = { rule: 'R-2.1', ruleVersion: 1, dueAt: '2024-12-13T03:00:00.000Z' };
    const withdrawnAt = '2024-12-10T03:00:00.000Z';
    const data = { subject, inmateId, caseId, withdrawnAt, reasonCode: 'CHANGED_MIND', deadline } as const;
    withdraw(said, { openCase: openCase(caseId) }).then({ type: 'ConsentWithdrawn', data });
  });

  it('happens now unless it says when', () => {
    const { outcome } = withdraw();
    const deadline = { dueAt: '2024-12-19T02:00:00.000Z' };
    expect(outcome).toMatchObject({ events: [{ data: { withdrawnAt: '2024-12-16T02:00:00.000Z', deadline } }] });
  });

  it('happens after it was given', () => {
    withdraw({ withdrawnAt: '2024-12-02T02:59:59.999Z' }).thenRefuses('withdrawn-before-given');
    expect(withdraw({ withdrawnAt: giving.givenAt }).outcome).toHaveProperty('events');
  });
});

describe('a consent', () => {
  it('is about the inmate and the case that was open when it was last told of (D1)', () => {
    expect(consent.aboutOf?.(given().state, caseId)).toEqual([]);
    expect(consent.aboutOf?.(given(wasGiven).state, caseId)).toEqual([{ subject }]);
    const data = { ...recordedOf(giving), caseId, basis };
    expect(consent.aboutOf?.(given({ type: 'ConsentGiven', data }).state, '')).toEqual([{ subject, caseId }]);
    expect(consent.unitsOf(given().state)).toEqual([]);
  });
});
