import { id } from '#kernel';
import { assessor, caseId, caseThat, clerk, coveredByAgreement, notCovered, subject } from '../facts-for-specs.js';
import { basisOf } from '../facts.js';
import { aftercare } from './aftercare.decider.js';
import {
  accepted,
  BAPAS,
  cared,
  given,
  type Past,
  planned,
  probationOfficer,
  referral,
  referralId,
  referred,
  rejected,
  revoked,
  toAgency,
  toRefer,
  toReferToAgency,
} from './aftercare-for-specs.js';
import type { ReferralFacts } from './aftercare.record.js';

const refer = (data: Partial<typeof referral> = {}, facts: Partial<ReferralFacts> = {}) =>
  ({ type: 'ReferAftercare', data: { ...referral, ...data }, facts: toRefer(facts) }) as const;
const another = { referralId: id('spec', 'referral', 2) };
const byClerk = { by: clerk };
const byOfficer = { by: probationOfficer };

describe('ReferAftercare', () => {
  it('goes to a probation office without an agreement: it is of the same ministry (R-3.2)', () => {
    given(planned)
      .when(refer(), byClerk)
      .then({
        type: 'AftercareReferred',
        data: { ...referral, subject, caseId, referredBy: clerk.staffId, basis: basisOf(cared()) },
      });
  });

  it('goes to a narcotics agency under an agreement that covers aftercare on that day (R-3.2)', () => {
    const asked = { type: 'ReferAftercare', data: toAgency, facts: toReferToAgency() } as const;
    const basis = basisOf(cared(), coveredByAgreement);
    expect(given(planned).when(asked, byClerk).outcome).toMatchObject({ events: [{ data: { ...toAgency, basis } }] });
    const uncovered = { ...asked, facts: toReferToAgency({ cover: notCovered }) };
    given(planned).when(uncovered, byClerk).thenRefuses('no-agreement-in-force');
  });

  it('goes to no other unit, nor to one that there is not', () => {
    given(planned)
      .when(refer({}, { kind: 'RUTAN' }), byClerk)
      .thenRefuses('not-an-aftercare-unit');
    const unknown = { type: 'ReferAftercare', data: referral, facts: { case: cared() } } as const;
    given(planned).when(unknown, byClerk).thenRefuses('not-an-aftercare-unit');
  });

  it('waits for one answer at a time', () => {
    given(planned, referred()).when(refer(another), byClerk).thenRefuses('referral-open');
    given(planned, referred()).when(refer(), byClerk).thenRefuses('referral-repeated');
    given(planned, referred(), accepted()).when(refer(another), byClerk).thenRefuses('referral-already-accepted');
    expect(given(planned, referred(), rejected).when(refer(another), byClerk).outcome).toHaveProperty('events');
  });

  it('is made by who looks after them, while they are looked after', () => {
    given(planned, referred()).when(refer(another), byOfficer).thenRefuses('referral-not-accepted');
    given(planned)
      .when(refer({}, { case: caseThat('CLOSED') }), byClerk)
      .thenRefuses('not-in-this-status');
  });

  it('is after the plan, and has happened (R-13.1)', () => {
    const on = (referredOn: string) =>
      ({ type: 'ReferAftercare', data: { ...referral, referredOn }, facts: toRefer() }) as const;
    given(planned).when(on('2024-11-30'), byClerk).thenRefuses('referral-before-plan');
    given(planned).when(on('2024-12-17'), byClerk).thenRefuses('day-in-future');
  });
});

const accept = (acceptedOn = '2024-12-06', fact = cared(), of = referralId) =>
  ({ type: 'AcceptReferral', data: { referralId: of, acceptedOn }, facts: { case: fact } }) as const;
const reject = (rejectedOn = '2024-12-06') =>
  ({ type: 'RejectReferral', data: { referralId, rejectedOn, reasonCode: 'NO_CAPACITY' } }) as const;

