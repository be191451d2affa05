import { id, type StaffActor } from '#kernel';
import { type Given, person, specify, idsOf, pastOf } from '#kernel/given-for-specs';
import { type AftercareEvent, aftercareEvents } from '#contracts/rehabilitation/aftercare.events';
import type { CaseFact } from '../facts.js';
import * as some from '../facts-for-specs.js';
import { aftercare } from './aftercare.decider.js';
import type { PlanFacts, ReferralFacts } from './aftercare.record.js';

export const given = specify(aftercare.decider);
export type Past = Given<AftercareEvent>;

export const BAPAS = 'BAPAS-PURWOKERTO';
export const probationOfficer = person('pk', 'pk-bapas', BAPAS);

export const referralId = id('spec', 'referral');
export const entry = idsOf('planned', 'contacted', 'referred', 'accepted', 'rejected', 'completed', 'takenOver');
const basis = [some.factOn(`rehabcase-${some.caseId}`)];

export const plan = {
  caseId: some.caseId,
  consentId: some.consentId,
  kind: 'PROBATION_OFFICE',
  plannedOn: '2024-12-01',
  untilOn: '2025-03-01',
  contactsPlanned: 3,
  needs: 'Work, and a place to live.',
} as const;
export const toPlan = (change: Partial<PlanFacts> = {}): PlanFacts => ({
  unitId: some.nurse.unitId,
  case: some.caseThat('COMPLETED', { lastOn: '2024-11-30' }),
  inmate: some.inmateThere(),
  consent: some.consentGiven(),
  ...change,
});

export const cared = (change: Parameters<typeof some.caseThat>[1] = {}): CaseFact =>
  some.caseThat('AFTERCARE', { advances: [{ by: entry.planned, from: 'COMPLETED', known: {} }], ...change });

export const contact = { contactedOn: '2024-12-08', mode: 'VISIT', outcome: 'STABLE', note: 'Works again.' } as const;
export const referral = { referralId, toUnitId: BAPAS, reasonCode: 'RELEASE', referredOn: '2024-12-05' } as const;
export const toAgency = { ...referral, toUnitId: some.agency.unitId, agreementId: some.agreementId } as const;
export const toRefer = (change: Partial<ReferralFacts> = {}): ReferralFacts => ({
  case: cared(),
  kind: 'BAPAS',
  ...change,
});
export const toReferToAgency = (change: Partial<ReferralFacts> = {}): ReferralFacts =>
  toRefer({ kind: 'BNNK', cover: some.coveredByAgreement, ...change });

/** The facts of corrections: what is decided again finds the known ones as it stands, and with the change what the change brings. */
export const again = (known: object = {}, changed: object = {}) => {
  const found = { ...toRefer(), ...known };
  return {
    again: Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? found : { ...found, ...changed })),
    case: found.case,
  };
};

const past = pastOf<AftercareEvent>(aftercareEvents, {
  subject: some.subject,
  caseId: some.caseId,
  inmateId: some.inmateId,
  basis,
});

export const planned = past({ id: entry.planned, by: some.clerk }, 'AftercarePlanned', plan);
export const contacted = (by: StaffActor = some.clerk, contactedOn: string = contact.contactedOn) =>
  past({ id: entry.contacted, by }, 'AftercareContactRecorded', { ...contact, contactedOn });
export const referred = (change: Partial<typeof referral | typeof toAgency> = {}) =>
  past({ id: entry.referred, by: some.clerk }, 'AftercareReferred', { ...referral, ...change });
export const accepted = (by: StaffActor = probationOfficer) =>
  past({ id: entry.accepted, by }, 'ReferralAccepted', { referralId, toUnitId: by.unitId, acceptedOn: '2024-12-06' });
export const rejected = past({ id: entry.rejected, by: probationOfficer }, 'ReferralRejected', {
  referralId,
  toUnitId: BAPAS,
  rejectedOn: '2024-12-06',
  reasonCode: 'NO_CAPACITY',
});
export const revoked = past({ by: some.clerk }, 'ReferralRevoked', {
  referralId,
  toUnitId: BAPAS,
  revokedOn: '2024-12-07',
  reasonCode: 'NO_ANSWER',
});
export const completed = past({ id: entry.completed, by: some.clerk }, 'AftercareCompleted', {
  completedOn: '2024-12-15',
  outcome: 'STABLE',
});
export const annulledPlan = past({}, 'AftercareEntryAnnulled', {
  of: entry.planned,
  reasonCode: 'WRONG_RECORD',
  approvedBy: some.nurse.staffId,
});
export const takenOver = past(
  { id: entry.takenOver, by: { kind: 'SYSTEM', name: 'records-follow-case' } },
  'AftercareTakenOver',
  some.takingOverFrom(),
);
