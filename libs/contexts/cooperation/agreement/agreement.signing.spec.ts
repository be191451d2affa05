import type { StaffActor } from '#kernel';
import { person } from '#kernel/given-for-specs';
import {
  bnnkParty,
  cancelled,
  concluded,
  digest,
  draft,
  drafter,
  foundationParty,
  given,
  karutan,
  kepala,
  proposed,
  RUTAN,
  rutanParty,
  suspended,
  term,
  terminated,
  untilApproved,
  untilDiscussed,
  untilHalfSigned,
  untilSigned,
} from './agreement-for-specs.js';

const sign = ({ partyId }: { partyId: string }, documentSha256?: string, signedOn = '2024-12-16') => ({
  type: 'SignAgreement' as const,
  data: { partyId, signedOn, ...(documentSha256 !== undefined && { documentSha256 }) },
});
const { data: signature } = sign(rutanParty);

describe('SignAgreement', () => {
  it('is done by the head of the party who is named in the text (R-5.3)', () => {
    given(...untilApproved)
      .when(sign(rutanParty), { by: karutan })
      .then({ type: 'AgreementSignedByParty', data: { ...signature, signedBy: karutan.staffId } });
  });

  it('tells with the last party that the Nota Kesepahaman is signed, on the latest day of all (R-5.3)', () => {
    const { data } = sign(bnnkParty, undefined, '2024-12-13');
    given(...untilHalfSigned)
      .when({ type: 'SignAgreement', data }, { by: kepala })
      .then(
        { type: 'AgreementSignedByParty', data: { ...data, signedBy: kepala.staffId } },
        { type: 'MoUSigned', data: concluded },
      );
  });

  it('keeps the digest of the paper beside a signature in person', () => {
    given(...untilApproved)
      .when(sign(rutanParty, digest), { by: karutan })
      .then({
        type: 'AgreementSignedByParty',
        data: { ...signature, signedBy: karutan.staffId, documentSha256: digest },
      });
  });

  it('is recorded from paper by who drafted it, also for a signatory without an account (R-5.3)', () => {
    const parties = [rutanParty, bnnkParty, foundationParty];
    const { data } = sign(foundationParty, digest);
    given(proposed({ ...draft, parties }), ...untilApproved.slice(1))
      .when({ type: 'SignAgreement', data }, { by: drafter })
      .then({ type: 'AgreementSignedByParty', data: { ...data, recordedBy: drafter.staffId } });
  });

  it('is the same person under another login (D1)', () => {
    const is = (own: { staffId: string }) => (staffId: string | undefined) => staffId === own.staffId;
    const head = person('karutan-1-again', 'karutan', RUTAN);
    given(...untilApproved)
      .when(sign(rutanParty), { by: head, is: is(karutan) })
      .then({ type: 'AgreementSignedByParty', data: { ...signature, signedBy: head.staffId } });
    const clerk = person('kasubsi-1-again', 'kasubsi-pelayanan', RUTAN);
    given(...untilApproved)
      .when(sign(rutanParty, digest), { by: clerk, is: is(drafter) })
      .then({
        type: 'AgreementSignedByParty',
        data: { ...signature, recordedBy: clerk.staffId, documentSha256: digest },
      });
  });

  it('needs the paper when the drafter records it (R-5.3)', () => {
    given(...untilApproved)
      .when(sign(rutanParty), { by: drafter })
      .thenRefuses('paper-needs-document');
  });

  it('is not recorded from paper by anybody else (R-5.3)', () => {
    given(...untilApproved)
      .when(sign(bnnkParty, digest), { by: karutan })
      .thenRefuses('only-drafter-records-paper');
  });

  it.each<[string, StaffActor]>([
    ['of the other party', kepala],
    ['who is not named', person('karutan-2', 'karutan', RUTAN)],
    ['who no longer heads it', { ...karutan, role: 'kpr' }],
    ['who moved to another unit', { ...karutan, unitId: 'RUTAN-PURBALINGGA' }],
  ])('is not done by somebody %s (R-5.3)', (_, by) => {
    given(...untilApproved)
      .when(sign(rutanParty), { by })
      .thenRefuses('signatory-not-authorised');
  });

  it('is not done in person for a party without an account (R-5.3)', () => {
    const nobody = { ...foundationParty, signatory: { office: 'Ketua', subject: digest, name: 'Ketua' } };
    given(proposed({ ...draft, parties: [rutanParty, nobody] }), ...untilApproved.slice(1))
      .when(sign(nobody), { by: karutan })
      .thenRefuses('signatory-not-authorised');
  });

  it('waits for the approval (R-5.3)', () => {
    given(...untilDiscussed)
      .when(sign(rutanParty), { by: karutan })
      .thenRefuses('not-approved-for-signing');
  });

  it.each([
    ['a draft', untilApproved],
    ['a signed agreement', untilSigned],
  ])('is refused to who is no party of %s (R-5.3)', (_, history) => {
    given(...history)
      .when(sign(foundationParty), { by: karutan })
      .thenRefuses('unknown-party');
  });

  it.each([
    ['one signature', untilHalfSigned],
    ['all signatures', untilSigned],
  ])('is done once by each party, after %s (R-5.3)', (_, history) => {
    given(...history)
      .when(sign(rutanParty), { by: karutan })
      .thenRefuses('party-already-signed');
  });

  it('was done today at the latest (R-13.1)', () => {
    given(...untilApproved)
      .when(sign(rutanParty, undefined, '2024-12-17'), { by: karutan })
      .thenRefuses('day-in-future');
  });

  it('is too late after a cancellation', () => {
    given(...untilApproved, cancelled)
      .when(sign(rutanParty), { by: karutan })
      .thenRefuses('agreement-cancelled');
  });
});

describe('BringAgreementIntoForce', () => {
  const bring = { type: 'BringAgreementIntoForce' as const, data: {} };
  const cameIntoForce = {
    type: 'AgreementCameIntoForce' as const,
    data: { effectiveOn: term.effectiveOn, recordedBy: karutan.staffId },
  };

  it('records it from the effective day on, once (R-5.4)', () => {
    given(...untilSigned)
      .when(bring, { by: karutan })
      .then(cameIntoForce);
    given(...untilSigned, cameIntoForce)
      .when(bring)
      .then();
  });

  it('is refused outside the term (R-5.4, R-5.7)', () => {
    given(...untilSigned)
      .when(bring, { today: '2024-12-15' })
      .thenRefuses('not-yet-effective');
    given(...untilSigned)
      .when(bring, { today: '2026-12-16' })
      .thenRefuses('already-expired');
  });

  it('is refused without every signature, in a suspension and after the end (R-5.3, R-5.8, R-5.9)', () => {
    given(...untilHalfSigned)
      .when(bring)
      .thenRefuses('not-signed');
    given(...untilSigned, suspended)
      .when(bring)
      .thenRefuses('agreement-suspended');
    given(...untilSigned, terminated)
      .when(bring)
      .thenRefuses('agreement-terminated');
  });
});