describe('AcceptReferral and RejectReferral', () => {
  it('are by the people of the unit referred to', () => {
    given(planned, referred())
      .when(accept(), byOfficer)
      .then({
        type: 'ReferralAccepted',
        data: { referralId, toUnitId: BAPAS, acceptedOn: '2024-12-06', acceptedBy: probationOfficer.staffId },
      });
    given(planned, referred())
      .when(reject(), byOfficer)
      .then({
        type: 'ReferralRejected',
        data: {
          subject,
          referralId,
          toUnitId: BAPAS,
          rejectedOn: '2024-12-06',
          rejectedBy: probationOfficer.staffId,
          reasonCode: 'NO_CAPACITY',
        },
      });
    given(planned, referred()).when(accept(), byClerk).thenRefuses('referred-to-another-unit');
    given(planned, referred()).when(reject(), { by: assessor }).thenRefuses('referred-to-another-unit');
  });

  it('are once: the same answer again changes nothing, another is refused', () => {
    given(planned, referred(), accepted()).when(accept(), byOfficer).then();
    given(planned, referred(), rejected).when(reject(), byOfficer).then();
    given(planned, referred(), accepted()).when(reject(), byOfficer).thenRefuses('referral-accepted');
    given(planned, referred(), rejected).when(accept(), byOfficer).thenRefuses('referral-rejected');
    given(planned, referred(), revoked).when(accept(), byOfficer).thenRefuses('referral-revoked');
  });

  it('follow a referral that there is, after its day, once it has happened (R-13.1)', () => {
    given(planned, referred()).when(accept('2024-12-04'), byOfficer).thenRefuses('answer-before-referral');
    given(planned, referred()).when(reject('2024-12-04'), byOfficer).thenRefuses('answer-before-referral');
    given(planned, referred()).when(accept('2024-12-17'), byOfficer).thenRefuses('day-in-future');
    given(planned, referred()).when(reject('2024-12-17'), byOfficer).thenRefuses('day-in-future');
    given(planned, referred())
      .when(accept('2024-12-06', cared(), another.referralId), byOfficer)
      .thenRefuses('unknown-referral');
    given(planned)
      .when(accept(), byOfficer)
      .thenSays(
        `This aftercare has no referral ${referred().data.referralId}, it has none: name one that it has, or refer first.`,
      );
  });

  it('cannot accept a case that was closed', () => {
    given(planned, referred())
      .when(accept('2024-12-06', caseThat('CLOSED')), byOfficer)
      .thenRefuses('not-in-this-status');
  });

  it('give the unit referred to access, and take it away with a rejection', () => {
    const unitsAfter = (...answers: readonly Past[]) => aftercare.unitsOf(given(planned, referred(), ...answers).state);
    expect(unitsAfter()).toContain(BAPAS);
    expect(unitsAfter(accepted())).toContain(BAPAS);
    expect(unitsAfter(rejected)).toEqual([clerk.unitId]);
    expect(unitsAfter(accepted(), revoked)).toEqual([clerk.unitId]);
  });
});

const revoke = (revokedOn = '2024-12-07') =>
  ({ type: 'RevokeReferral', data: { referralId, revokedOn, reasonCode: 'NO_ANSWER' } }) as const;

describe('RevokeReferral', () => {
  it('is by the unit that made the referral, open or accepted', () => {
    for (const past of [
      [planned, referred()],
      [planned, referred(), accepted()],
    ]) {
      given(...past)
        .when(revoke(), byClerk)
        .then({
          type: 'ReferralRevoked',
          data: {
            subject,
            referralId,
            toUnitId: BAPAS,
            revokedOn: '2024-12-07',
            revokedBy: clerk.staffId,
            reasonCode: 'NO_ANSWER',
          },
        });
    }
    given(planned, referred()).when(revoke(), byOfficer).thenRefuses('referred-by-another-unit');
  });

  it('is once, not after a rejection', () => {
    given(planned, referred(), revoked).when(revoke(), byClerk).then();
    given(planned, referred(), rejected).when(revoke(), byClerk).thenRefuses('referral-rejected');
  });

  it('is after the referral and its answer, once it has happened (R-13.1)', () => {
    given(planned, referred()).when(revoke('2024-12-04'), byClerk).thenRefuses('answer-before-referral');
    given(planned, referred(), accepted()).when(revoke('2024-12-05'), byClerk).thenRefuses('revoked-before-answer');
    given(planned, referred()).when(revoke('2024-12-17'), byClerk).thenRefuses('day-in-future');
  });
});
