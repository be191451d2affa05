import { copySeals, type Projected, type Projection, type Seal, uuidOf } from '#kernel';
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
  readonly recordedAt: string;
  readonly by: string;
  readonly sealed: readonly Seal[];
}

/** One agreement in the register; its scope and end are those of the latest signed addendum. */
export interface AgreementEntry extends Scoped {
  readonly agreementId: string;
  readonly kind: AgreementKind;
  readonly title: string;
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
    clauses: [
      ...entry.clauses.filter(({ article }) => clauses.every((clause) => clause.article !== article)),
      ...clauses,
    ],
  }),
  AgreementDiscussed: () => ({ status: 'UNDER_DISCUSSION' }),
  AgreementReturned: () => ({ status: 'RETURNED' }),
  AgreementApprovedForSigning: () => ({ status: 'APPROVED_FOR_SIGNING' }),
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
    return { ...rest, ...resting, remarks: [...entry.remarks, ...remarksIn(event)] };
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

function remarksIn({ id, stream, type, data, metadata }: Projected<AgreementEvent>): SealedRemark[] {
  const sealed = copySeals(data, { stream, id, type, v: metadata.v });
  return sealed.length === 0 ? [] : [{ type, recordedAt: metadata.recordedAt, by: metadata.actor.id, sealed }];
}
