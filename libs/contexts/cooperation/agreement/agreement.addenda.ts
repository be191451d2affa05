import { staffOf } from '#kernel';
import type { AgreementEvent, AgreementEventData } from '#contracts/cooperation/agreement.events';
import { mustFit } from './agreement.drafting.js';
import { type ParentFacts, restOnParent } from './agreement.parent.js';
import { hasSigned, lastDay, sign } from './agreement.signing.js';
import * as record from './agreement.state.js';
import { refuse } from './agreement.refusals.js';

type Changes = AgreementEventData<'AddendumProposed'>['changes'];

export const addenda = {
  decide: {
    ProposeAddendum: ({ data, facts, by, today }, state) => {
      const agreement = record.mustNotBeTerminated(state);
      if (agreement.openAddendum !== undefined) refuse('addendum-open', { number: agreement.openAddendum.number });
      mustTakeEffectInTime(agreement, data);
      if (data.changes.endsOn !== undefined) {
        mustFit(agreement.kind, { ...agreement.term, endsOn: data.changes.endsOn }, today);
      }
      const proposed = {
        ...data,
        number: agreement.addenda + 1,
        proposedBy: staffOf(by),
        termsVersion: record.termsOn(today).version,
      };
      return [{ type: 'AddendumProposed', data: { ...proposed, ...restAsChanged(agreement, data.changes, facts) } }];
    },

    SignAddendum: ({ data: { number, ...data }, facts, ...asker }, state) => {
      const agreement = record.mustNotBeTerminated(state);
      const { openAddendum: addendum } = agreement;
      if (addendum?.number !== number) return refuse('addendum-not-open', { number, open: addendum?.number ?? 'none' });
      const { signatures: earlier, proposedBy: drafter, changes, effectiveOn } = addendum;
      const signed = sign(data, asker, { parties: agreement.parties, signatures: earlier, drafter });
      record.mustBeUntil(agreement.term, data.signedOn);
      const signatures = [...earlier, data];
      const events: AgreementEvent[] = [{ type: 'AddendumSignedByParty', data: { number, ...signed } }];
      if (!agreement.parties.every(({ partyId }) => hasSigned(signatures, partyId))) return events;
      const basis = restAsChanged(agreement, changes, facts);
      const amended = { number, changes, effectiveOn, signedOn: lastDay(signatures), ...basis };
      return [...events, { type: 'AgreementAmended', data: amended }];
    },
  },

  evolve: {
    AddendumProposed: (state, { data: { number, changes, effectiveOn, proposedBy } }) =>
      'addenda' in state
        ? { ...state, addenda: number, openAddendum: { number, changes, effectiveOn, proposedBy, signatures: [] } }
        : state,

    AddendumSignedByParty: (state, { data: { partyId, signedOn } }) => {
      if (!('addenda' in state) || state.openAddendum === undefined) return state;
      const signatures = [...state.openAddendum.signatures, { partyId, signedOn }];
      return { ...state, openAddendum: { ...state.openAddendum, signatures } };
    },

    AgreementAmended: (state, { data: { changes } }) => {
      if (!('addenda' in state)) return state;
      const { scope = state.scope, endsOn = state.term.endsOn } = changes;
      return { ...state, openAddendum: undefined, scope, term: { ...state.term, endsOn } };
    },
  },
} satisfies record.Part;

function mustTakeEffectInTime(
  { term }: record.Signed | record.Suspended,
  { effectiveOn, changes }: { effectiveOn: string; changes: Changes },
) {
  if (effectiveOn > term.endsOn) refuse('addendum-after-end', { effectiveOn, endsOn: term.endsOn });
  if (changes.endsOn !== undefined && changes.endsOn < effectiveOn) {
    refuse('term-ends-before-start', { endsOn: changes.endsOn, effectiveOn });
  }
}

const restAsChanged = (agreement: record.Signed | record.Suspended, { endsOn }: Changes, facts: ParentFacts) =>
  endsOn === undefined ? {} : restOnParent({ ...agreement, term: { ...agreement.term, endsOn } }, facts);
