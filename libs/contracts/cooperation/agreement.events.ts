import { type Static, Type } from '@sinclair/typebox';
import { event, type EventOf } from '#kernel';
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
import { basis, closed, code, day, digest, id, identity, narrative, staffId, text, unitId } from '../schemas.js';

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

/** In person: `signedBy`. On paper: who recorded it, and the digest of the scan. */
const signature = {
  partyId: id,
  signedOn: day,
  signedBy: Type.Optional(staffId),
  recordedBy: Type.Optional(staffId),
  documentSha256: Type.Optional(digest),
};

const concluded = {
  signedOn: day,
  effectiveOn: day,
  endsOn: day,
  runningCasesMayFinish: Type.Boolean(),
  scope,
  partyUnitIds: Type.Array(unitId, { maxItems: 20, uniqueItems: true }),
};

export const AgreementProposed = event(
  'AgreementProposed',
  'PUBLIC_TASK',
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
  'PUBLIC_TASK',
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
  'PUBLIC_TASK',
  closed({ heldOn: day, comment, recordedBy: staffId }),
);

export const AgreementReturned = event(
  'AgreementReturned',
  'PUBLIC_TASK',
  closed({ comment: narrative(2000), returnedBy: staffId }),
);

export const AgreementApprovedForSigning = event(
  'AgreementApprovedForSigning',
  'PUBLIC_TASK',
  closed({ approvedBy: staffId, basis: Type.Optional(basis) }),
);

export const AgreementSignedByParty = event('AgreementSignedByParty', 'PUBLIC_TASK', closed(signature));

export const MoUSigned = event('MoUSigned', 'PUBLIC_TASK', closed(concluded));

export const PksSigned = event('PksSigned', 'PUBLIC_TASK', closed({ ...concluded, parentAgreementId: id, basis }));

export const AgreementCancelled = event(
  'AgreementCancelled',
  'PUBLIC_TASK',
  closed({ reasonCode: code(CANCELLATION_REASONS), comment, cancelledBy: staffId }),
);

export const AgreementCameIntoForce = event(
  'AgreementCameIntoForce',
  'PUBLIC_TASK',
  closed({ effectiveOn: day, recordedBy: staffId }),
);

export const AddendumProposed = event(
  'AddendumProposed',
  'PUBLIC_TASK',
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
  'PUBLIC_TASK',
  closed({ number: addendumNumber, ...signature }),
);

export const AgreementAmended = event(
  'AgreementAmended',
  'PUBLIC_TASK',
  closed({ number: addendumNumber, changes, effectiveOn: day, signedOn: day, basis: Type.Optional(basis) }),
);

export const AgreementEvaluated = event(
  'AgreementEvaluated',
  'PUBLIC_TASK',
  closed({ evaluatedOn: day, outcome: code(EVALUATION_OUTCOMES), comment, evaluatedBy: staffId }),
);

export const AgreementRenewed = event(
  'AgreementRenewed',
  'PUBLIC_TASK',
  closed({ successorId: id, renewedOn: day, renewedBy: staffId, basis }),
);

export const AgreementSuspended = event(
  'AgreementSuspended',
  'PUBLIC_TASK',
  closed({ suspendedOn: day, reasonCode: code(SUSPENSION_REASONS), comment, suspendedBy: staffId }),
);

/** In force again from `resumedOn` on. */
export const AgreementResumed = event(
  'AgreementResumed',
  'PUBLIC_TASK',
  closed({ resumedOn: day, comment, resumedBy: staffId }),
);

/** No longer in force from `effectiveOn` on. */
export const AgreementTerminated = event(
  'AgreementTerminated',
  'PUBLIC_TASK',
  closed({
    reasonCode: code(TERMINATION_REASONS),
    noticeOn: day,
    effectiveOn: day,
    casesInProgress: Type.Array(closed({ caseId: id, handling: code(CASE_HANDLINGS) }), { maxItems: 500 }),
    comment,
    terminatedBy: staffId,
    termsVersion,
  }),
);

export const AgreementExpired = event('AgreementExpired', 'PUBLIC_TASK', closed({ endedOn: day, recordedBy: staffId }));

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
