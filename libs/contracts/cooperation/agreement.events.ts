import { type Static, Type } from '@sinclair/typebox';
import { event, type EventOf, onDay, RECORDING } from '#kernel';
import {
  AGREEMENT_KINDS,
  ARTICLES,
  CANCELLATION_REASONS,
  CASE_HANDLINGS,
  EVALUATION_OUTCOMES,
  SERVICES,
  SUSPENSION_REASONS,
  TERMINATION_REASONS,
} from './codes.js';
import { basis, closed, code, day, digest, fact, id, identity, narrative, staffId, text, unitId } from '../schemas.js';

const whenRecorded = { legalBasis: 'PUBLIC_TASK', moment: RECORDING } as const;

const party = closed({
  partyId: id,
  institution: text(200),
  unitId: Type.Optional(unitId),
  address: text(500),
  signatory: Type.Union([
    closed({ office: text(200), staffId }),
    closed({ office: text(200), subject: id, name: identity(200) }),
  ]),
});
const parties = Type.Array(party, { maxItems: 20 });
const scope = Type.Array(
  closed({ service: code(SERVICES), unitIds: Type.Array(unitId, { minItems: 1, maxItems: 50, uniqueItems: true }) }),
  { minItems: 1, maxItems: 20 },
);
const term = closed({ effectiveOn: day, endsOn: day, runningCasesMayFinish: Type.Boolean() });
const clauses = Type.Array(closed({ article: code(ARTICLES), text: text(10_000) }), { maxItems: ARTICLES.length });
const changes = closed({ scope: Type.Optional(scope), endsOn: Type.Optional(day) });
const comment = Type.Optional(narrative(2000));
const termsVersion = Type.Integer({ minimum: 1 });
const addendumNumber = Type.Integer({ minimum: 1 });

/** By what the agreement is cited: its number, and the digest of the text that was approved (`digestOfText`). */
const identified = { number: text(100), textSha256: digest };

/** In person: `signedBy`. On paper: who recorded it, and the digest of the scan. */
const signature = {
  partyId: id,
  signedOn: day,
  signedBy: Type.Optional(staffId),
  recordedBy: Type.Optional(staffId),
  documentSha256: Type.Optional(digest),
};

const concluded = {
  ...identified,
  signedOn: day,
  effectiveOn: day,
  endsOn: day,
  runningCasesMayFinish: Type.Boolean(),
  scope,
  partyUnitIds: Type.Array(unitId, { maxItems: 20, uniqueItems: true }),
};

export const AgreementProposed = event(
  'AgreementProposed',
  whenRecorded,
  closed({
    kind: code(AGREEMENT_KINDS),
    title: text(300),
    parties,
    scope,
    term,
    clauses,
    parentAgreementId: Type.Optional(id),
    proposedBy: staffId,
    termsVersion,
    basis: Type.Optional(basis),
  }),
);

/** Replaces what it names: a clause by its article, the others as a whole. */
export const AgreementDraftRevised = event(
  'AgreementDraftRevised',
  whenRecorded,
  closed({
    title: Type.Optional(text(300)),
    parties: Type.Optional(parties),
    scope: Type.Optional(scope),
    term: Type.Optional(term),
    clauses: Type.Optional(clauses),
    revisedBy: staffId,
    termsVersion,
  }),
);

export const AgreementDiscussed = event(
  'AgreementDiscussed',
  { legalBasis: 'PUBLIC_TASK', moment: onDay('heldOn') },
  closed({ heldOn: day, comment, recordedBy: staffId }),
);

export const AgreementReturned = event(
  'AgreementReturned',
  whenRecorded,
  closed({ comment: narrative(2000), returnedBy: staffId }),
);

export const AgreementApprovedForSigning = event(
  'AgreementApprovedForSigning',
  whenRecorded,
  closed({ ...identified, place: narrative(200), approvedBy: staffId, basis: Type.Optional(basis) }),
);

export const AgreementSignedByParty = event(
  'AgreementSignedByParty',
  { legalBasis: 'PUBLIC_TASK', moment: onDay('signedOn') },
  closed(signature),
);

export const MoUSigned = event(
  'MoUSigned',
  { legalBasis: 'PUBLIC_TASK', moment: onDay('signedOn') },
  closed(concluded),
);

