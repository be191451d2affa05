import { copySeals, happened, nameOf, type Projected, type Projection, type Seal, uuidOf } from '#kernel';
import { withClauses } from '#contracts/cooperation/agreement-text';
import {
  type AgreementEvent,
  type AgreementEventData,
  agreementEvents,
  type Clause,
  type Party,
  type Scope,
} from '#contracts/cooperation/agreement.events';
import type { AgreementKind, Service } from '#contracts/cooperation/codes';
import type { Scoped } from '#platform/projections';

export const AGREEMENT_STATUSES = [
  'DRAFTED',
  'UNDER_DISCUSSION',
  'RETURNED',
  'APPROVED_FOR_SIGNING',
  'PARTIALLY_SIGNED',
  'SIGNED',
  'SUSPENDED',
  'TERMINATED',
  'CANCELLED',
] as const;
export type AgreementStatus = (typeof AGREEMENT_STATUSES)[number];

export interface SignatureEntry {
  readonly partyId: string;
  readonly signedOn: string;
}

export interface AddendumEntry {
  readonly number: number;
  readonly title: string;
  readonly text: string;
  readonly effectiveOn: string;
  readonly scope?: Scope;
  readonly endsOn?: string;
  readonly signatures: readonly SignatureEntry[];
  readonly isSigned: boolean;
}

/** What somebody wrote beside an event: closed here, opened for who asks for the one agreement. */
export interface SealedRemark {
  readonly type: string;
  readonly on: string;
  readonly recordedAt: string;
  readonly by: string;
  readonly sealed: readonly Seal[];
}

/** That the text was approved; where it is signed is closed here, opened for who asks for the one agreement. */
export interface SealedApproval {
  readonly on: string;
  readonly by: string;
  readonly sealed: readonly Seal[];
}

/** One agreement in the register; its scope and end are those of the latest signed addendum. */
export interface AgreementEntry extends Scoped {
  readonly agreementId: string;
  readonly kind: AgreementKind;
  readonly title: string;
  readonly number?: string;
  readonly textSha256?: string;
  readonly status: AgreementStatus;
  readonly ownerUnitId: string;
  readonly parties: readonly (Omit<Party, 'signatory'> & { readonly office: string })[];
  readonly scope: Scope;
  readonly services: readonly Service[];
  readonly effectiveOn: string;
  readonly endsOn: string;
  readonly runningCasesMayFinish: boolean;
  readonly clauses: readonly Clause[];
  readonly signatures: readonly SignatureEntry[];
  readonly addenda: readonly AddendumEntry[];
  readonly remarks: readonly SealedRemark[];
  readonly approval?: SealedApproval;
  readonly parentAgreementId?: string;
  readonly successorId?: string;
  readonly suspendedOn?: string;
  readonly terminatedOn?: string;
  readonly evaluatedOn?: string;
  readonly revision: number;
}

type Folds = {
  readonly [T in Exclude<AgreementEvent['type'], 'AgreementProposed'>]: (
    entry: AgreementEntry,
    data: AgreementEventData<T>,
  ) => Partial<AgreementEntry>;
};

const folds: Folds = {
  AgreementDraftRevised: (entry, { title, parties, scope, term, clauses = [] }) => ({
    ...(title !== undefined && { title }),
    ...(parties && { ...partiesShown(parties), units: unitsOf(entry.ownerUnitId, parties) }),
    ...(scope && scopeShown(scope)),
    ...term,
    clauses: withClauses(entry.clauses, clauses),
  }),
  AgreementDiscussed: () => ({ status: 'UNDER_DISCUSSION' }),
  AgreementReturned: () => ({ status: 'RETURNED' }),
  AgreementApprovedForSigning: (_, { number, textSha256 }) => ({ status: 'APPROVED_FOR_SIGNING', number, textSha256 }),
  AgreementSignedByParty: ({ signatures }, { partyId, signedOn }) => ({
    status: 'PARTIALLY_SIGNED',
    signatures: [...signatures, { partyId, signedOn }],
  }),
  MoUSigned: () => ({ status: 'SIGNED' }),
  PksSigned: () => ({ status: 'SIGNED' }),
  AgreementCancelled: () => ({ status: 'CANCELLED' }),
  AgreementCameIntoForce: () => ({}),
  AddendumProposed: ({ addenda }, { number, title, text, effectiveOn, changes }) => ({
    addenda: [...addenda, { number, title, text, effectiveOn, ...changes, signatures: [], isSigned: false }],
  }),
  AddendumSignedByParty: (entry, { number, partyId, signedOn }) =>
    changedAddendum(entry, number, ({ signatures }) => ({ signatures: [...signatures, { partyId, signedOn }] })),
  AgreementAmended: (entry, { number, changes: { scope, endsOn } }) => ({
    ...changedAddendum(entry, number, () => ({ isSigned: true })),
    ...(scope && scopeShown(scope)),
    ...(endsOn !== undefined && { endsOn }),
  }),
  AgreementEvaluated: (_, { evaluatedOn }) => ({ evaluatedOn }),
  AgreementRenewed: (_, { successorId }) => ({ successorId }),
  AgreementSuspended: (_, { suspendedOn }) => ({ status: 'SUSPENDED', suspendedOn }),
  AgreementResumed: () => ({ status: 'SIGNED' }),
  AgreementTerminated: (_, { effectiveOn }) => ({ status: 'TERMINATED', terminatedOn: effectiveOn }),
  AgreementExpired: () => ({}),
};

