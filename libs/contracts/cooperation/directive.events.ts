import { Type } from '@sinclair/typebox';
import { event, type EventOf, onDay, RECORDING } from '#kernel';
import { entryAnnulled, entryCorrected } from '../corrections.js';
import { ADDRESSEE_ROLES, REVOCATION_REASONS } from './directive.codes.js';
import { basis, closed, code, day, deadline, digest, id, narrative, staffId, text, unitId } from '../schemas.js';

const whenRecorded = { legalBasis: 'PUBLIC_TASK', moment: RECORDING } as const;

const number = text(100);
const addressees = Type.Array(closed({ staffId, unitId, role: code(ADDRESSEE_ROLES) }), { maxItems: 500 });

export const DirectiveDrafted = event(
  'DirectiveDrafted',
  whenRecorded,
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
  { legalBasis: 'PUBLIC_TASK', moment: onDay('issuedOn') },
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
  { legalBasis: 'PUBLIC_TASK', moment: onDay('acknowledgedOn') },
  closed({ acknowledgedBy: staffId, acknowledgedOn: day }),
);

export const DirectiveClarificationAsked = event(
  'DirectiveClarificationAsked',
  whenRecorded,
  closed({ questionId: id, question: narrative(4000), askedBy: staffId }),
);

export const DirectiveClarificationAnswered = event(
  'DirectiveClarificationAnswered',
  whenRecorded,
  closed({ questionId: id, answer: narrative(4000), answeredBy: staffId }),
);

/** No longer in force from `effectiveOn` on: the successor is. */
export const DirectiveSuperseded = event(
  'DirectiveSuperseded',
  whenRecorded,
  closed({ successorId: id, effectiveOn: day, basis }),
);

/** No longer in force from `effectiveOn` on. */
export const DirectiveRevoked = event(
  'DirectiveRevoked',
  whenRecorded,
  closed({ reasonCode: code(REVOCATION_REASONS), effectiveOn: day }),
);

export const DirectiveFollowUpRecorded = event(
  'DirectiveFollowUpRecorded',
  whenRecorded,
  closed({ followUpId: id, report: narrative(4000), recordedBy: staffId, evidenceSha256: Type.Optional(digest) }),
);

export const DirectiveEntryCorrected = entryCorrected('DirectiveEntryCorrected', 'PUBLIC_TASK', [
  DirectiveDrafted,
  DirectiveIssued,
  DirectiveAcknowledged,
  DirectiveClarificationAsked,
  DirectiveClarificationAnswered,
  DirectiveFollowUpRecorded,
]);

export const DirectiveEntryAnnulled = entryAnnulled('DirectiveEntryAnnulled', 'PUBLIC_TASK');

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
