import type { Aggregate } from '#kernel';
import type { AftercareEvent } from '#contracts/rehabilitation/aftercare.events';
import { type CareCommand, decideCare } from './aftercare.care.js';
import { type CorrectionCommand, decideCorrections } from './aftercare.corrections.js';
import { takenOver, type TakingOver } from '../taking-over.js';
import { aftercareEntries, type AftercareRecord, planned, referredTo } from './aftercare.record.js';
import { decideReferrals, type ReferralCommand } from './aftercare.referrals.js';

export type AftercareCommand =
  CareCommand | ReferralCommand | CorrectionCommand | { readonly type: 'TakeOverAftercare'; readonly data: TakingOver };

/** The unit that owns the case acts on its aftercare, and whom it is referred to until they reject it or it is revoked. */
export const aftercare: Aggregate<AftercareRecord, AftercareCommand, AftercareEvent> = {
  name: 'aftercare',
  decider: {
    initial: aftercareEntries.initial,
    decide: {
      ...decideCare,
      ...decideReferrals,
      ...decideCorrections,
      TakeOverAftercare: ({ data }, { now }) => [{ type: 'AftercareTakenOver', data: takenOver(planned(now), data) }],
    },
    evolve: {
      AftercarePlanned: aftercareEntries.told,
      AftercareContactRecorded: aftercareEntries.told,
      AftercareReferred: aftercareEntries.told,
      ReferralAccepted: aftercareEntries.told,
      ReferralRejected: aftercareEntries.told,
      ReferralRevoked: aftercareEntries.told,
      AftercareCompleted: aftercareEntries.told,
      AftercareTakenOver: aftercareEntries.told,
      AftercareEntryCorrected: aftercareEntries.corrected,
      AftercareEntryAnnulled: aftercareEntries.annulled,
    },
  },
  unitsOf: ({ now }) => (now.status === 'absent' ? [] : [now.unitId, ...referredTo(now)]),
  aboutOf: ({ now }) => (now.status === 'absent' ? [] : [{ subject: now.subject, caseId: now.caseId }]),
};
