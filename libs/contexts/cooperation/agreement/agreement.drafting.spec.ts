import {
  approval,
  approved,
  BNNK,
  bnnkParty,
  cancelled,
  clausesOf,
  digestOf,
  discussed,
  draft,
  drafter,
  foundationParty,
  given,
  karutan,
  proposed,
  returned,
  RUTAN,
  rutanParty,
  scope,
  signedBy,
  term,
  untilApproved,
  untilDiscussed,
  untilHalfSigned,
  untilSigned,
} from './agreement-for-specs.js';
import { agreement } from './agreement.decider.js';

const propose = (change: Partial<typeof draft>) =>
  given().when({ type: 'ProposeAgreement', data: { ...draft, ...change } }, { by: drafter });

describe('ProposeAgreement', () => {
  it('records the draft and who drafted it', () => {
    propose({}).then({ type: 'AgreementProposed', data: { ...draft, proposedBy: drafter.staffId, termsVersion: 1 } });
  });

  it('belongs to the proposing unit and to the units of the parties', () => {
    const { state } = given(proposed({ ...draft, parties: [rutanParty, bnnkParty, foundationParty] }));
    expect(agreement.unitsOf(state)).toEqual([RUTAN, BNNK]);
  });

  it('needs two parties (R-5.1)', () => {
    propose({ parties: [rutanParty] }).thenRefuses('too-few-parties');
  });

  it.each([
    ['an id', { partyId: rutanParty.partyId }],
    ['a unit', { unitId: RUTAN }],
    ['an institution', { institution: ' rutan  kelas IIB banjarnegara' }],
  ])('refuses two parties that share %s (R-5.1)', (_, same) => {
    propose({ parties: [rutanParty, { ...bnnkParty, ...same }] }).thenRefuses('party-listed-twice');
  });

  it('takes one text for each article (R-5.2)', () => {
    const [first] = clausesOf('NOTA_KESEPAHAMAN');
    propose({ clauses: first ? [first, first] : [] }).thenRefuses('article-repeated');
  });

  it('ends no earlier than it begins (R-5.4)', () => {
    propose({ term: { ...term, endsOn: '2024-12-16' } }).then(
      proposedWith({ term: { ...term, endsOn: '2024-12-16' } }),
    );
    propose({ term: { ...term, endsOn: '2024-12-15' } }).thenRefuses('term-ends-before-start');
  });

  it('runs for five years at most, its last day included (R-5.4)', () => {
    const fiveYears = { ...term, endsOn: '2029-12-15' };
    propose({ term: fiveYears }).then(proposedWith({ term: fiveYears }));
    propose({ term: { ...term, endsOn: '2029-12-16' } }).thenRefuses('term-too-long');
  });

  it('happens once', () => {
    given(proposed()).when({ type: 'ProposeAgreement', data: draft }).thenRefuses('agreement-already-proposed');
  });
});

describe('ReviseAgreementDraft', () => {
  const revise = { type: 'ReviseAgreementDraft' as const, data: { scope } };

  it('replaces what it names', () => {
    given(...untilDiscussed)
      .when(revise, { by: drafter })
      .then({ type: 'AgreementDraftRevised', data: { scope, revisedBy: drafter.staffId, termsVersion: 1 } });
  });

  it('changes nothing when it names nothing', () => {
    given(proposed()).when({ type: 'ReviseAgreementDraft', data: {} }).then();
  });

  it('keeps the rules of a proposal (R-5.1, R-5.2, R-5.4)', () => {
    const [clause] = draft.clauses;
    const revising = (data: object) => given(proposed()).when({ type: 'ReviseAgreementDraft', data });
    revising({ parties: [rutanParty] }).thenRefuses('too-few-parties');
    revising({ clauses: [clause, clause] }).thenRefuses('article-repeated');
    revising({ term: { ...term, endsOn: '2029-12-16' } }).thenRefuses('term-too-long');
  });

  it('does not touch a text that was approved (R-5.5)', () => {
    given(...untilApproved)
      .when(revise)
      .thenRefuses('already-approved-for-signing');
  });

  it.each([
    ['a party', untilHalfSigned],
    ['every party', untilSigned],
  ])('does not touch a text that %s has signed (R-5.5)', (_, history) => {
    given(...history)
      .when(revise)
      .thenRefuses('signed-text-is-immutable');
  });

  it('needs a draft', () => {
    given().when(revise).thenRefuses('agreement-not-proposed');
    given(proposed(), cancelled).when(revise).thenRefuses('agreement-cancelled');
  });
});

