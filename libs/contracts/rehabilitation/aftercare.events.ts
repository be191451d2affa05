import { Type } from '@sinclair/typebox';
import { event, type EventOf, onDay } from '#kernel';
import { entryAnnulled, entryCorrected } from '../corrections.js';
import { basis, closed, code, day, id, narrative, staffId, unitId } from '../schemas.js';
import {
  AFTERCARE_KINDS,
  AFTERCARE_OUTCOMES,
  CONTACT_MODES,
  CONTACT_OUTCOMES,
  REFERRAL_REASONS,
  REFERRAL_REJECTIONS,
  REFERRAL_REVOCATIONS,
} from './codes.js';
import { takenOver, takingOver } from './taking-over.js';

const onItsDay = (name: string) => ({ legalBasis: 'LEGAL_DUTY', moment: onDay(name) }) as const;

/** `aftercareId = id('aftercare', caseId)`: a case has one aftercare. */
export const AftercarePlanned = event(
  'AftercarePlanned',
  onItsDay('plannedOn'),
  closed({
    subject: id,
    inmateId: id,
    caseId: id,
    consentId: Type.Optional(id),
    kind: code(AFTERCARE_KINDS),
    plannedOn: day,
    untilOn: day,
    contactsPlanned: Type.Integer({ minimum: 1, maximum: 200 }),
    needs: Type.Optional(narrative(2000)),
    basis,
  }),
);
export const AftercareContactRecorded = event(
  'AftercareContactRecorded',
  onItsDay('contactedOn'),
  closed({
    subject: id,
    caseId: id,
    contactedOn: day,
    mode: code(CONTACT_MODES),
    contactedBy: staffId,
    outcome: code(CONTACT_OUTCOMES),
    note: Type.Optional(narrative(2000)),
    basis,
  }),
);
/** To a probation office, or under an agreement to a narcotics agency, which accepts or rejects it. */
export const AftercareReferred = event(
  'AftercareReferred',
  onItsDay('referredOn'),
  closed({
    subject: id,
    caseId: id,
    referralId: id,
    toUnitId: unitId,
    agreementId: Type.Optional(id),
    referredOn: day,
    reasonCode: code(REFERRAL_REASONS),
    referredBy: staffId,
    basis,
  }),
);
export const ReferralAccepted = event(
  'ReferralAccepted',
  onItsDay('acceptedOn'),
  closed({ referralId: id, toUnitId: unitId, acceptedOn: day, acceptedBy: staffId }),
);
export const ReferralRejected = event(
  'ReferralRejected',
  onItsDay('rejectedOn'),
  closed({
    subject: id,
    referralId: id,
    toUnitId: unitId,
    rejectedOn: day,
    rejectedBy: staffId,
    reasonCode: code(REFERRAL_REJECTIONS),
  }),
);
export const ReferralRevoked = event(
  'ReferralRevoked',
  onItsDay('revokedOn'),
  closed({
    subject: id,
    referralId: id,
    toUnitId: unitId,
    revokedOn: day,
    revokedBy: staffId,
    reasonCode: code(REFERRAL_REVOCATIONS),
  }),
);
export const AftercareCompleted = event(
  'AftercareCompleted',
  onItsDay('completedOn'),
  closed({
    subject: id,
    caseId: id,
    completedOn: day,
    completedBy: staffId,
    outcome: code(AFTERCARE_OUTCOMES),
  }),
);

export const AftercareTakenOver = event('AftercareTakenOver', takingOver, takenOver);

export const AftercareEntryCorrected = entryCorrected('AftercareEntryCorrected', 'LEGAL_DUTY', [
  AftercareContactRecorded,
  AftercareCompleted,
]);
export const AftercareEntryAnnulled = entryAnnulled('AftercareEntryAnnulled', 'LEGAL_DUTY');

const entries = [
  AftercarePlanned,
  AftercareContactRecorded,
  AftercareReferred,
  ReferralAccepted,
  ReferralRejected,
  ReferralRevoked,
  AftercareCompleted,
  AftercareTakenOver,
] as const;
export const aftercareEvents = [...entries, AftercareEntryCorrected, AftercareEntryAnnulled] as const;

export type AftercareEvent = EventOf<(typeof aftercareEvents)[number]>;
/** What the record consists of; all but a taking-over can be annulled. */
export type AftercareEntry = EventOf<(typeof entries)[number]>;
export type AftercareEventData<T extends AftercareEvent['type']> = Extract<AftercareEvent, { type: T }>['data'];
