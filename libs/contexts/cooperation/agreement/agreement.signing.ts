import { type Asker, mustHaveHappened, staffOf, statusSaid } from '#kernel';
import type { AgreementEvent, AgreementEventData } from '#contracts/cooperation/agreement.events';
import { mustRestOnParent, type ParentFacts } from './agreement.parent.js';
import * as record from './agreement.state.js';
import { refuse } from './agreement.refusals.js';

const SIGNING_ROLES = ['karutan', 'kepala-bnnk'];

export const signing = {
  decide: {
    SignAgreement: ({ data, facts, ...asker }, state) => {
      const text = mustAwaitSignatures(state, data.partyId);
      const earlier = text.status === 'partially-signed' ? text.signatures : [];
      const signed = sign(data, asker, { parties: text.parties, signatures: earlier, drafter: text.proposedBy });
      const signatures = [...earlier, data];
      const isLast = text.parties.every(({ partyId }) => hasSigned(signatures, partyId));
      return [
        { type: 'AgreementSignedByParty', data: signed },
        ...(isLast ? [conclusionOf(text, lastDay(signatures), facts)] : []),
      ];
    },

    BringAgreementIntoForce: ({ by, today }, state) => {
      const agreement = record.mustNotBeTerminated(state);
      const { isInForceRecorded, term } = agreement;
      if (isInForceRecorded) return [];
      if (agreement.status === 'suspended') refuse('agreement-suspended', { suspendedOn: agreement.suspendedOn });
      record.mustBeSince(term, today);
      record.mustBeUntil(term, today);
      return [{ type: 'AgreementCameIntoForce', data: { effectiveOn: term.effectiveOn, recordedBy: staffOf(by) } }];
    },
  },

  evolve: {
    AgreementSignedByParty: (state, { data: { partyId, signedOn } }) => {
      const signature = { partyId, signedOn };
      if (state.status === 'approved-for-signing')
        return { ...state, status: 'partially-signed', signatures: [signature] };
      if (state.status === 'partially-signed') return { ...state, signatures: [...state.signatures, signature] };
      return state;
    },
    MoUSigned: conclude,
    PksSigned: conclude,
    AgreementCameIntoForce: (state) => ('isInForceRecorded' in state ? { ...state, isInForceRecorded: true } : state),
  },
} satisfies record.Part;

/** What a signature records. Refuses one that is not given in person by the party's own head, nor on paper by the drafter. */
export function sign(
  { partyId, signedOn, documentSha256 }: record.CommandOf<'SignAgreement'>['data'],
  asker: Pick<Asker, 'by' | 'today' | 'is'>,
  text: { parties: readonly record.Signatory[]; signatures: readonly record.Signature[]; drafter: string },
): AgreementEventData<'AgreementSignedByParty'> {
  const { by, today, is } = asker;
  const party = text.parties.find((one) => one.partyId === partyId);
  if (party === undefined) return refuseStranger(partyId, text.parties);
  if (hasSigned(text.signatures, partyId)) refuseRepeated(partyId);
  mustHaveHappened(signedOn, today);
  const paper = documentSha256 === undefined ? {} : { documentSha256 };
  if (isSignatory(asker, party)) return { partyId, signedOn, signedBy: staffOf(by), ...paper };
  if (is(text.drafter)) {
    if (documentSha256 !== undefined) return { partyId, signedOn, recordedBy: staffOf(by), documentSha256 };
    return refuse('paper-needs-document');
  }
  return documentSha256 === undefined
    ? refuse('signatory-not-authorised', { partyId })
    : refuse('only-drafter-records-paper', { drafter: text.drafter });
}

export const hasSigned = (signatures: readonly record.Signature[], partyId: string): boolean =>
  signatures.some((signature) => signature.partyId === partyId);

export const lastDay = (signatures: readonly record.Signature[]): string =>
  signatures.reduce((last, { signedOn }) => (signedOn > last ? signedOn : last), '');

const isSignatory = ({ by, is }: Pick<Asker, 'by' | 'is'>, { unitId, staffId }: record.Signatory): boolean =>
  by.kind !== 'SYSTEM' && SIGNING_ROLES.includes(by.role) && by.unitId === unitId && is(staffId);

const refuseRepeated = (partyId: string): never => refuse('party-already-signed', { partyId });

const refuseStranger = (partyId: string, parties: readonly record.Signatory[]): never =>
  refuse('unknown-party', { partyId, partyIds: parties.map((party) => party.partyId) });

function mustAwaitSignatures(state: record.AgreementState, partyId: string): record.Approved | record.PartiallySigned {
  if (state.status === 'approved-for-signing' || state.status === 'partially-signed') return state;
  if (state.status === 'cancelled') return record.refuseCancelled(state);
  if (state.status === 'absent') return record.refuseAbsent();
  if (!('addenda' in state)) return refuse('not-approved-for-signing', { status: statusSaid(state.status) });
  const { parties } = record.mustBeSigned(state);
  return parties.some((party) => party.partyId === partyId)
    ? refuseRepeated(partyId)
    : refuseStranger(partyId, parties);
}

function conclusionOf(
  text: record.Approved | record.PartiallySigned,
  signedOn: string,
  facts: ParentFacts,
): AgreementEvent {
  const { kind, number, textSha256, parties, scope, term } = text;
  const concluded = { number, textSha256, signedOn, ...term, scope, partyUnitIds: record.partyUnitsOf(parties) };
  if (kind === 'NOTA_KESEPAHAMAN') return { type: 'MoUSigned', data: concluded };
  return { type: 'PksSigned', data: { ...concluded, ...mustRestOnParent(text, facts) } };
}

function conclude(state: record.AgreementState): record.AgreementState {
  if (state.status !== 'partially-signed') return state;
  return {
    ...record.textOf(state),
    status: 'signed',
    addenda: 0,
    openAddendum: undefined,
    isInForceRecorded: false,
    isExpiryRecorded: false,
    isEvaluated: false,
    suspendedOn: undefined,
  };
}
