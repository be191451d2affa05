import { Type } from '@sinclair/typebox';
import { event, type EventOf } from '#kernel';
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

/** `aftercareId = id('aftercare', caseId)`: a case has one aftercare. */
export const AftercarePlanned = event(
  'AftercarePlanned',
  'LEGAL_DUTY',
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
  'LEGAL_DUTY',
  closed({
    subject: id,
    caseId: id,
    contactedOn: day,
    mode: code(CONTACT_MODES),
    contactedBy: staffId,
    /** How they are, one of the codes of a contact's outcome. */
    outcome: Type.Unsafe<(typeof CONTACT_OUTCOMES)[number]>({
      type: 'string',
      enum: [...CONTACT_OUTCOMES],
      seal: 'health',
    }),
    note: Type.Optional(narrative(2000)),
    basis,
  }),
);
/** To a probation office, or under an agreement to a narcotics agency, which accepts or rejects it. */
export const AftercareReferred = event(
  'AftercareReferred',
  'LEGAL_DUTY',
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
  'LEGAL_DUTY',
  closed({ referralId: id, toUnitId: unitId, acceptedOn: day, acceptedBy: staffId }),
);
export const ReferralRejected = event(
  'ReferralRejected',
  'LEGAL_DUTY',
  closed({
    referralId: id,
    toUnitId: unitId,
    rejectedOn: day,
    rejectedBy: staffId,
    reasonCode: code(REFERRAL_REJECTIONS),
  }),
);
export const ReferralRevoked = event(
  'ReferralRevoked',
  'LEGAL_DUTY',
  closed({
    referralId: id,
    toUnitId: unitId,
    revokedOn: day,
    revokedBy: staffId,
    reasonCode: code(REFERRAL_REVOCATIONS),
  }),
);
export const AftercareCompleted = event(
  'AftercareCompleted',
  'LEGAL_DUTY',
  closed({
    subject: id,
    caseId: id,
    completedOn: day,
    completedBy: staffId,
    outcome: Type.Unsafe<(typeof AFTERCARE_OUTCOMES)[number]>({
      type: 'string',
      enum: [...AFTERCARE_OUTCOMES],
      seal: 'health',
    }),
  }),
);

export const AftercareEntryCorrected = entryCorrected('AftercareEntryCorrected', 'LEGAL_DUTY', [
  AftercareContactRecorded.plain,
  AftercareCompleted.plain,
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
] as const;
export const aftercareEvents = [...entries, AftercareEntryCorrected, AftercareEntryAnnulled] as const;

export type AftercareEvent = EventOf<(typeof aftercareEvents)[number]>;
/** The events that can be cited by a correction or an annulment. */
export type AftercareEntry = EventOf<(typeof entries)[number]>;
export type AftercareEventData<T extends AftercareEvent['type']> = Extract<AftercareEvent, { type: T }>['data'];
