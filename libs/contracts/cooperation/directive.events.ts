import { Type } from '@sinclair/typebox';
import { event, type EventOf } from '#kernel';
import { CORRECTION_REASONS } from '../corrections.js';
import { ADDRESSEE_ROLES, REVOCATION_REASONS } from './directive.codes.js';
import { basis, closed, code, day, deadline, digest, id, narrative, staffId, text, unitId } from '../schemas.js';

const number = text(100);
const addressees = Type.Array(closed({ staffId, unitId, role: code(ADDRESSEE_ROLES) }), { maxItems: 500 });

export const DirectiveDrafted = event(
  'DirectiveDrafted',
  'PUBLIC_TASK',
  closed({
    number,
    title: text(300),
    text: text(20_000),
    issuingUnitId: unitId,
    addressees,
    agreementId: Type.Optional(id),
  }),
);

/** Repeats number, issuing unit and addressees, because it is published by itself. */
export const DirectiveIssued = event(
  'DirectiveIssued',
  'PUBLIC_TASK',
  closed({
    number,
    issuingUnitId: unitId,
    addressees,
    issuedOn: day,
    effectiveOn: day,
    acknowledgeBy: day,
    deadline,
    issuedBy: staffId,
  }),
);

export const DirectiveAcknowledged = event(
  'DirectiveAcknowledged',
  'PUBLIC_TASK',
  closed({ acknowledgedBy: staffId, acknowledgedOn: day }),
);

export const DirectiveClarificationAsked = event(
  'DirectiveClarificationAsked',
  'PUBLIC_TASK',
  closed({ questionId: id, question: narrative(4000), askedBy: staffId }),
);

export const DirectiveClarificationAnswered = event(
  'DirectiveClarificationAnswered',
  'PUBLIC_TASK',
  closed({ questionId: id, answer: narrative(4000), answeredBy: staffId }),
);

/** No longer in force from `effectiveOn` on: the successor is. */
export const DirectiveSuperseded = event(
  'DirectiveSuperseded',
  'PUBLIC_TASK',
  closed({ successorId: id, effectiveOn: day, basis }),
);

/** No longer in force from `effectiveOn` on. */
export const DirectiveRevoked = event(
  'DirectiveRevoked',
  'PUBLIC_TASK',
  closed({ reasonCode: code(REVOCATION_REASONS), effectiveOn: day }),
);

export const DirectiveFollowUpRecorded = event(
  'DirectiveFollowUpRecorded',
  'PUBLIC_TASK',
  closed({ followUpId: id, report: narrative(4000), recordedBy: staffId, evidenceSha256: Type.Optional(digest) }),
);

/** `entry` is what the cited entry should have said; `entryVersion` is the version of that entry's type. */
export const DirectiveEntryCorrected = event(
  'DirectiveEntryCorrected',
  'PUBLIC_TASK',
  closed({
    of: id,
    reasonCode: code(CORRECTION_REASONS),
    entry: Type.Union([
      DirectiveDrafted.plain,
      DirectiveIssued.plain,
      DirectiveAcknowledged.plain,
      DirectiveClarificationAsked.plain,
      DirectiveClarificationAnswered.plain,
      DirectiveFollowUpRecorded.plain,
    ]),
    entryVersion: Type.Integer({ minimum: 1 }),
  }),
);

export const DirectiveEntryAnnulled = event(
  'DirectiveEntryAnnulled',
  'PUBLIC_TASK',
  closed({ of: id, reasonCode: code(CORRECTION_REASONS), approvedBy: staffId }),
);

const entries = [
  DirectiveDrafted,
  DirectiveIssued,
  DirectiveAcknowledged,
  DirectiveClarificationAsked,
  DirectiveClarificationAnswered,
  DirectiveSuperseded,
  DirectiveRevoked,
  DirectiveFollowUpRecorded,
] as const;

export const directiveEvents = [...entries, DirectiveEntryCorrected, DirectiveEntryAnnulled] as const;

export type DirectiveEvent = EventOf<(typeof directiveEvents)[number]>;
/** The events that can be cited by a correction or an annulment. */
export type DirectiveEntry = EventOf<(typeof entries)[number]>;
export type DirectiveEventData<T extends DirectiveEvent['type']> = Extract<DirectiveEvent, { type: T }>['data'];
