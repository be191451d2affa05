import { without } from '#kernel';
import { person } from '#kernel/given';
import {
  acceptance,
  annulling,
  entry,
  karutan,
  LAPAS,
  move,
  receiver,
  registrar,
  registration,
  stranger,
  transfer,
  UNIT,
} from './inmate-for-specs.js';
import { custody } from './inmate-told-for-specs.js';
import type { InmateCommand } from './inmate.decider.js';

const NIK = { kind: 'NIK', country: 'ID', value: '3304010101900001' } as const;
const by = receiver;
const transferring: InmateCommand = { type: 'TransferInmate', data: transfer };
const accepting = (change: Partial<typeof acceptance> = {}): InmateCommand => ({
  type: 'AcceptTransfer',
  data: { ...acceptance, ...change },
});
const toElsewhere: InmateCommand = {
  type: 'TransferInmate',
  data: { ...without(transfer, 'toUnitId'), destination: { name: 'Lapas Semarang' } },
};

/** Somebody on the way from the Rutan to the Lapas. */
async function onTheWay(rest: Partial<typeof registration> & { identityNumber?: typeof NIK } = {}) {
  const its = custody();
  const inmateId = await its.register(rest);
  await its.act(transferring, inmateId);
  return { its, inmateId, transferId: await its.last(inmateId) };
}

describe('a record that is taken over (R-1.7)', () => {
  it('is the receiving unit’s from the acceptance on, and was the giving unit’s before', async () => {
    const { its, inmateId, transferId } = await onTheWay();
    await its.act(accepting(), inmateId, { by });
    const movedOn = '2024-12-14';
    await its.act({ type: 'MoveRoom', data: { ...move, movedOn } }, inmateId, { by });
    const told = (await its.events()).filter(({ stream }) => stream === `inmate-${inmateId}`);
    expect(told.map(({ type, metadata }) => [type, metadata.unitId, metadata.on])).toEqual([
      ['InmateRegistered', UNIT, '2024-12-02'],
      ['InmateTransferred', UNIT, '2024-12-12'],
      ['InmateTransferAccepted', LAPAS, '2024-12-13'],
      ['RoomMoved', LAPAS, '2024-12-14'],
    ]);
    expect(told[2]?.data).toMatchObject({ transferId, fromUnitId: UNIT, acceptedBy: by.staffId });
  });

  it('is reached by both until it is accepted, then by the one that has it; by nobody else', async () => {
    const { its, inmateId, transferId } = await onTheWay();
    const outside = { code: 'outside-your-unit' };
    await expect(its.act(accepting(), inmateId, { by: stranger })).rejects.toMatchObject(outside);
    const reaching = its.act(accepting(), inmateId, { by: registrar });
    await expect(reaching).rejects.toMatchObject({ code: 'no-pending-transfer' });
    await its.act(accepting(), inmateId, { by });
    const correction = { of: transferId, reasonCode: 'WRITTEN_WRONGLY', transfer } as const;
    const correcting: InmateCommand = { type: 'CorrectInmateEntry', data: correction };
    await expect(its.act(correcting, inmateId, { by: registrar })).rejects.toMatchObject(outside);
    await its.act(correcting, inmateId, { by });
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
  });

  it('says why it is told late (R-13.1)', async () => {
    const its = custody();
    const inmateId = await its.register();
    await its.act({ type: 'TransferInmate', data: { ...transfer, transferredOn: '2024-12-05' } }, inmateId);
    const late = its.act(accepting({ acceptedOn: '2024-12-08' }), inmateId, { by, context: {} });
    await expect(late).rejects.toMatchObject({ code: 'late-entry-needs-reason' });
    await its.act(accepting({ acceptedOn: '2024-12-09' }), inmateId, { by, context: {} });
  });
});

