import { refuse } from '#kernel';
import type { AgreementEventData, Party, Scope, Term } from '#contracts/cooperation/agreement.events';
import type { AgreementKind, Article } from '#contracts/cooperation/codes';

/** A party as the rules know it: who of it may sign in person, when that is somebody with an account. */
export interface Signatory {
  readonly partyId: string;
  readonly unitId?: string;
  readonly staffId?: string;
}

export interface Signature {
  readonly partyId: string;
  readonly signedOn: string;
}

export interface OpenAddendum extends Pick<
  AgreementEventData<'AddendumProposed'>,
  'number' | 'changes' | 'effectiveOn'
> {
  readonly proposedBy: string;
  readonly signatures: readonly Signature[];
}

interface Text {
  readonly ownerUnitId: string;
  readonly kind: AgreementKind;
  readonly parties: readonly Signatory[];
  readonly scope: Scope;
  readonly term: Term;
  readonly parentAgreementId?: string;
  readonly proposedBy: string;
}

interface Draft extends Text {
  readonly articles: readonly Article[];
}

interface Concluded extends Text {
  readonly addenda: number;
  readonly openAddendum: OpenAddendum | undefined;
  readonly isInForceRecorded: boolean;
  readonly isExpiryRecorded: boolean;
  readonly isEvaluated: boolean;
  readonly suspendedOn: string | undefined;
  readonly successorId?: string;
}

export type Drafted = Draft & { readonly status: 'drafted' | 'under-discussion' | 'returned' };
export type Approved = Text & { readonly status: 'approved-for-signing' };
export type PartiallySigned = Text & { readonly status: 'partially-signed'; readonly signatures: readonly Signature[] };
export type Signed = Concluded & { readonly status: 'signed' };
export type Suspended = Concluded & { readonly status: 'suspended'; readonly suspendedOn: string };
export type Terminated = Concluded & { readonly status: 'terminated' };
export type Cancelled = Pick<Text, 'ownerUnitId' | 'kind' | 'parties'> & { readonly status: 'cancelled' };

/** In force and expired are no statuses: they follow from dates (`coverage`). */
export type AgreementState =
  { readonly status: 'absent' } | Drafted | Approved | PartiallySigned | Signed | Suspended | Terminated | Cancelled;

export const textOf = ({ ownerUnitId, kind, parties, scope, term, parentAgreementId, proposedBy }: Text): Text => ({
  ownerUnitId,
  kind,
  parties,
  scope,
  term,
  ...(parentAgreementId !== undefined && { parentAgreementId }),
  proposedBy,
});

export const partiesToRules = (parties: readonly Party[]): readonly Signatory[] =>
  parties.map(({ partyId, unitId, signatory }) => ({
    partyId,
    ...(unitId !== undefined && { unitId }),
    ...('staffId' in signatory && { staffId: signatory.staffId }),
  }));

export function unitsOf(state: AgreementState): readonly string[] {
  if (state.status === 'absent') return [];
  return [...new Set([state.ownerUnitId, ...partyUnitsOf(state.parties)])];
}

export const partyUnitsOf = (parties: readonly Pick<Signatory, 'unitId'>[]): string[] => [
  ...new Set(parties.flatMap(({ unitId }) => (unitId === undefined ? [] : [unitId]))),
];

export function mustBeSigned(state: AgreementState): Signed | Suspended | Terminated {
  if (state.status === 'signed' || state.status === 'suspended' || state.status === 'terminated') return state;
  if (state.status === 'cancelled') return refuseCancelled();
  return refuse('not-signed', 'Not every party has signed this agreement yet.', 'R-5.3');
}

export function mustNotBeTerminated(state: AgreementState): Signed | Suspended {
  const signed = mustBeSigned(state);
  if (signed.status !== 'terminated') return signed;
  return refuse('agreement-terminated', 'This agreement was terminated.', 'R-5.8');
}

export const refuseCancelled = (): never =>
  refuse('agreement-cancelled', 'This agreement was cancelled before it was signed.', 'R-5.3');
