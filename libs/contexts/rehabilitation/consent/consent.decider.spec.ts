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
import { basis, factsOf, given, giving, openCase, overriding, wasGiven, witnessId } from './consent-for-specs.js';
import { consent } from './consent.decider.js';
import type { ConsentFacts } from './consent.giving.js';

type Change = Partial<typeof giving> | { readonly purposes: readonly ['AFTERCARE'] };
const giveWith = (change: Change = {}, facts: Partial<ConsentFacts> = {}) => {
  const data = { inmateId, ...giving, ...change } as typeof giving & { inmateId: string };
  return given().when({ type: 'GiveConsent', data, facts: factsOf(facts) }, { by: nurse });
};
const overrideWith = (change: Partial<typeof overriding> = {}, facts: Partial<ConsentFacts> = {}) => {
  const data = { inmateId, ...overriding, ...change };
  return given().when({ type: 'OverrideConsent', data, facts: factsOf(facts) }, { by: karutan });
};
const left = inmateThere({ left: { how: 'RELEASED', on: '2024-12-01', changeId: caseId } });

describe('giving consent (R-2.1)', () => {
  it('says to what and how, and cites the inmate (D12)', () => {
    giveWith().then({ type: 'ConsentGiven', data: { subject, inmateId, ...giving, basis } });
  });

  it('names the case that is open then', () => {
    const data = { subject, inmateId, ...giving, caseId, basis };
    giveWith({}, { openCase: openCase(caseId) }).then({ type: 'ConsentGiven', data });
  });

  it('needs a witness other than who records it when it is oral', () => {
    const data = { inmateId, purposes: giving.purposes, form: 'ORAL_WITNESSED', givenOn: giving.givenOn } as const;
    given().when({ type: 'GiveConsent', data, facts: factsOf() }).thenRefuses('witness-missing');
    giveWith({ witnessId: nurse.id }).thenRefuses('witness-is-recorder');
    const { outcome } = given().when({ type: 'GiveConsent', data: { ...data, form: 'WRITTEN' }, facts: factsOf() });
    expect(outcome).toMatchObject({ events: [{ type: 'ConsentGiven' }] });
  });

  it('has happened (R-13.1), to somebody who is there (R-1.2)', () => {
    giveWith({ givenOn: '2024-12-17' }).thenRefuses('day-in-future');
    giveWith({ givenOn: '2024-10-31' }).thenRefuses('before-registration');
    giveWith({}, { inmate: left }).thenRefuses('inmate-left');
    giveWith({}, { inmate: inmateThere({ survivorId: caseId }) }).thenRefuses('record-is-duplicate');
  });

  it('is still possible after release to what goes on after it (R-1.2)', () => {
    const { outcome } = giveWith({ purposes: ['AFTERCARE'] }, { inmate: left });
    expect(outcome).toMatchObject({ events: [{ type: 'ConsentGiven' }] });
  });

  it('is kept by the unit in whose register the inmate is', () => {
    giveWith({}, { unitId: 'RUTAN-PURBALINGGA' }).thenRefuses('inmate-of-other-unit');
  });

  it('may be asked for by a provider whose agreement covers all that it asks for (R-3.2)', () => {
    const asked = { inmateId, ...giving, provider: agency };
    const ask = (covers: ConsentFacts['covers']) =>
      given().when({ type: 'GiveConsent', data: asked, facts: factsOf({ covers }) }, { by: nurse });
    ask([coveredByAgreement, notCovered]).thenRefuses('no-agreement-in-force');
    const cited = [...basis, factOn(`agreement-${agency.agreementId}`)];
    ask([coveredByAgreement]).then({ type: 'ConsentGiven', data: { subject, ...asked, basis: cited } });
    const { state } = given({ type: 'ConsentGiven', data: { subject, ...asked, basis: cited } });
    expect(consent.unitsOf(state)).toEqual([nurse.unitId, agency.unitId]);
  });
});

describe('overriding consent (R-2.1)', () => {
  it('says on what legal basis, and who answers for it', () => {
    const data = { subject, inmateId, ...overriding, caseId, approvedBy: karutan.id, basis };
    overrideWith({}, { openCase: openCase(caseId) }).then({ type: 'ConsentOverridden', data });
  });

  it('has happened (R-13.1), to somebody who is there (R-1.2)', () => {
    overrideWith({ overriddenOn: '2024-12-17' }).thenRefuses('day-in-future');
    overrideWith({ overriddenOn: '2024-10-31' }).thenRefuses('before-registration');
    overrideWith({}, { unitId: 'RUTAN-PURBALINGGA' }).thenRefuses('inmate-of-other-unit');
  });
});

describe('withdrawing consent (R-2.1)', () => {
  const withdraw = (data: { withdrawnAt?: string } = {}, facts: Pick<ConsentFacts, 'openCase'> = {}) =>
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

  it('happens after it was given, and has happened (R-13.1)', () => {
    withdraw({ withdrawnAt: '2024-12-01T16:59:59.999Z' }).thenRefuses('withdrawn-before-given');
    expect(withdraw({ withdrawnAt: '2024-12-01T17:00:00.000Z' }).outcome).toHaveProperty('events');
    withdraw({ withdrawnAt: '2024-12-16T02:05:00.001Z' }).thenRefuses('withdrawal-in-future');
  });
});

describe('a consent', () => {
  it('is about the inmate and the case that was open when it was last told of (D1)', () => {
    expect(consent.aboutOf?.(given().state, caseId)).toEqual([]);
    expect(consent.aboutOf?.(given(wasGiven).state, caseId)).toEqual([{ subject }]);
    const data = { subject, inmateId, ...giving, witnessId, caseId, basis };
    expect(consent.aboutOf?.(given({ type: 'ConsentGiven', data }).state, '')).toEqual([{ subject, caseId }]);
    expect(consent.unitsOf(given().state)).toEqual([]);
  });
});
