import { foldAll, id } from '#kernel';
import type { Given } from '#kernel/given-for-specs';
import type { AgreementEvent } from '#contracts/cooperation/agreement.events';
import {
  addendum,
  addendumProposed,
  approved,
  BNNK,
  bnnkParty,
  cancelled,
  draft,
  drafter,
  evaluated,
  foundationParty,
  karutan,
  proposed,
  returned,
  RUTAN,
  rutanParty,
  scope,
  signedBy,
  successorId,
  suspended,
  term,
  terminated,
  untilApproved,
  untilDiscussed,
  untilHalfSigned,
  untilSigned,
  agreementId,
  projected,
} from './agreement-for-specs.js';
import { agreementRegister } from './agreements.read-model.js';

const given = (...events: Given<AgreementEvent>[]) => foldAll(agreementRegister, projected(events)).get(agreementId);
const resumed: AgreementEvent = {
  type: 'AgreementResumed',
  data: { resumedOn: '2024-12-16', resumedBy: karutan.staffId },
};

describe('agreement-register', () => {
  it('begins with the proposal, without the names of signatories', () => {
    const entry = given(proposed({ ...draft, parties: [rutanParty, foundationParty] }));
    const { signatory, ...party } = foundationParty;
    expect(entry).toEqual({
      agreementId,
      kind: 'NOTA_KESEPAHAMAN',
      title: draft.title,
      status: 'DRAFTED',
      ownerUnitId: RUTAN,
      units: [RUTAN],
      parties: [
        {
          partyId: rutanParty.partyId,
          institution: rutanParty.institution,
          unitId: RUTAN,
          address: rutanParty.address,
          office: 'Kepala Rutan',
        },
        { ...party, office: 'Ketua' },
      ],
      scope,
      services: ['SOCIAL_REHABILITATION'],
      ...term,
      clauses: draft.clauses,
      signatures: [],
      dated: [],
      addenda: [],
      remarks: [],
      revision: 0,
    });
    expect(JSON.stringify(entry)).not.toContain(signatory.name);
  });

  it('is seen by the owner and by the units of the parties, as revised', () => {
    expect(given(proposed())?.units).toEqual([RUTAN, BNNK]);
    const revision: AgreementEvent = {
      type: 'AgreementDraftRevised',
      data: { parties: [rutanParty, foundationParty], revisedBy: drafter.staffId, termsVersion: 1 },
    };
    expect(given(proposed(), revision)?.units).toEqual([RUTAN]);
  });

  it('replaces what a revision names and keeps the rest', () => {
    const [first, ...others] = draft.clauses;
    const clause = { article: 'TITLE' as const, text: 'Judul baru' };
    const entry = given(proposed(), {
      type: 'AgreementDraftRevised',
      data: {
        title: 'Judul baru',
        scope: addendum.changes.scope,
        term: { ...term, endsOn: '2025-12-15' },
        clauses: [clause],
        revisedBy: drafter.staffId,
        termsVersion: 1,
      },
    });
    expect(first?.article).toBe('TITLE');
    expect(entry).toMatchObject({
      title: 'Judul baru',
      services: ['SOCIAL_REHABILITATION', 'URINE_TEST'],
      endsOn: '2025-12-15',
      clauses: [...others, clause],
      revision: 1,
    });
  });

  it.each<[string, Given<AgreementEvent>[]]>([
    ['UNDER_DISCUSSION', untilDiscussed],
    ['RETURNED', [...untilDiscussed, returned]],
    ['APPROVED_FOR_SIGNING', untilApproved],
    ['PARTIALLY_SIGNED', untilHalfSigned],
    ['SIGNED', untilSigned],
    ['SUSPENDED', [...untilSigned, suspended]],
    ['SIGNED', [...untilSigned, suspended, resumed]],
    ['TERMINATED', [...untilSigned, terminated]],
    ['CANCELLED', [...untilHalfSigned, cancelled]],
  ])('says %s', (status, history) => {
    expect(given(...history)?.status).toBe(status);
  });

  it('tells when it was suspended only while it is', () => {
    expect(given(...untilSigned, suspended)?.suspendedOn).toBe('2024-12-16');
    expect(given(...untilSigned, suspended, resumed)).not.toHaveProperty('suspendedOn');
    expect(given(...untilSigned, suspended, terminated)).not.toHaveProperty('suspendedOn');
  });

  it('takes scope and end of an addendum that every party signed, and not before', () => {
    const { changes, effectiveOn } = addendum;
    const open = [...untilSigned, addendumProposed];
    const amended: AgreementEvent = {
      type: 'AgreementAmended',
      data: { number: 1, changes: { ...changes, endsOn: '2027-12-15' }, effectiveOn, signedOn: '2025-01-01' },
    };
    const signature: AgreementEvent = {
      type: 'AddendumSignedByParty',
      data: { number: 1, partyId: bnnkParty.partyId, signedOn: '2025-01-01' },
    };
    expect(given(...open, signature)).toMatchObject({
      services: ['SOCIAL_REHABILITATION'],
      addenda: [{ number: 1, isSigned: false, signatures: [{ partyId: bnnkParty.partyId, signedOn: '2025-01-01' }] }],
    });
    expect(given(...open, signature, amended)).toMatchObject({
      services: ['SOCIAL_REHABILITATION', 'URINE_TEST'],
      endsOn: '2027-12-15',
      addenda: [{ number: 1, title: addendum.title, isSigned: true }],
    });
  });

  it('names signatures, evaluation, successor and the day of a termination', () => {
    const renewed: AgreementEvent = {
      type: 'AgreementRenewed',
      data: { successorId, renewedOn: '2024-12-16', renewedBy: karutan.staffId, basis: [] },
    };
    expect(given(...untilSigned, evaluated, renewed, terminated)).toMatchObject({
      signatures: [rutanParty, bnnkParty].map(({ partyId }) => ({ partyId, signedOn: '2024-12-16' })),
      evaluatedOn: '2024-12-16',
      successorId,
      terminatedOn: '2025-01-15',
    });
  });

  const sealOf = (type: AgreementEvent['type'], revision: number) => {
    const of = { stream: `agreement-${agreementId}`, id: id('spec', type, revision), type, v: 1, path: '' };
    const seal = { s: agreementId, c: 'narrative' as const, k: agreementId, iv: 'a', ct: 'b' };
    return { ...seal, of, as: { type, v: 1 } };
  };

  it('keeps remarks sealed, each with the event it is of and the day it was made (D1, D8)', () => {
    const seal = sealOf('AgreementReturned', 2);
    const sealed = { ...returned, data: { returnedBy: karutan.staffId, sealed: [seal] }, by: karutan };
    const events = projected([...untilDiscussed, sealed as unknown as typeof returned, signedBy(rutanParty)]);
    const earlier = events.map((event) => ({ ...event, metadata: { ...event.metadata, on: '2024-12-13' } }));
    const { recordedAt } = events[2]?.metadata ?? {};
    expect(foldAll(agreementRegister, earlier).get(agreementId)?.remarks).toEqual([
      { type: 'AgreementReturned', on: '2024-12-13', recordedAt, by: karutan.staffId, sealed: [seal] },
    ]);
  });

  it('names number and digest of what was approved, and keeps the place sealed (D8, D10)', () => {
    const { number, textSha256, approvedBy } = approved.data;
    const seal = sealOf('AgreementApprovedForSigning', 2);
    const sealed = { ...approved, data: { number, textSha256, approvedBy, sealed: [seal] }, by: karutan };
    const entry = given(...untilDiscussed, sealed as unknown as typeof approved, signedBy(rutanParty));
    expect(entry).toMatchObject({ number, textSha256, remarks: [] });
    expect(entry?.approval).toEqual({ on: '2024-12-16', by: karutan.staffId, sealed: [seal] });
    expect(given(...untilDiscussed)).not.toHaveProperty('approval');
  });
});
