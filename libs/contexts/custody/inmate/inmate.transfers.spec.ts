import { person } from '#kernel/given-for-specs';
import {
  acceptance,
  annulling,
  correcting,
  entry,
  karutan,
  LAPAS,
  move,
  receiver,
  registrar,
  stranger,
  transfer,
  UNIT,
} from './inmate-for-specs.js';
import { custody, accepting, onTheWay, toElsewhere, transferring } from './inmate-played-for-specs.js';

const by = receiver;

describe('a record that is taken over (R-1.7)', () => {
  it('is the receiving unit’s from the acceptance on, and was the giving unit’s before', async () => {
    const { its, inmateId, transferId } = await onTheWay();
    await its.act(accepting(), inmateId, { by });
    const movedOn = '2024-12-14';
    await its.act({ type: 'MoveRoom', data: { ...move, movedOn } }, inmateId, { by });
    const recorded = (await its.events()).filter(({ stream }) => stream === `inmate-${inmateId}`);
    expect(recorded.map(({ type, metadata }) => [type, metadata.unitId, metadata.on])).toEqual([
      ['InmateRegistered', UNIT, '2024-12-02'],
      ['InmateTransferred', UNIT, '2024-12-12'],
      ['InmateTransferAccepted', LAPAS, '2024-12-13'],
      ['RoomMoved', LAPAS, '2024-12-14'],
    ]);
    expect(recorded[2]?.data).toMatchObject({ transferId, fromUnitId: UNIT, acceptedBy: by.staffId });
  });

  it('is reached by both until it is accepted, then by the one that has it; by nobody else', async () => {
    const { its, inmateId, transferId } = await onTheWay();
    const outside = { code: 'outside-your-unit' };
    await expect(its.act(accepting(), inmateId, { by: stranger })).rejects.toMatchObject(outside);
    const reaching = its.act(accepting(), inmateId, { by: registrar });
    await expect(reaching).rejects.toMatchObject({ code: 'no-pending-transfer' });
    await its.act(accepting(), inmateId, { by });
    const correction = correcting(transferId, { transfer });
    await expect(its.act(correction, inmateId, { by: registrar })).rejects.toMatchObject(outside);
    await its.act(correction, inmateId, { by });
  });

  it('stays where it is when the transfer is annulled', async () => {
    const { its, inmateId, transferId } = await onTheWay();
    await its.act(annulling(transferId), inmateId, { by: karutan });
    await expect(its.act(accepting(), inmateId, { by })).rejects.toMatchObject({ code: 'outside-your-unit' });
    await its.act({ type: 'MoveRoom', data: move }, inmateId);
  });

  it('brings the cases that are not closed, and says whose they are (D1)', async () => {
    const its = custody();
    const [inmateId, other] = [await its.register(), await its.register({ registerNumber: '2' })];
    const first = await its.openCase(inmateId);
    await its.closeCase(inmateId, first);
    const second = await its.openCase(inmateId, { episode: 2 });
    await its.openCase(other);
    await its.act(transferring, inmateId);
    await its.act(accepting(), inmateId, { by });
    const accepted = (await its.events()).at(-1);
    const subject = await its.subjectOf(inmateId);
    const about = [{ subject, caseId: second, legalBasis: 'LEGAL_DUTY' }];
    expect(accepted).toMatchObject({ data: { caseIds: [second] }, metadata: { about } });
    const correction = { of: accepted?.id ?? '', reasonCode: 'WRITTEN_WRONGLY', acceptance } as const;
    await its.act({ type: 'CorrectInmateEntry', data: correction }, inmateId, { by });
    expect((await its.events()).at(-1)).toMatchObject({ data: { entry: { caseIds: [second] } }, metadata: { about } });
  });

  it('brings a case that was reopened, and none where there is none', async () => {
    const its = custody();
    const [inmateId, other] = [await its.register(), await its.register({ registerNumber: '2' })];
    const caseId = await its.openCase(inmateId);
    const subject = await its.subjectOf(inmateId);
    await its.closeCase(inmateId, caseId);
    const reopened = { subject, reopenedOn: '2024-12-11', reasonCode: 'RETURNED', note: 'x' } as const;
    const data = { ...reopened, approvedBy: karutan.staffId };
    await its.turnCase(caseId, { type: 'RehabCaseReopened', data });
    for (const one of [inmateId, other]) await its.act(transferring, one);
    await its.act(accepting(), inmateId, { by });
    expect((await its.events()).at(-1)?.data).toMatchObject({ caseIds: [caseId] });
    await its.act(accepting({ registerNumber: '2' }), other, { by });
    expect((await its.events()).at(-1)).toMatchObject({
      data: { caseIds: [] },
      metadata: { about: [{ subject: await its.subjectOf(other), legalBasis: 'LEGAL_DUTY' }] },
    });
  });

  it('is answered as the first time when the acceptance is repeated', async () => {
    const { its, inmateId } = await onTheWay();
    const key = entry.accepted;
    const first = await its.act(accepting(), inmateId, { by, key });
    expect(await its.act(accepting(), inmateId, { by, key })).toEqual({ ...first, replayed: true });
    expect(await its.typesOf(inmateId)).toHaveLength(3);
  });

  it('is taken over on a day of the receiving unit, in time (R-13.1)', async () => {
    const its = custody(() => new Date('2024-12-16T15:30:00.000Z')); // 22:30 in Banjarnegara, 00:30 on the 17th in Jayapura
    const inmateId = await its.register();
    await its.act({ type: 'TransferInmate', data: { ...transfer, toUnitId: 'RUTAN-JAYAPURA' } }, inmateId);
    const there = { by: person('staff-jayapura', 'petugas-registrasi', 'RUTAN-JAYAPURA') };
    const early = its.act(accepting({ acceptedOn: '2024-12-18' }), inmateId, there);
    await expect(early).rejects.toMatchObject({ code: 'day-in-future' });
    await its.act(accepting({ acceptedOn: '2024-12-17' }), inmateId, { ...there, context: {} });
    expect((await its.events()).at(-1)?.metadata).toMatchObject({ on: '2024-12-17', zone: 'Asia/Jayapura' });
    const said = { acceptance: { ...acceptance, acceptedOn: '2024-12-18' } };
    const corrected = its.act(correcting(await its.last(inmateId), said), inmateId, there);
    await expect(corrected).rejects.toMatchObject({ code: 'day-in-future' });
  });

  it('says why it is recorded late (R-13.1)', async () => {
    const its = custody();
    const inmateId = await its.register();
    await its.act({ type: 'TransferInmate', data: { ...transfer, transferredOn: '2024-12-05' } }, inmateId);
    const late = its.act(accepting({ acceptedOn: '2024-12-08' }), inmateId, { by, context: {} });
    await expect(late).rejects.toMatchObject({ code: 'late-entry-needs-reason' });
    await its.act(accepting({ acceptedOn: '2024-12-09' }), inmateId, { by, context: {} });
  });
});

