import { randomUUID } from 'node:crypto';
import { approval, BNNK, digestOf, draft, drafter, karutan, kepala, pksDraft } from './agreement-for-specs.js';
import { cooperation } from './agreement-played-for-specs.js';

describe('handleAgreement', () => {
  it('signs a Nota Kesepahaman with the last signature, in the same batch', async () => {
    const { signed, events } = cooperation();
    const history = await events(await signed(draft));
    expect(history.slice(-2).map(({ type }) => type)).toEqual(['AgreementSignedByParty', 'MoUSigned']);
  });

  it('is open to the other party, and to nobody else', async () => {
    const { signed, sent } = cooperation();
    const agreementId = await signed(draft);
    const evaluate = { type: 'EvaluateAgreement', data: { evaluatedOn: '2024-12-16', outcome: 'CONTINUE' } } as const;
    await expect(sent(evaluate, { ...kepala, unitId: 'BNNK-CILACAP' }, agreementId)).rejects.toMatchObject({
      code: 'outside-your-unit',
    });
    expect(await sent(evaluate, { ...kepala, unitId: BNNK }, agreementId)).toMatchObject({ revision: 6 });
  });

  it('rests a PKS on its parent as the store knows it, and cites its head (R-5.6, D12)', async () => {
    const { signed, events } = cooperation();
    const parentAgreementId = await signed(draft);
    const head = (await events(parentAgreementId)).at(-1);
    const pks = await events(await signed({ ...pksDraft, parentAgreementId }));
    const { hash } = head?.metadata as { hash: string };
    const basis = [{ stream: `agreement-${parentAgreementId}`, revision: head?.revision, hash }];
    expect(
      pks.filter(({ data }) => 'basis' in (data as object)).map(({ type, data }) => ({ type, ...(data as object) })),
    ).toMatchObject([
      { type: 'AgreementProposed', basis },
      { type: 'AgreementApprovedForSigning', basis },
      { type: 'PksSigned', basis },
    ]);
  });

  it('finds no parent where there is none, nor one that was never signed (R-5.6)', async () => {
    const { sent } = cooperation();
    const propose = (parentAgreementId: string) =>
      sent({ type: 'ProposeAgreement', data: { ...pksDraft, parentAgreementId } }, drafter);
    const { id: unsigned } = await sent({ type: 'ProposeAgreement', data: draft }, drafter);
    await expect(propose(randomUUID())).rejects.toMatchObject({ code: 'parent-not-found', rule: 'R-5.6' });
    await expect(propose(unsigned)).rejects.toMatchObject({ code: 'parent-not-in-force' });
    await sent({ type: 'CancelAgreement', data: { reasonCode: 'REPLACED' } }, karutan, unsigned);
    await expect(propose(unsigned)).rejects.toMatchObject({ code: 'parent-not-in-force' });
  });

  it('does not believe a parent whose history was altered (D6)', async () => {
    const { store, signed, sent } = cooperation();
    const parentAgreementId = await signed(draft);
    store.tamper(`agreement-${parentAgreementId}`, 5, (event) => ({
      ...event,
      data: { ...(event.data as object), endsOn: '2029-12-15' },
    }));
    await expect(
      sent({ type: 'ProposeAgreement', data: { ...pksDraft, parentAgreementId } }, drafter),
    ).rejects.toMatchObject({ reason: 'it is not what was written' });
  });

  it('renews by an agreement that was signed, never by itself (R-5.7)', async () => {
    const { signed, sent, events } = cooperation();
    const agreementId = await signed(draft);
    const successorId = await signed(draft);
    const renew = (by: string) =>
      sent({ type: 'RenewAgreement', data: { successorId: by, renewedOn: '2024-12-16' } }, karutan, agreementId);
    const evaluation = { evaluatedOn: '2024-12-16', outcome: 'CONTINUE' } as const;
    await sent({ type: 'EvaluateAgreement', data: evaluation }, karutan, agreementId);
    await expect(renew(agreementId)).rejects.toMatchObject({ code: 'successor-is-itself' });
    await expect(renew(randomUUID())).rejects.toMatchObject({ code: 'successor-not-found' });
    await renew(successorId);
    expect((await events(agreementId)).at(-1)).toMatchObject({
      type: 'AgreementRenewed',
      data: { successorId, basis: [{ stream: `agreement-${successorId}`, revision: 5 }] },
    });
  });

  it('repeats number and digest where it is signed, and seals the place (D8, D10)', async () => {
    const { signed, events } = cooperation();
    const history = await events(await signed(draft));
    const named = { number: approval.number, textSha256: digestOf() };
    const naming = history.filter(({ data }) => 'textSha256' in (data as object));
    expect(naming).toMatchObject([
      { type: 'AgreementApprovedForSigning', data: named },
      { type: 'MoUSigned', data: named },
    ]);
    expect(JSON.stringify(history)).not.toContain(approval.place);
  });
});
