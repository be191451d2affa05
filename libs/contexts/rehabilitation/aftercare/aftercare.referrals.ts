import { mustHaveHappened, staffOf, unitOfActor } from '#kernel';
import { basisOf } from '../facts.rules.js';
import { mustBeAllowed, mustBeCaredFor, mustServe } from './aftercare.facts.js';
import { mustHold, type Referral, type Rules, underWay, type UnderWay, withAnswer } from './aftercare.record.js';
import { refuse } from './aftercare.refusals.js';

/** The kinds of units that look after people outside: probation offices, and narcotics agencies under an agreement. */
export const AGENCIES: readonly string[] = ['BNNK', 'BNNP'];
const AFTERCARE_UNITS: readonly string[] = ['BAPAS', ...AGENCIES];

type Referring = 'ReferAftercare' | 'AcceptReferral' | 'RejectReferral' | 'RevokeReferral';

export const decideReferrals: Rules<Referring> = {
  ReferAftercare: ({ data, facts, by, today }, { now }) => {
    const aftercare = underWay(now);
    const { referralId, toUnitId, agreementId, referredOn } = data;
    const { subject, caseId, referrals } = aftercare;
    mustServe(aftercare, by);
    mustBeCaredFor(facts.case);
    if (facts.kind === undefined || !AFTERCARE_UNITS.includes(facts.kind)) {
      refuse('not-an-aftercare-unit');
    }
    if (referrals.some((one) => one.referralId === referralId)) {
      refuse('referral-repeated');
    }
    if (referrals.some((one) => one.toUnitId === toUnitId && one.standing === 'accepted')) {
      refuse('referral-already-accepted');
    }
    mustHaveHappened(referredOn, today);
    mustBeAllowed(facts);
    const referred = {
      referralId,
      fromUnitId: unitOfActor(by),
      toUnitId,
      ...(agreementId && { agreementId }),
      referredOn,
    };
    mustHold({ ...aftercare, referrals: [...referrals, { ...referred, standing: 'open' }] });
    const basis = basisOf(facts.case, facts.cover);
    return [{ type: 'AftercareReferred', data: { ...data, subject, caseId, referredBy: staffOf(by), basis } }];
  },

  AcceptReferral: ({ data, facts, by, today }, { now }) => {
    const aftercare = underWay(now);
    const { toUnitId, standing } = referral(aftercare, data.referralId);
    mustBeReferredTo(toUnitId, unitOfActor(by));
    if (standing === 'accepted') return [];
    mustBeOpen(standing);
    mustBeCaredFor(facts.case);
    mustHaveHappened(data.acceptedOn, today);
    mustHold(withAnswer(aftercare, data.referralId, { standing: 'accepted', answeredOn: data.acceptedOn }));
    return [{ type: 'ReferralAccepted', data: { ...data, toUnitId, acceptedBy: staffOf(by) } }];
  },

  RejectReferral: ({ data, by, today }, { now }) => {
    const aftercare = underWay(now);
    const { toUnitId, standing } = referral(aftercare, data.referralId);
    mustBeReferredTo(toUnitId, unitOfActor(by));
    if (standing === 'rejected') return [];
    mustBeOpen(standing);
    mustHaveHappened(data.rejectedOn, today);
    mustHold(withAnswer(aftercare, data.referralId, { standing: 'rejected', answeredOn: data.rejectedOn }));
    return [
      { type: 'ReferralRejected', data: { ...data, subject: aftercare.subject, toUnitId, rejectedBy: staffOf(by) } },
    ];
  },

  RevokeReferral: ({ data, by, today }, { now }) => {
    const aftercare = underWay(now);
    const { fromUnitId, toUnitId, standing, answeredOn } = referral(aftercare, data.referralId);
    if (fromUnitId !== unitOfActor(by)) {
      refuse('referred-by-another-unit');
    }
    if (standing === 'revoked') return [];
    if (standing === 'rejected') refuseRejected();
    mustHaveHappened(data.revokedOn, today);
    if (answeredOn !== undefined && data.revokedOn < answeredOn) {
      refuse('revoked-before-answer');
    }
    mustHold(withAnswer(aftercare, data.referralId, { standing: 'revoked', answeredOn: data.revokedOn }));
    return [
      { type: 'ReferralRevoked', data: { ...data, subject: aftercare.subject, toUnitId, revokedBy: staffOf(by) } },
    ];
  },
};

const referral = ({ referrals }: UnderWay, referralId: string): Referral =>
  referrals.find((known) => known.referralId === referralId) ?? refuse('unknown-referral');

function mustBeReferredTo(toUnitId: string, unitId: string): void {
  if (toUnitId !== unitId) {
    refuse('referred-to-another-unit');
  }
}

function mustBeOpen(standing: Referral['standing']): void {
  if (standing === 'accepted') refuse('referral-accepted');
  if (standing === 'rejected') refuseRejected();
  if (standing === 'revoked') refuse('referral-revoked');
}

const refuseRejected = (): never => refuse('referral-rejected');