describe('what a transfer says (D8)', () => {
  it('hides why, and a place that is no unit here', async () => {
    const its = custody();
    const [inmateId, other] = [await its.register(), await its.register({ registerNumber: '2' })];
    await its.act(transferring, inmateId);
    await its.act(toElsewhere, other);
    const stored = (await its.events()).filter(({ type }) => type === 'InmateTransferred');
    expect(JSON.stringify(stored)).not.toMatch(/CAPACITY|Semarang/);
    const sealed = ({ s, c }: { s: string; c: string }) => ({ s, c });
    const [toUnit, elsewhere] = stored.map(({ data }) => data as unknown as StoredTransfer);
    expect(toUnit?.sealed.map(sealed)).toEqual([{ s: await its.subjectOf(inmateId), c: 'health' }]);
    expect(elsewhere?.sealed.map(sealed)).toEqual([{ s: await its.subjectOf(other), c: 'health' }]);
    expect(elsewhere?.destination?.sealed.map(sealed)).toEqual([{ s: other, c: 'security' }]);
    expect(toUnit?.sealed[0]?.ct.length).toBe(elsewhere?.sealed[0]?.ct.length);
  });
});

interface Sealed {
  readonly sealed: readonly { readonly s: string; readonly c: string; readonly ct: string }[];
}
type StoredTransfer = Sealed & { readonly destination?: Sealed };
