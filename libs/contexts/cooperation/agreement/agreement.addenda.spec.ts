import type { AgreementEvent } from '#contracts/cooperation/agreement.events';
import {
  addendum,
  addendumProposed,
  approved,
  bnnkParty,
  digest,
  discussed,
  drafter,
  given,
  karutan,
  kepala,
  moUSigned,
  otherAgreement,
  parentId,
  pksDraft,
  proposed,
  rutanParty,
  signedBy,
  terminated,
  untilHalfSigned,
  untilSigned,
} from './agreement-for-specs.js';

const propose = (change: object = {}) => ({
  type: 'ProposeAddendum' as const,
  data: { ...addendum, ...change },
});
const sign = ({ partyId }: { partyId: string }, signedOn = '2024-12-16') => ({
  type: 'SignAddendum' as const,
  data: { number: 1, partyId, signedOn },
});
const addendumSigned: AgreementEvent = {
  type: 'AddendumSignedByParty',
  data: { number: 1, partyId: rutanParty.partyId, signedOn: '2024-12-16', signedBy: karutan.staffId },
};
const { changes, effectiveOn } = addendum;
const amended: AgreementEvent = {
  type: 'AgreementAmended',
  data: { number: 1, changes, effectiveOn, signedOn: '2024-12-16' },
};
const halfway = [...untilSigned, addendumProposed, addendumSigned];

describe('ProposeAddendum', () => {
  it('numbers addenda in their order (R-5.5)', () => {
    given(...untilSigned)
      .when(propose(), { by: drafter })
      .then({
        type: 'AddendumProposed',
        data: { ...addendum, number: 1, proposedBy: drafter.staffId, termsVersion: 1 },
      });
    const { outcome } = given(...halfway, amended).when(propose());
    expect(outcome).toMatchObject({ events: [{ data: { number: 2 } }] });
  });

  it('waits until the one before is signed (R-5.5)', () => {
    given(...halfway)
      .when(propose())
      .thenRefuses('addendum-open');
  });

  it('amends what every party has signed (R-5.3)', () => {
    given(...untilHalfSigned)
      .when(propose())
      .thenRefuses('not-signed');
    given(...untilSigned, terminated)
      .when(propose())
      .thenRefuses('agreement-terminated');
  });

  it('takes effect before the end (R-5.7)', () => {
    given(...untilSigned)
      .when(propose({ effectiveOn: '2026-12-16' }))
      .thenRefuses('addendum-after-end');
    const lastDay = given(...untilSigned).when(propose({ effectiveOn: '2026-12-15' }));
    expect(lastDay.outcome).toMatchObject({ events: [{ type: 'AddendumProposed' }] });
  });

  it('keeps the term in its bounds (R-5.4)', () => {
    given(...untilSigned)
      .when(propose({ changes: { endsOn: '2029-12-16' } }))
      .thenRefuses('term-too-long');
    given(...untilSigned)
      .when(propose({ changes: { endsOn: '2024-12-31' } }))
      .thenRefuses('term-ends-before-start');
  });
});

describe('SignAddendum', () => {
  it('changes the agreement with the last signature (R-5.5)', () => {
    const { data } = sign(bnnkParty);
    given(...halfway)
      .when({ type: 'SignAddendum', data }, { by: kepala })
      .then({ type: 'AddendumSignedByParty', data: { ...data, signedBy: kepala.staffId } }, amended);
  });

  it('waits for the other parties (R-5.5)', () => {
    given(...untilSigned, addendumProposed)
      .when(sign(rutanParty), { by: karutan })
      .then(addendumSigned);
  });

  it('keeps the rules of signatures (R-5.3)', () => {
    const open = given(...halfway);
    open.when(sign(rutanParty), { by: karutan }).thenRefuses('party-already-signed');
    open.when(sign(bnnkParty), { by: karutan }).thenRefuses('signatory-not-authorised');
    open.when(sign(bnnkParty), { by: drafter }).thenRefuses('paper-needs-document');
    open.when(sign({ partyId: parentId }), { by: karutan }).thenRefuses('unknown-party');
    open.when(sign(bnnkParty, '2024-12-17'), { by: kepala }).thenRefuses('day-in-future');
  });

  it('is recorded from paper by who drafted the addendum (R-5.3)', () => {
    const { data } = sign(bnnkParty);
    const byKarutan = { ...addendumProposed, data: { ...addendumProposed.data, proposedBy: karutan.staffId } };
    const onPaper = { type: 'SignAddendum' as const, data: { ...data, documentSha256: digest } };
    const history = given(...untilSigned, byKarutan);
    history.when(onPaper, { by: drafter }).thenRefuses('only-drafter-records-paper');
    history.when(onPaper, { by: karutan }).then({
      type: 'AddendumSignedByParty',
      data: { ...onPaper.data, recordedBy: karutan.staffId },
    });
  });

  it('needs an open addendum of that number (R-5.5)', () => {
    given(...untilSigned)
      .when(sign(rutanParty), { by: karutan })
      .thenSays(
        'Addendum 1 does not wait for signatures, and the one that does is none: name the one that does, or propose one first.',
      );
    given(...halfway, amended)
      .when(sign(rutanParty), { by: karutan })
      .thenRefuses('addendum-not-open');
  });

  it('comes too late after the end (R-5.7)', () => {
    given(...untilSigned, addendumProposed)
      .when(sign(rutanParty, '2026-12-16'), { by: karutan, today: '2026-12-16' })
      .thenRefuses('already-expired');
  });

  it('moves the end for the rules that ask for it (R-5.4)', () => {
    const longer: AgreementEvent = {
      type: 'AgreementAmended',
      data: { number: 1, changes: { endsOn: '2027-12-15' }, effectiveOn, signedOn: '2024-12-16' },
    };
    given(...halfway, longer)
      .when({ type: 'ExpireAgreement', data: {} }, { today: '2026-12-16' })
      .thenRefuses('not-yet-ended');
  });
});

describe('an addendum that prolongs a PKS (R-5.6)', () => {
  const pks = [proposed(pksDraft), discussed, approved, signedBy(rutanParty), signedBy(bnnkParty), moUSigned];
  const longer = propose({ changes: { endsOn: '2027-06-30' } });
  const open: AgreementEvent = {
    type: 'AddendumProposed',
    data: { ...addendumProposed.data, changes: { endsOn: '2027-06-30' } },
  };

  it('must not outlive the parent, when it is proposed and when it is signed', () => {
    given(...pks)
      .when({ ...longer, facts: { parent: otherAgreement() } }, { by: drafter })
      .thenRefuses('outlives-parent');
    given(...pks, open, addendumSigned)
      .when({ ...sign(bnnkParty), facts: { parent: otherAgreement() } }, { by: kepala })
      .thenRefuses('outlives-parent');
  });

  it('cites the parent as it stood', () => {
    const parent = otherAgreement({ endsOn: '2027-06-30' });
    const { outcome } = given(...pks, open, addendumSigned).when(
      { ...sign(bnnkParty), facts: { parent } },
      { by: kepala },
    );
    expect(outcome).toMatchObject({ events: [{}, { type: 'AgreementAmended', data: { basis: [parent.basis] } }] });
    const proposal = given(...pks).when({ ...longer, facts: { parent } }, { by: drafter });
    expect(proposal.outcome).toMatchObject({ events: [{ data: { basis: [parent.basis] } }] });
  });
});
