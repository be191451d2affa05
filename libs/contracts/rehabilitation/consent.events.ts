import { Type } from '@sinclair/typebox';
import { event, type EventOf } from '#kernel';
import { CORRECTION_REASONS, entryCorrected } from '../corrections.js';
import { basis, closed, code, day, deadline, id, instant, narrative, staffId } from '../schemas.js';
import { CONSENT_FORMS, CONSENT_PURPOSES, OVERRIDE_BASES, WITHDRAWAL_REASONS } from './codes.js';
import { provider } from './provider.js';

const purposes = Type.Array(code(CONSENT_PURPOSES), {
  minItems: 1,
  maxItems: CONSENT_PURPOSES.length,
  uniqueItems: true,
});

/** `caseId`, here and below, is the case that was open then; `provider` asked for the consent, when it was not the unit itself. */
export const ConsentGiven = event(
  'ConsentGiven',
  'CONSENT',
  closed({
    subject: id,
    inmateId: id,
    caseId: Type.Optional(id),
    purposes,
    form: code(CONSENT_FORMS),
    givenOn: day,
    witnessId: Type.Optional(staffId),
    provider: Type.Optional(provider),
    basis,
  }),
);

/** What rests on it stops by the deadline (UU 27/2022). */
export const ConsentWithdrawn = event(
  'ConsentWithdrawn',
  'LEGAL_DUTY',
  closed({
    subject: id,
    inmateId: id,
    caseId: Type.Optional(id),
    withdrawnAt: instant,
    reasonCode: code(WITHDRAWAL_REASONS),
    deadline,
  }),
);

/** A service is rendered without consent, on another legal basis that somebody answers for. */
export const ConsentOverridden = event(
  'ConsentOverridden',
  'LEGAL_DUTY',
  closed({
    subject: id,
    inmateId: id,
    caseId: Type.Optional(id),
    purposes,
    overrideBasis: code(OVERRIDE_BASES),
    reason: narrative(2000),
    overriddenOn: day,
    approvedBy: staffId,
    basis,
  }),
);

export const ConsentEntryCorrected = entryCorrected('ConsentEntryCorrected', 'LEGAL_DUTY', [
  ConsentGiven.plain,
  ConsentOverridden.plain,
]);
/** `caseId` is the case whose consent stands again, because the withdrawal that ended it was annulled. */
export const ConsentEntryAnnulled = event(
  'ConsentEntryAnnulled',
  'LEGAL_DUTY',
  closed({ of: id, reasonCode: code(CORRECTION_REASONS), approvedBy: staffId, caseId: Type.Optional(id) }),
);

const entries = [ConsentGiven, ConsentWithdrawn, ConsentOverridden] as const;
export const consentEvents = [...entries, ConsentEntryCorrected, ConsentEntryAnnulled] as const;

export type ConsentEvent = EventOf<(typeof consentEvents)[number]>;
/** The events that can be cited by a correction or an annulment. */
export type ConsentEntry = EventOf<(typeof entries)[number]>;
export type ConsentEventData<T extends ConsentEvent['type']> = Extract<ConsentEvent, { type: T }>['data'];
