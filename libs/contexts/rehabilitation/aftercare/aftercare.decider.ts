import { correctionsOf, type Aggregate } from '#kernel';
import { type AftercareEntry, type AftercareEvent, aftercareEvents } from '#contracts/rehabilitation/aftercare.events';
import { ofLatestStep } from '../record.rules.js';
import { standingTakenOver, takenOver } from '../taking-over.js';
import { decideCare } from './aftercare.care.js';
import * as its from './aftercare.record.js';
import { decideReferrals } from './aftercare.referrals.js';

export const rules = { ...decideCare, ...decideReferrals };

/** How each entry is recorded; contacts and the end are said anew. */
export const corrections = correctionsOf<its.Aftercare, its.AftercareCommand, AftercareEntry, 'Aftercare'>(
  'Aftercare',
  its.aftercareEntries,
  rules,
  {
    AftercarePlanned: {
      by: 'PlanAftercare',
      kept: ['caseId', 'consentId', 'kind', 'plannedOn', 'untilOn', 'contactsPlanned', 'needs'],
    },
    AftercareContactRecorded: {
      by: 'RecordAftercareContact',
      kept: [],
      corrected: { as: 'contact', fields: ['contactedOn', 'mode', 'outcome', 'note'] },
    },
    AftercareReferred: {
      by: 'ReferAftercare',
      kept: ['referralId', 'toUnitId', 'agreementId', 'reasonCode', 'referredOn'],
    },
    ReferralAccepted: { by: 'AcceptReferral', kept: ['referralId', 'acceptedOn'] },
    ReferralRejected: { by: 'RejectReferral', kept: ['referralId', 'rejectedOn', 'reasonCode'] },
    ReferralRevoked: { by: 'RevokeReferral', kept: ['referralId', 'revokedOn', 'reasonCode'] },
    AftercareCompleted: {
      by: 'CompleteAftercare',
      kept: [],
      corrected: { as: 'completion', fields: ['completedOn', 'outcome'] },
    },
    AftercareTakenOver: { by: 'TakeOverAftercare', ...standingTakenOver },
  },
);

export const decideCorrections: its.Rules<'CorrectAftercareEntry' | 'AnnulAftercareEntry'> = {
  ...corrections.rules,
  AnnulAftercareEntry: ofLatestStep(corrections.rules.AnnulAftercareEntry, 'AftercarePlanned'),
};

export type { AftercareCommand } from './aftercare.record.js';

/** The unit that owns the case acts on its aftercare, and whom it is referred to until they reject it or it is revoked. */
export const aftercare: Aggregate<its.AftercareRecord, its.AftercareCommand, AftercareEvent> = {
  name: 'aftercare',
  decider: its.aftercareEntries.decider(aftercareEvents, {
    ...rules,
    ...decideCorrections,
    TakeOverAftercare: ({ data }, { now }) => [{ type: 'AftercareTakenOver', data: takenOver(its.planned(now), data) }],
  }),
  unitsOf: ({ now }) => (now.status === 'absent' ? [] : [now.unitId, ...its.referredTo(now)]),
  aboutOf: ({ now }) => (now.status === 'absent' ? [] : [{ subject: now.subject, caseId: now.caseId }]),
};