export const agreementRegister: Projection<AgreementEntry, AgreementEvent> = {
  name: 'agreement-register',
  version: 1,
  events: agreementEvents,
  indexes: [
    ['units', 'endsOn'],
    ['units', 'status', 'endsOn'],
    ['services', 'endsOn'],
  ],
  documents: ({ stream }) => [uuidOf(stream)],
  fold: (entry, event, id) => {
    if (event.type === 'AgreementProposed') return proposed(event, id);
    if (entry === null) throw new Error('An agreement begins with its proposal.');
    const fold = folds[event.type] as (entry: AgreementEntry, data: object) => Partial<AgreementEntry>;
    const { suspendedOn, ...rest } = { ...entry, ...fold(entry, event.data), revision: event.revision };
    const resting = rest.status === 'SUSPENDED' && suspendedOn !== undefined ? { suspendedOn } : {};
    return { ...rest, ...resting, ...writtenBeside(event, entry.remarks) };
  },
};

function proposed(
  event: Projected<Extract<AgreementEvent, { type: 'AgreementProposed' }>>,
  id: string,
): AgreementEntry {
  const { kind, title, parties, scope, term, clauses, parentAgreementId } = event.data;
  return {
    agreementId: id,
    kind,
    title,
    status: 'DRAFTED',
    ownerUnitId: event.metadata.unitId,
    units: unitsOf(event.metadata.unitId, parties),
    ...partiesShown(parties),
    ...scopeShown(scope),
    ...term,
    clauses,
    signatures: [],
    addenda: [],
    remarks: [],
    ...(parentAgreementId !== undefined && { parentAgreementId }),
    revision: event.revision,
  };
}

const partiesShown = (parties: readonly Party[]): Pick<AgreementEntry, 'parties'> => ({
  parties: parties.map(({ signatory: { office }, ...party }) => ({ ...party, office })),
});

const scopeShown = (scope: Scope): Pick<AgreementEntry, 'scope' | 'services'> => ({
  scope,
  services: [...new Set(scope.map(({ service }) => service))],
});

const unitsOf = (owner: string, parties: readonly Party[]): string[] => [
  ...new Set([owner, ...parties.flatMap(({ unitId }) => (unitId === undefined ? [] : [unitId]))]),
];

const changedAddendum = (
  { addenda }: AgreementEntry,
  number: number,
  change: (addendum: AddendumEntry) => Partial<AddendumEntry>,
): Pick<AgreementEntry, 'addenda'> => ({
  addenda: addenda.map((one) => (one.number === number ? { ...one, ...change(one) } : one)),
});

/** What was written beside an event: the place in its approval, a comment in the others. */
function writtenBeside(
  event: Projected<AgreementEvent>,
  remarks: readonly SealedRemark[],
): Pick<AgreementEntry, 'approval' | 'remarks'> {
  const { type, data, metadata } = event;
  const written = { on: happened(event).on, by: nameOf(metadata.actor), sealed: copySeals(data) };
  if (type === 'AgreementApprovedForSigning') return { approval: written, remarks };
  if (written.sealed.length === 0) return { remarks };
  return { remarks: [...remarks, { ...written, type, recordedAt: metadata.recordedAt }] };
}
