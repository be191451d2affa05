import { type Decider, type Fact, statusSaid, type WithFacts } from '#kernel';
import type { PartyInText } from '#contracts/cooperation/agreement-text';
import type * as events from '#contracts/cooperation/agreement.events';
import type { AgreementKind } from '#contracts/cooperation/codes';
import type { CommandsOf } from '#platform/commands';
import type * as commands from './agreement.commands.js';
import type { OtherAgreement, ParentFacts } from './agreement.parent.js';
import { refuse } from './agreement.refusals.js';

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
  events.AgreementEventData<'AddendumProposed'>,
  'number' | 'changes' | 'effectiveOn'
> {
  readonly proposedBy: string;
  readonly signatures: readonly Signature[];
}

interface Terms {
  readonly ownerUnitId: string;
  readonly kind: AgreementKind;
  readonly scope: events.Scope;
  readonly term: events.Term;
  readonly parentAgreementId?: string;
  readonly proposedBy: string;
}

interface Draft extends Terms {
  readonly title: string;
  readonly parties: readonly PartyInText[];
  readonly clauses: readonly events.Clause[];
}

/** What was approved, cited by its number and the digest of its text. */
interface Text extends Terms {
  readonly number: string;
  readonly textSha256: string;
  readonly parties: readonly Signatory[];
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
export type Terminated = Concluded & { readonly status: 'terminated'; readonly terminatedOn: string };
export type Cancelled = Pick<Terms, 'ownerUnitId' | 'kind'> & {
  readonly status: 'cancelled';
  readonly cancelledOn: string;
  readonly parties: readonly Pick<Signatory, 'unitId'>[];
};

/** In force and expired are no statuses: they follow from dates (`coverage`). */
export type AgreementState =
  { readonly status: 'absent' } | Drafted | Approved | PartiallySigned | Signed | Suspended | Terminated | Cancelled;

/** A rehabilitation case as its stream says it: whose it is. */
export interface CaseFact {
  readonly caseId: string;
  readonly subject: string;
  readonly basis: Fact;
}

interface Facts {
  readonly ProposeAgreement: ParentFacts & { readonly parties: events.Party[] };
  /** The parties as they are recorded, where some are given. */
  readonly ReviseAgreementDraft: { readonly parties?: events.Party[] };
  readonly ApproveAgreementForSigning: ParentFacts;
  readonly SignAgreement: ParentFacts;
  readonly ProposeAddendum: ParentFacts;
  readonly SignAddendum: ParentFacts;
  readonly RenewAgreement: { readonly agreementId?: string; readonly successor?: OtherAgreement };
  readonly TerminateAgreement: { readonly cases: readonly CaseFact[] };
}

export type AgreementCommand = WithFacts<CommandsOf<typeof commands>, Facts>;
export type CommandOf<Type extends AgreementCommand['type']> = Extract<AgreementCommand, { type: Type }>;
type AgreementDecider = Decider<AgreementState, AgreementCommand, events.AgreementEvent>;
export interface Part {
  readonly decide: Partial<AgreementDecider['decide']>;
  readonly evolve: Partial<AgreementDecider['evolve']>;
}

export const termsOf = ({ ownerUnitId, kind, scope, term, parentAgreementId, proposedBy }: Terms): Terms => ({
  ownerUnitId,
  kind,
  scope,
  term,
  ...(parentAgreementId !== undefined && { parentAgreementId }),
  proposedBy,
});

export const textOf = (text: Text): Text => ({
  ...termsOf(text),
  number: text.number,
  textSha256: text.textSha256,
  parties: text.parties,
});

export const signatoriesOf = (parties: readonly PartyInText[]): readonly Signatory[] =>
  parties.map(({ partyId, unitId, signatory: { staffId } }) => ({
    partyId,
    ...(unitId !== undefined && { unitId }),
    ...(staffId !== undefined && { staffId }),
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
  if (state.status === 'cancelled') return refuseCancelled(state);
  if (state.status === 'absent') return refuseAbsent();
  return refuse('not-signed', { status: statusSaid(state.status) });
}

export function mustNotBeTerminated(state: AgreementState): Signed | Suspended {
  const signed = mustBeSigned(state);
  if (signed.status !== 'terminated') return signed;
  return refuseTerminated(signed);
}

export function mustBeSince({ effectiveOn }: Pick<events.Term, 'effectiveOn'>, day: string): void {
  if (day < effectiveOn) refuse('not-yet-effective', { day, effectiveOn });
}

export function mustBeUntil({ endsOn }: Pick<events.Term, 'endsOn'>, day: string): void {
  if (day > endsOn) refuse('already-expired', { day, endsOn });
}

export const repeatedIn = (values: readonly string[]): readonly string[] => [
  ...new Set(values.filter((value, index) => values.indexOf(value) !== index)),
];

export const refuseAbsent = (): never => refuse('agreement-not-proposed');

export const refuseTerminated = ({ terminatedOn }: Terminated): never =>
  refuse('agreement-terminated', { terminatedOn });

export const refuseCancelled = ({ cancelledOn }: Cancelled): never => refuse('agreement-cancelled', { cancelledOn });

/** What the parties' own regulations leave to configuration: a changed row is a new version, valid from a day on. */
interface AgreementTerms {
  readonly version: number;
  readonly from: string;
  readonly maximumYears: Readonly<Record<AgreementKind, number>>;
  readonly noticeDays: number;
}

const first: AgreementTerms = {
  version: 1,
  from: '0001-01-01',
  maximumYears: { NOTA_KESEPAHAMAN: 5, PKS: 3 },
  noticeDays: 30,
};
const later: readonly AgreementTerms[] = [];

export const termsOn = (day: string): AgreementTerms => later.findLast(({ from }) => from <= day) ?? first;