describe('a register number of who was transferred (R-1.1, R-1.7)', () => {
  const taken = { code: 'register-number-taken' };

  it('is one inmate’s in the register of the receiving unit', async () => {
    const { its, inmateId } = await onTheWay();
    await its.register({ registerNumber: 'b.i/98' }, { by, unitId: LAPAS });
    await expect(its.act(accepting({ registerNumber: 'B.I/98' }), inmateId, { by })).rejects.toMatchObject(taken);
    await its.act(accepting({ registerNumber: registration.registerNumber }), inmateId, { by });
    const again = its.register({ registerNumber: registration.registerNumber }, { by, unitId: LAPAS });
    await expect(again).rejects.toMatchObject(taken);
  });

  it('is not taken by who may not accept', async () => {
    const { its, inmateId } = await onTheWay();
    await expect(its.act(accepting(), inmateId, { by: registrar })).rejects.toMatchObject({
      code: 'no-pending-transfer',
    });
    const names = (await its.events()).filter(({ type }) => type === 'ReservationTaken');
    expect(names).toHaveLength(1);
  });

  it('of the giving unit stays theirs, however it is corrected later', async () => {
    const { its, inmateId } = await onTheWay();
    const [registered] = (await its.events()).filter(({ type }) => type === 'InmateRegistered');
    await its.act(accepting(), inmateId, { by });
    await expect(its.register()).rejects.toMatchObject(taken);
    const said = { ...registration, registerNumber: 'A.III/21' };
    const correction = { of: registered?.id ?? '', reasonCode: 'WRITTEN_WRONGLY', registration: said } as const;
    await its.act({ type: 'CorrectInmateEntry', data: correction }, inmateId, { by });
    await expect(its.register({ registerNumber: 'A.III/21' })).rejects.toMatchObject(taken);
    await its.register();
    await its.register({ registerNumber: 'A.III/21' }, { by, unitId: LAPAS });
  });

  it('is free again when the acceptance is corrected', async () => {
    const { its, inmateId } = await onTheWay();
    await its.act(accepting(), inmateId, { by });
    const said = { ...acceptance, registerNumber: 'B.I/100' };
    const correction = { of: await its.last(inmateId), reasonCode: 'WRITTEN_WRONGLY', acceptance: said } as const;
    await its.act({ type: 'CorrectInmateEntry', data: correction }, inmateId, { by });
    await expect(its.register({ registerNumber: 'B.I/100' }, { by, unitId: LAPAS })).rejects.toMatchObject(taken);
    await its.register({ registerNumber: acceptance.registerNumber }, { by, unitId: LAPAS });
  });
});

describe('somebody with an identity number who is transferred (R-1.7)', () => {
  const registeredAlready = { code: 'person-already-registered' };
  const anew = { registerNumber: '2', identityNumber: NIK };
  const there = { by, unitId: LAPAS };

  it('is registered nowhere anew: on the way, and when they have arrived', async () => {
    const { its, inmateId } = await onTheWay({ identityNumber: NIK });
    for (const unit of [{}, there]) await expect(its.register(anew, unit)).rejects.toMatchObject(registeredAlready);
    await its.act(accepting(), inmateId, { by });
    for (const unit of [{}, there]) await expect(its.register(anew, unit)).rejects.toMatchObject(registeredAlready);
    const released = { releaseKind: 'PAROLE', releasedOn: '2024-12-14' } as const;
    await its.act({ type: 'ReleaseInmate', data: released }, inmateId, { by });
    await its.register(anew);
  });

  it('is known by a number that was learned on the way, too', async () => {
    const { its, inmateId } = await onTheWay();
    const sourceRef = { file: 'f'.repeat(64), row: 1 };
    await its.act({ type: 'ImportCustodyFact', data: { identityNumber: NIK, sourceRef } }, inmateId);
    await expect(its.register(anew, there)).rejects.toMatchObject(registeredAlready);
  });

  it('is not on the way by correction, when they were registered elsewhere since', async () => {
    const its = custody();
    const inmateId = await its.register({ identityNumber: NIK });
    await its.act(toElsewhere, inmateId);
    const of = await its.last(inmateId);
    const correct = (command: Partial<typeof transfer>) =>
      its.act(
        {
          type: 'CorrectInmateEntry',
          data: { of, reasonCode: 'LEARNED_LATER', transfer: { ...transfer, ...command } },
        },
        inmateId,
      );
    const two = await its.register(anew, there);
    await expect(correct({})).rejects.toMatchObject(registeredAlready);
    await its.act({ type: 'ReleaseInmate', data: { releaseKind: 'PAROLE', releasedOn: '2024-12-14' } }, two, { by });
    await correct({});
    await expect(its.register({ ...anew, registerNumber: '3' })).rejects.toMatchObject(registeredAlready);
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