export const PksSigned = event(
  'PksSigned',
  { legalBasis: 'PUBLIC_TASK', moment: onDay('signedOn') },
  closed({ ...concluded, parentAgreementId: id, basis }),
);

export const AgreementCancelled = event(
  'AgreementCancelled',
  whenRecorded,
  closed({ reasonCode: code(CANCELLATION_REASONS), comment, cancelledBy: staffId }),
);

export const AgreementCameIntoForce = event(
  'AgreementCameIntoForce',
  whenRecorded,
  closed({ effectiveOn: day, recordedBy: staffId }),
);

export const AddendumProposed = event(
  'AddendumProposed',
  whenRecorded,
  closed({
    number: addendumNumber,
    title: text(300),
    text: text(20_000),
    changes,
    effectiveOn: day,
    proposedBy: staffId,
    termsVersion,
    basis: Type.Optional(basis),
  }),
);

export const AddendumSignedByParty = event(
  'AddendumSignedByParty',
  { legalBasis: 'PUBLIC_TASK', moment: onDay('signedOn') },
  closed({ number: addendumNumber, ...signature }),
);

export const AgreementAmended = event(
  'AgreementAmended',
  { legalBasis: 'PUBLIC_TASK', moment: onDay('signedOn') },
  closed({ number: addendumNumber, changes, effectiveOn: day, signedOn: day, basis: Type.Optional(basis) }),
);

export const AgreementEvaluated = event(
  'AgreementEvaluated',
  { legalBasis: 'PUBLIC_TASK', moment: onDay('evaluatedOn') },
  closed({ evaluatedOn: day, outcome: code(EVALUATION_OUTCOMES), comment, evaluatedBy: staffId }),
);

export const AgreementRenewed = event(
  'AgreementRenewed',
  { legalBasis: 'PUBLIC_TASK', moment: onDay('renewedOn') },
  closed({ successorId: id, renewedOn: day, renewedBy: staffId, basis }),
);

export const AgreementSuspended = event(
  'AgreementSuspended',
  { legalBasis: 'PUBLIC_TASK', moment: onDay('suspendedOn') },
  closed({ suspendedOn: day, reasonCode: code(SUSPENSION_REASONS), comment, suspendedBy: staffId }),
);

/** In force again from `resumedOn` on. */
export const AgreementResumed = event(
  'AgreementResumed',
  { legalBasis: 'PUBLIC_TASK', moment: onDay('resumedOn') },
  closed({ resumedOn: day, comment, resumedBy: staffId }),
);

/** No longer in force from `effectiveOn` on; `basis` cites the cases in progress, which name their persons. */
export const AgreementTerminated = event(
  'AgreementTerminated',
  { legalBasis: 'PUBLIC_TASK', moment: onDay('noticeOn') },
  closed({
    reasonCode: code(TERMINATION_REASONS),
    noticeOn: day,
    effectiveOn: day,
    casesInProgress: Type.Array(closed({ subject: id, caseId: id, handling: code(CASE_HANDLINGS) }), { maxItems: 500 }),
    comment,
    terminatedBy: staffId,
    termsVersion,
    basis: Type.Optional(Type.Array(fact, { minItems: 1, maxItems: 500 })),
  }),
);

export const AgreementExpired = event('AgreementExpired', whenRecorded, closed({ endedOn: day, recordedBy: staffId }));

export const agreementEvents = [
  AgreementProposed,
  AgreementDraftRevised,
  AgreementDiscussed,
  AgreementReturned,
  AgreementApprovedForSigning,
  AgreementSignedByParty,
  MoUSigned,
  PksSigned,
  AgreementCancelled,
  AgreementCameIntoForce,
  AddendumProposed,
  AddendumSignedByParty,
  AgreementAmended,
  AgreementEvaluated,
  AgreementRenewed,
  AgreementSuspended,
  AgreementResumed,
  AgreementTerminated,
  AgreementExpired,
] as const;

export type AgreementEvent = EventOf<(typeof agreementEvents)[number]>;
export type AgreementEventData<T extends AgreementEvent['type']> = Extract<AgreementEvent, { type: T }>['data'];
export type Party = Static<typeof party>;
export type Scope = Static<typeof scope>;
export type Term = Static<typeof term>;
export type Clause = Static<typeof clauses>[number];
export type AgreementBasis = Static<typeof basis>;