describe('DiscussAgreement', () => {
  it('says when it was held and takes a returned draft up again', () => {
    given(...untilDiscussed, returned)
      .when({ type: 'DiscussAgreement', data: { heldOn: '2024-12-16', comment: 'Disepakati' } }, { by: drafter })
      .then({
        type: 'AgreementDiscussed',
        data: { heldOn: '2024-12-16', comment: 'Disepakati', recordedBy: drafter.staffId },
      });
  });

  it('was held today at the latest (R-13.1)', () => {
    given(proposed())
      .when({ type: 'DiscussAgreement', data: { heldOn: '2024-12-17' } })
      .thenRefuses('day-in-future');
  });
});

describe('ReturnAgreement', () => {
  const comment = 'Ruang lingkup belum jelas';

  it('sends a discussed draft back, once', () => {
    given(...untilDiscussed)
      .when({ type: 'ReturnAgreement', data: { comment } }, { by: karutan })
      .then({ type: 'AgreementReturned', data: { comment, returnedBy: karutan.staffId } });
    given(...untilDiscussed, returned)
      .when({ type: 'ReturnAgreement', data: { comment } })
      .then();
  });

  it('needs a discussion first', () => {
    given(proposed()).when({ type: 'ReturnAgreement', data: { comment } }).thenRefuses('not-under-discussion');
  });
});

describe('ApproveAgreementForSigning', () => {
  const approve = { type: 'ApproveAgreementForSigning' as const, data: approval };

  it('opens a discussed draft for signatures, once', () => {
    given(...untilDiscussed)
      .when(approve, { by: karutan })
      .then({ type: 'AgreementApprovedForSigning', data: approved.data });
    given(...untilDiscussed, approved)
      .when(approve)
      .then();
  });

  it('gives it one number for ever (D10)', () => {
    given(...untilDiscussed, approved)
      .when({ ...approve, data: { ...approval, number: 'NK/02/XII/2024' } })
      .thenRefuses('already-approved-for-signing');
  });

  it('computes the digest of the text as revised, without the names of signatories (D10)', () => {
    const [first, ...others] = draft.clauses;
    const clauses = first ? [{ ...first, text: 'Judul baru' }] : [];
    const change = {
      title: 'Judul baru',
      parties: [rutanParty, foundationParty],
      scope: [...scope, { service: 'URINE_TEST' as const, unitIds: [RUTAN] }],
      term: { ...term, endsOn: '2025-12-15' },
    };
    const revised = { ...change, clauses, revisedBy: drafter.staffId, termsVersion: 1 };
    const { outcome } = given(proposed(), { type: 'AgreementDraftRevised', data: revised }, discussed).when(approve);
    const textSha256 = digestOf({ ...draft, ...change, clauses: [...others, ...clauses] });
    expect(outcome).toMatchObject({ events: [{ data: { textSha256 } }] });
    expect(textSha256).not.toBe(digestOf());
    const renamed = { ...foundationParty, signatory: { ...foundationParty.signatory, name: 'Orang lain' } };
    expect(digestOf({ ...draft, parties: [rutanParty, renamed] })).toBe(
      digestOf({ ...draft, parties: [rutanParty, foundationParty] }),
    );
  });

  it.each(clausesOf('NOTA_KESEPAHAMAN').map(({ article }) => article))('needs the article %s (R-5.2)', (article) => {
    const clauses = draft.clauses.filter((clause) => clause.article !== article);
    given(proposed({ ...draft, clauses }), discussed)
      .when(approve)
      .thenRefuses('article-missing');
  });

  it('takes an article that a revision added (R-5.2)', () => {
    const [first, ...others] = draft.clauses;
    const data = { clauses: first ? [first] : [], revisedBy: drafter.staffId, termsVersion: 1 };
    const { outcome } = given(
      proposed({ ...draft, clauses: others }),
      { type: 'AgreementDraftRevised', data },
      discussed,
    ).when(approve);
    expect(outcome).toMatchObject({ events: [{ type: 'AgreementApprovedForSigning' }] });
  });

  it('needs a discussion after a return', () => {
    given(...untilDiscussed, returned)
      .when(approve)
      .thenRefuses('not-under-discussion');
  });
});

describe('CancelAgreement', () => {
  const cancel = { type: 'CancelAgreement' as const, data: { reasonCode: 'NO_CONSENSUS' as const } };

  it('gives the agreement up while a signature is missing, once', () => {
    given(...untilApproved, signedBy(rutanParty))
      .when(cancel, { by: karutan })
      .then({ type: 'AgreementCancelled', data: { ...cancel.data, cancelledBy: karutan.staffId } });
    given(proposed(), cancelled).when(cancel).then();
  });

  it('comes too late when every party has signed (R-5.3)', () => {
    given(...untilSigned)
      .when(cancel)
      .thenRefuses('already-signed');
  });
});

const proposedWith = (change: Partial<typeof draft>) => ({
  type: 'AgreementProposed' as const,
  data: { ...draft, ...change, proposedBy: drafter.staffId, termsVersion: 1 },
});
