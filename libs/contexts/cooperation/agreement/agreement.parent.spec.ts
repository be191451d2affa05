import type { CoverageEvent } from '#contracts/cooperation/coverage';
import {
  approval,
  approved,
  bnnkParty,
  concluded,
  discussed,
  draft,
  drafter,
  given,
  karutan,
  kepala,
  otherAgreement,
  parentId,
  pksDraft,
  proposed,
  rutanParty,
  signedBy,
  term,
} from './agreement-for-specs.js';
import type { OtherAgreement } from './agreement.parent.js';

const basis = [otherAgreement().basis];
const pks = { ...proposed(pksDraft), data: { ...proposed(pksDraft).data, basis } };
const terminated: CoverageEvent = {
  type: 'AgreementTerminated',
  revision: 6,
  data: {
    reasonCode: 'BREACH',
    noticeOn: '2025-01-01',
    effectiveOn: '2025-06-01',
    casesInProgress: [],
    terminatedBy: karutan.staffId,
    termsVersion: 1,
  },
};

const propose = (parent?: OtherAgreement, data: typeof draft & { parentAgreementId?: string } = pksDraft) =>
  given().when({ type: 'ProposeAgreement', data, ...withParent(parent) }, { by: drafter });
const withParent = (parent?: OtherAgreement) => (parent === undefined ? {} : { facts: { parent } });

describe('a PKS (R-5.6)', () => {
  it('cites the Nota Kesepahaman it rests on, as it stood', () => {
    propose(otherAgreement()).then({ type: 'AgreementProposed', data: pks.data });
  });

  it('needs all fourteen articles (R-5.2)', () => {
    given(proposed({ ...pksDraft, clauses: draft.clauses }), discussed)
      .when({ type: 'ApproveAgreementForSigning', data: approval, facts: { parent: otherAgreement() } })
      .thenRefuses('article-missing');
  });

  it('runs for three years at most (R-5.4)', () => {
    propose(otherAgreement(), { ...pksDraft, term: { ...term, endsOn: '2027-12-16' } }).thenRefuses('term-too-long');
  });

  it('must cite one', () => {
    propose(otherAgreement(), { ...draft, kind: 'PKS' }).thenRefuses('parent-required');
  });

  it.each<[string, OtherAgreement | undefined]>([
    ['parent-not-found', undefined],
    ['parent-not-a-nota-kesepahaman', otherAgreement({}, { kind: 'PKS' })],
    ['parent-not-in-force', otherAgreement({ effectiveOn: '2024-12-17' })],
    ['parent-not-in-force', { ...otherAgreement(), events: [] }],
    ['outlives-parent', otherAgreement({ endsOn: '2026-12-14' })],
    ['outlives-parent', otherAgreement({}, { events: [terminated] })],
  ])('is refused with %s at proposal, approval and the last signature', (code, parent) => {
    propose(parent).thenRefuses(code);
    given(pks, discussed)
      .when({ type: 'ApproveAgreementForSigning', data: approval, ...withParent(parent) })
      .thenRefuses(code);
    given(pks, discussed, approved, signedBy(rutanParty))
      .when(
        {
          type: 'SignAgreement',
          data: { partyId: bnnkParty.partyId, signedOn: '2024-12-16' },
          ...withParent(parent),
        },
        { by: kepala },
      )
      .thenRefuses(code);
  });

  it('is signed with the parent as it stood then', () => {
    const data = { partyId: bnnkParty.partyId, signedOn: '2024-12-16' };
    given(pks, discussed, approved, signedBy(rutanParty, '2024-12-13'))
      .when({ type: 'SignAgreement', data, facts: { parent: otherAgreement() } }, { by: kepala })
      .then(
        { type: 'AgreementSignedByParty', data: { ...data, signedBy: kepala.staffId } },
        {
          type: 'PksSigned',
          data: {
            ...concluded,
            parentAgreementId: parentId,
            basis,
          },
        },
      );
  });
});

describe('a Nota Kesepahaman (R-5.6)', () => {
  it('rests on no other', () => {
    propose(otherAgreement(), { ...draft, parentAgreementId: parentId }).thenRefuses('only-a-pks-has-a-parent');
  });
});
