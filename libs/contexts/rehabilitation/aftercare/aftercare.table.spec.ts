import { everyCommand } from '#kernel/table-for-specs';
import { clerk, nurse, takingOverFrom } from '../facts-for-specs.js';
import { aftercare, type AftercareCommand } from './aftercare.decider.js';
import {
  accepted,
  again,
  annulledPlan,
  cared,
  completed,
  contact,
  contacted,
  entry,
  given,
  plan,
  planned,
  probationOfficer,
  referral,
  referralId,
  referred,
  rejected,
  revoked,
  toPlan,
  toRefer,
} from './aftercare-for-specs.js';

const histories = {
  absent: [],
  planned: [planned],
  contacted: [planned, contacted()],
  referred: [planned, contacted(), referred()],
  accepted: [planned, contacted(), referred(), accepted()],
  rejected: [planned, contacted(), referred(), rejected],
  revoked: [planned, contacted(), referred(), revoked],
  completed: [planned, contacted(), completed],
  annulled: [planned, annulledPlan],
};
type Column = keyof typeof histories;
const columns = Object.keys(histories) as Column[];

const commands: { readonly [T in AftercareCommand['type']]: Extract<AftercareCommand, { type: T }> } = {
  PlanAftercare: { type: 'PlanAftercare', data: plan, facts: toPlan() },
  RecordAftercareContact: { type: 'RecordAftercareContact', data: contact, facts: { case: cared() } },
  ReferAftercare: {
    type: 'ReferAftercare',
    data: { ...referral, referralId: entry.referred },
    facts: toRefer(),
  },
  AcceptReferral: {
    type: 'AcceptReferral',
    data: { referralId, acceptedOn: '2024-12-08' },
    facts: { case: cared() },
  },
  RejectReferral: {
    type: 'RejectReferral',
    data: { referralId, rejectedOn: '2024-12-08', reasonCode: 'NOT_SUITABLE' },
  },
  RevokeReferral: { type: 'RevokeReferral', data: { referralId, revokedOn: '2024-12-08', reasonCode: 'NO_ANSWER' } },
  CompleteAftercare: {
    type: 'CompleteAftercare',
    data: { completedOn: '2024-12-15', outcome: 'LOST_CONTACT' },
    facts: { case: cared() },
  },
  CorrectAftercareEntry: {
    type: 'CorrectAftercareEntry',
    data: { of: entry.contacted, reasonCode: 'WRITTEN_WRONGLY', contact },
    facts: again(),
  },
  AnnulAftercareEntry: {
    type: 'AnnulAftercareEntry',
    data: { of: entry.planned, reasonCode: 'RECORDED_TWICE' },
    facts: again(),
  },
  TakeOverAftercare: { type: 'TakeOverAftercare', data: takingOverFrom() },
};

const always = (outcome: string): Readonly<Record<Exclude<Column, 'absent' | 'annulled' | 'completed'>, string>> => ({
  planned: outcome,
  contacted: outcome,
  referred: outcome,
  accepted: outcome,
  rejected: outcome,
  revoked: outcome,
});
const over = { absent: 'aftercare-not-planned', completed: 'aftercare-completed', annulled: 'aftercare-annulled' };

const table: Readonly<Record<AftercareCommand['type'], Readonly<Record<Column, string>>>> = {
  PlanAftercare: {
    ...always('aftercare-already-planned'),
    absent: 'AftercarePlanned',
    completed: 'aftercare-already-planned',
    annulled: 'AftercarePlanned',
  },
  RecordAftercareContact: { ...over, ...always('AftercareContactRecorded') },
  ReferAftercare: {
    ...over,
    ...always('AftercareReferred'),
    referred: 'referral-open',
    accepted: 'referral-already-accepted',
  },
  AcceptReferral: {
    ...over,
    ...always('unknown-referral'),
    referred: 'ReferralAccepted',
    accepted: 'nothing',
    rejected: 'referral-rejected',
    revoked: 'referral-revoked',
  },
  RejectReferral: {
    ...over,
    ...always('unknown-referral'),
    referred: 'ReferralRejected',
    accepted: 'referral-accepted',
    rejected: 'nothing',
    revoked: 'referral-revoked',
  },
  RevokeReferral: {
    ...over,
    ...always('unknown-referral'),
    referred: 'ReferralRevoked',
    accepted: 'ReferralRevoked',
    rejected: 'referral-rejected',
    revoked: 'nothing',
  },
  CompleteAftercare: { ...over, ...always('AftercareCompleted'), referred: 'referral-open' },
  CorrectAftercareEntry: {
    ...always('AftercareEntryCorrected'),
    absent: 'unknown-entry',
    annulled: 'unknown-entry',
    planned: 'unknown-entry',
    completed: 'AftercareEntryCorrected',
  },
  AnnulAftercareEntry: {
    ...always('entry-in-use'),
    absent: 'unknown-entry',
    annulled: 'entry-annulled',
    planned: 'AftercareEntryAnnulled',
    completed: 'entry-in-use',
  },
  TakeOverAftercare: {
    ...always('AftercareTakenOver'),
    absent: 'aftercare-not-planned',
    completed: 'AftercareTakenOver',
    annulled: 'AftercareTakenOver',
  },
};

describe('every command on every aftercare', () => {
  everyCommand<AftercareCommand['type'], Column>(
    { decide: aftercare.decider.decide, listed: commands, columns, table },
    (type, column) => {
      const answers = ['AcceptReferral', 'RejectReferral'].includes(type);
      const by = answers ? probationOfficer : type === 'AnnulAftercareEntry' ? nurse : clerk;
      return given(...histories[column]).when(commands[type], { by }).outcome;
    },
  );
});
