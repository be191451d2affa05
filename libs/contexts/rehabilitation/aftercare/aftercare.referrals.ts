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
      refuse('not-an-aftercare-unit', { toUnitId, kinds: AFTERCARE_UNITS });
    }
    if (referrals.some((one) => one.referralId === referralId)) refuse('referral-repeated', { referralId });
    if (referrals.some((one) => one.toUnitId === toUnitId && one.status === 'accepted')) {
      refuse('referral-already-accepted', { toUnitId });
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
    mustHold({ ...aftercare, referrals: [...referrals, { ...referred, status: 'open' }] });
    const basis = basisOf(facts.case, facts.cover);
    return [{ type: 'AftercareReferred', data: { ...data, subject, caseId, referredBy: staffOf(by), basis } }];
  },

  AcceptReferral: ({ data, facts, by, today }, { now }) => {
    const aftercare = underWay(now);
    const referred = referral(aftercare, data.referralId);
    const { toUnitId, status } = referred;
    mustBeReferredTo(referred, unitOfActor(by));
    if (status === 'accepted') return [];
    mustBeOpen(referred);
    mustBeCaredFor(facts.case);
    mustHaveHappened(data.acceptedOn, today);
    mustHold(withAnswer(aftercare, data.referralId, { status: 'accepted', answeredOn: data.acceptedOn }));
    return [{ type: 'ReferralAccepted', data: { ...data, toUnitId, acceptedBy: staffOf(by) } }];
  },

  RejectReferral: ({ data, by, today }, { now }) => {
    const aftercare = underWay(now);
    const referred = referral(aftercare, data.referralId);
    const { toUnitId, status } = referred;
    mustBeReferredTo(referred, unitOfActor(by));
    if (status === 'rejected') return [];
    mustBeOpen(referred);
    mustHaveHappened(data.rejectedOn, today);
    mustHold(withAnswer(aftercare, data.referralId, { status: 'rejected', answeredOn: data.rejectedOn }));
    return [
      { type: 'ReferralRejected', data: { ...data, subject: aftercare.subject, toUnitId, rejectedBy: staffOf(by) } },
    ];
  },

  RevokeReferral: ({ data, by, today }, { now }) => {
    const aftercare = underWay(now);
    const referred = referral(aftercare, data.referralId);
    const { fromUnitId, toUnitId, status, answeredOn } = referred;
    if (fromUnitId !== unitOfActor(by)) refuse('referred-by-another-unit', { fromUnitId, referralId: data.referralId });
    if (status === 'revoked') return [];
    if (status === 'rejected') refuseAnswered('rejected', referred);
    mustHaveHappened(data.revokedOn, today);
    if (answeredOn !== undefined && data.revokedOn < answeredOn) {
      refuse('revoked-before-answer', { revokedOn: data.revokedOn, answeredOn });
    }
    mustHold(withAnswer(aftercare, data.referralId, { status: 'revoked', answeredOn: data.revokedOn }));
    return [
      { type: 'ReferralRevoked', data: { ...data, subject: aftercare.subject, toUnitId, revokedBy: staffOf(by) } },
    ];
  },
};

const referral = ({ referrals }: UnderWay, referralId: string): Referral =>
  referrals.find((known) => known.referralId === referralId) ??
  refuse('unknown-referral', { referralId, referralIds: referrals.map((known) => known.referralId) });

function mustBeReferredTo({ referralId, toUnitId }: Referral, unitId: string): void {
  if (toUnitId !== unitId) refuse('referred-to-another-unit', { referralId, toUnitId });
}

function mustBeOpen({ status, ...referred }: Referral): void {
  if (status !== 'open') refuseAnswered(status, referred);
}

const refuseAnswered = (
  status: Exclude<Referral['status'], 'open'>,
  { referralId, referredOn, answeredOn = referredOn }: Pick<Referral, 'referralId' | 'referredOn' | 'answeredOn'>,
): never => refuse(`referral-${status}`, { referralId, answeredOn });
