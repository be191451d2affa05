import { type Publication, uuidOf } from '#kernel';
import * as aftercares from '#contracts/rehabilitation/aftercare.events';

const events = [
  aftercares.AftercarePlanned,
  aftercares.AftercareReferred,
  aftercares.ReferralAccepted,
  aftercares.ReferralRejected,
  aftercares.ReferralRevoked,
  aftercares.AftercareCompleted,
] as const;

type Published = Extract<aftercares.AftercareEvent, { type: (typeof events)[number]['type'] }>;

/** That aftercare is planned, referred, answered and completed; never how somebody fares, nor why they are referred. */
export const aftercarePublication: Publication<Published> = {
  events,
  publish: (event) => {
    const { stream, data, metadata } = event;
    const caseId = metadata.about.find((about) => about.caseId !== undefined)?.caseId;
    const also = 'toUnitId' in data ? [data.toUnitId] : [];
    const { name, days } = said(event);
    const referral = 'referralId' in data ? { referralId: data.referralId, toUnitId: data.toUnitId } : {};
    return {
      type: `rutan.rehabilitation.${name}.v1`,
      subject: uuidOf(stream),
      data: { ...(caseId && { caseId }), ...referral, ...days },
      units: [...new Set([metadata.unitId, ...also])],
    };
  },
};

function said({ type, data }: Published): { readonly name: string; readonly days: Readonly<Record<string, string>> } {
  switch (type) {
    case 'AftercarePlanned':
      return { name: 'aftercare-planned', days: { kind: data.kind, plannedOn: data.plannedOn, untilOn: data.untilOn } };
    case 'AftercareReferred':
      return { name: 'aftercare-referred', days: { referredOn: data.referredOn } };
    case 'ReferralAccepted':
      return { name: 'referral-accepted', days: { acceptedOn: data.acceptedOn } };
    case 'ReferralRejected':
      return { name: 'referral-rejected', days: { rejectedOn: data.rejectedOn } };
    case 'ReferralRevoked':
      return { name: 'referral-revoked', days: { revokedOn: data.revokedOn } };
    case 'AftercareCompleted':
      return { name: 'aftercare-completed', days: { completedOn: data.completedOn } };
  }
}
