import { cited, correctionsOf } from '#kernel';
import type { AftercareEntry } from '#contracts/rehabilitation/aftercare.events';
import { mustBeLatestStep } from '../record.rules.js';
import { standingTakenOver } from '../taking-over.js';
import { decideCare } from './aftercare.care.js';
import { type Aftercare, type AftercareCommand, aftercareEntries, type Rules } from './aftercare.record.js';
import { decideReferrals } from './aftercare.referrals.js';

export const rules = { ...decideCare, ...decideReferrals };

/** How each entry is recorded; contacts and the end are said anew. */
export const corrections = correctionsOf<Aftercare, AftercareCommand, AftercareEntry, 'Aftercare'>(
  'Aftercare',
  aftercareEntries,
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

/** The case advances by the plan: that stays when the case has moved on from it. */
export const decideCorrections: Rules<'CorrectAftercareEntry' | 'AnnulAftercareEntry'> = {
  ...corrections.rules,
  AnnulAftercareEntry: (command, record) => {
    const decided = corrections.rules.AnnulAftercareEntry(command, record);
    const { of } = command.data;
    if (cited(record, of).type === 'AftercarePlanned') mustBeLatestStep(command.facts.case, of);
    return decided;
  },
};
