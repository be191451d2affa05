import { Type } from '@sinclair/typebox';
import { atInstant, event, type EventOf, onDay } from '#kernel';
import { entryAnnulled, entryCorrected } from '../corrections.js';
import { basis, closed, code, day, deadline, digest, id, identity, instant, narrative, staffId } from '../schemas.js';
import {
  CONSENT_CAPACITIES,
  CONSENT_MEDIA,
  CONSENT_PURPOSES,
  CONSENT_STATUSES,
  LANGUAGES,
  OVERRIDE_BASES,
  WITHDRAWAL_REASONS,
} from './codes.js';
import { versionCode } from './forms.js';
import { provider } from './provider.js';

const MOST_PURPOSES = { minItems: 1, maxItems: CONSENT_PURPOSES.length } as const;

/**
 * What the form says, purpose by purpose. `givenBy.subject` is the inmate's own, or that of whoever consents for them, with the name.
 * `documentSha256` is of the paper or the recording. `caseId`, here and below, is the case that was open then, or that was
 * over and is told all the same, because it rests on the consent or lacks one; `provider` asked for the consent, when it was not the unit itself.
 */
export const ConsentGiven = event(
  'ConsentGiven',
  { legalBasis: 'CONSENT', moment: atInstant('givenAt') },
  closed({
    subject: id,
    inmateId: id,
    caseId: Type.Optional(id),
    formVersion: versionCode,
    language: code(LANGUAGES),
    medium: code(CONSENT_MEDIA),
    documentSha256: digest,
    purposes: Type.Array(closed({ purpose: code(CONSENT_PURPOSES), given: Type.Boolean() }), MOST_PURPOSES),
    givenAt: instant,
    givenBy: closed({ capacity: code(CONSENT_CAPACITIES), subject: id, name: Type.Optional(identity(200)) }),
    witnessId: Type.Optional(staffId),
    provider: Type.Optional(provider),
    basis,
  }),
);

/** What rests on it stops by the deadline (UU 27/2022). */
export const ConsentWithdrawn = event(
  'ConsentWithdrawn',
  { legalBasis: 'LEGAL_DUTY', moment: atInstant('withdrawnAt') },
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
  { legalBasis: 'LEGAL_DUTY', moment: onDay('overriddenOn') },
  closed({
    subject: id,
    inmateId: id,
    caseId: Type.Optional(id),
    purposes: Type.Array(code(CONSENT_PURPOSES), { ...MOST_PURPOSES, uniqueItems: true }),
    overrideBasis: code(OVERRIDE_BASES),
    reason: narrative(2000),
    overriddenOn: day,
    approvedBy: staffId,
    basis,
  }),
);

export const ConsentEntryCorrected = entryCorrected('ConsentEntryCorrected', 'LEGAL_DUTY', [
  ConsentGiven,
  ConsentOverridden,
]);
/** `stands.caseId` is the case that rests on it again, because the withdrawal that ended it was annulled. */
export const ConsentEntryAnnulled = entryAnnulled(
  'ConsentEntryAnnulled',
  'LEGAL_DUTY',
  closed({ status: code(CONSENT_STATUSES), caseId: Type.Optional(id) }),
);

const entries = [ConsentGiven, ConsentWithdrawn, ConsentOverridden] as const;
export const consentEvents = [...entries, ConsentEntryCorrected, ConsentEntryAnnulled] as const;

export type ConsentEvent = EventOf<(typeof consentEvents)[number]>;
/** The events that can be cited by a correction or an annulment. */
export type ConsentEntry = EventOf<(typeof entries)[number]>;
export type ConsentEventData<T extends ConsentEvent['type']> = Extract<ConsentEvent, { type: T }>['data'];
