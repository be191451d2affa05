import { addYears, mustHaveHappened, staffOf, statusSaid, without } from '#kernel';
import { digestOfText, partiesInText, withClauses } from '#contracts/cooperation/agreement-text';
import type { Clause, Party, Term } from '#contracts/cooperation/agreement.events';
import { type AgreementKind, MANDATORY_ARTICLES } from '#contracts/cooperation/codes';
import { restOnParent } from './agreement.parent.js';
import * as record from './agreement.state.js';
import { refuse } from './agreement.refusals.js';

export const drafting = {
  decide: {
    ProposeAgreement: ({ data, facts, by, today }, state) => {
      if (state.status !== 'absent') refuse('agreement-already-proposed', { kind: state.kind });
      const { parties } = facts;
      mustBeParties(parties);
      mustNameEachArticleOnce(data.clauses);
      mustFit(data.kind, data.term, today);
      const { basis } = restOnParent(data, facts);
      const proposed = { ...data, parties, proposedBy: staffOf(by), termsVersion: record.termsOn(today).version };
      return [{ type: 'AgreementProposed', data: { ...proposed, ...(basis && { basis }) } }];
    },

    ReviseAgreementDraft: ({ data, facts: { parties }, by, today }, state) => {
      const { kind } = mustBeDraft(state);
      if (Object.keys(data).length === 0) return [];
      if (parties !== undefined) mustBeParties(parties);
      if (data.clauses !== undefined) mustNameEachArticleOnce(data.clauses);
      if (data.term !== undefined) mustFit(kind, data.term, today);
      const termsVersion = record.termsOn(today).version;
      const revised = {
        ...without(data, 'parties'),
        ...(parties && { parties }),
        revisedBy: staffOf(by),
        termsVersion,
      };
      return [{ type: 'AgreementDraftRevised', data: revised }];
    },

    DiscussAgreement: ({ data, by, today }, state) => {
      mustBeDraft(state);
      mustHaveHappened(data.heldOn, today);
      return [{ type: 'AgreementDiscussed', data: { ...data, recordedBy: staffOf(by) } }];
    },

    ReturnAgreement: ({ data, by }, state) => {
      if (mustBeDraft(state).status === 'returned') return [];
      mustBeDiscussed(state);
      return [{ type: 'AgreementReturned', data: { ...data, returnedBy: staffOf(by) } }];
    },

    ApproveAgreementForSigning: ({ data, facts, by }, state) => {
      if (state.status === 'approved-for-signing' && state.number === data.number) return [];
      const draft = mustBeDraft(state);
      mustBeDiscussed(state);
      const missing = MANDATORY_ARTICLES[draft.kind].filter((article) =>
        draft.clauses.every((clause) => clause.article !== article),
      );
      if (missing.length > 0) refuse('article-missing', { join: missing.join(', ') });
      const approved = { ...data, textSha256: digestOfText(draft), approvedBy: staffOf(by) };
      return [{ type: 'AgreementApprovedForSigning', data: { ...approved, ...restOnParent(draft, facts) } }];
    },

    CancelAgreement: ({ data, by }, state) => {
      if (state.status === 'cancelled') return [];
      if (state.status === 'absent') record.refuseAbsent();
      if (state.status === 'terminated') record.refuseTerminated(state);
      if (state.status === 'signed' || state.status === 'suspended') {
        refuse('already-signed', { endsOn: state.term.endsOn });
      }
      return [{ type: 'AgreementCancelled', data: { ...data, cancelledBy: staffOf(by) } }];
    },
  },

  evolve: {
    AgreementProposed: (_, { data, metadata }) => ({
      status: 'drafted',
      ownerUnitId: metadata.unitId,
      kind: data.kind,
      title: data.title,
      parties: partiesInText(data.parties),
      scope: data.scope,
      term: data.term,
      clauses: data.clauses,
      ...(data.parentAgreementId !== undefined && { parentAgreementId: data.parentAgreementId }),
      proposedBy: data.proposedBy,
    }),

    AgreementDraftRevised: (state, { data: { title, parties, scope, term, clauses = [] } }) => {
      if (!isDraft(state)) return state;
      return {
        ...state,
        ...(title !== undefined && { title }),
        ...(parties && { parties: partiesInText(parties) }),
        ...(scope && { scope }),
        ...(term && { term }),
        clauses: withClauses(state.clauses, clauses),
      };
    },

    AgreementDiscussed: (state) => (isDraft(state) ? { ...state, status: 'under-discussion' } : state),

    AgreementReturned: (state) => (isDraft(state) ? { ...state, status: 'returned' } : state),

    AgreementApprovedForSigning: (state, { data: { number, textSha256 } }) => {
      if (!isDraft(state)) return state;
      const parties = record.signatoriesOf(state.parties);
      return { ...record.termsOf(state), status: 'approved-for-signing', number, textSha256, parties };
    },

    AgreementCancelled: (state, { metadata: { on: cancelledOn } }) =>
      state.status === 'absent'
        ? state
        : {
            status: 'cancelled',
            cancelledOn,
            ownerUnitId: state.ownerUnitId,
            kind: state.kind,
            parties: state.parties,
          },
  },
} satisfies record.Part;

const isDraft = (state: record.AgreementState): state is record.Drafted =>
  state.status === 'drafted' || state.status === 'under-discussion' || state.status === 'returned';

function mustBeDraft(state: record.AgreementState): record.Drafted {
  if (isDraft(state)) return state;
  if (state.status === 'absent') return record.refuseAbsent();
  if (state.status === 'cancelled') return record.refuseCancelled(state);
  if (state.status === 'approved-for-signing') return refuse('already-approved-for-signing', { number: state.number });
  if (state.status === 'terminated') return record.refuseTerminated(state);
  return refuse('signed-text-is-immutable', { number: state.number });
}

function mustBeDiscussed({ status }: record.AgreementState): void {
  if (status !== 'under-discussion') refuse('not-under-discussion', { status: statusSaid(status) });
}

function mustBeParties(parties: readonly Party[]): void {
  if (parties.length < 2) refuse('too-few-parties', { count: parties.length });
  const named = parties.map(({ institution }) => institution.trim().toLowerCase().replaceAll(/\s+/g, ' '));
  const units = parties.flatMap(({ unitId }) => (unitId === undefined ? [] : [unitId]));
  const repeated = [parties.map(({ partyId }) => partyId), named, units].flatMap(record.repeatedIn);
  if (repeated.length > 0) refuse('party-listed-twice', { repeated });
}

function mustNameEachArticleOnce(clauses: readonly Clause[]): void {
  const articles = record.repeatedIn(clauses.map(({ article }) => article));
  if (articles.length > 0) refuse('article-repeated', { articles });
}

export function mustFit(
  kind: AgreementKind,
  { effectiveOn, endsOn }: Pick<Term, 'effectiveOn' | 'endsOn'>,
  today: string,
) {
  if (endsOn < effectiveOn) refuse('term-ends-before-start', { endsOn, effectiveOn });
  const years = record.termsOn(today).maximumYears[kind];
  if (endsOn >= addYears(effectiveOn, years)) refuse('term-too-long', { years, effectiveOn, endsOn });
}
