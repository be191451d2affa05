import { publicationOf } from '#kernel';
import * as aftercares from '#contracts/rehabilitation/aftercare.events';

/** That aftercare is planned, referred, answered and completed; never how somebody fares, nor why they are referred. */
export const aftercarePublication = publicationOf(
  'rehabilitation',
  [
    [aftercares.AftercarePlanned, 'aftercare-planned', 'kind', 'plannedOn', 'untilOn'],
    [aftercares.AftercareReferred, 'aftercare-referred', 'referralId', 'toUnitId', 'referredOn'],
    [aftercares.ReferralAccepted, 'referral-accepted', 'referralId', 'toUnitId', 'acceptedOn'],
    [aftercares.ReferralRejected, 'referral-rejected', 'referralId', 'toUnitId', 'rejectedOn'],
    [aftercares.ReferralRevoked, 'referral-revoked', 'referralId', 'toUnitId', 'revokedOn'],
    [aftercares.AftercareCompleted, 'aftercare-completed', 'completedOn'],
  ],
  ({ data, metadata: { about } }) => {
    const caseId = about.find((one) => one.caseId !== undefined)?.caseId;
    return { data: { ...(caseId && { caseId }) }, units: 'toUnitId' in data ? [data.toUnitId] : [] };
  },
);
