import { acceptance, LAPAS, receiver, registrar, registration, transfer } from './inmate-for-specs.js';
import { custody, accepting, NIK, onTheWay, toElsewhere } from './inmate-played-for-specs.js';

const by = receiver;

describe('a register number of who was transferred (R-1.1, R-1.7)', () => {
  const taken = { code: 'register-number-taken' };

  it('is one inmate’s in the register of the receiving unit', async () => {
    const { its, inmateId } = await onTheWay();
    await its.register({ registerNumber: 'b.i/98' }, { by, unitId: LAPAS });
    await expect(its.act(accepting({ registerNumber: 'BI/98' }), inmateId, { by })).rejects.toMatchObject(taken);
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
    const said = { ...registration, registerNumber: 'AIII/21' };
    const correction = { of: registered?.id ?? '', reasonCode: 'WRITTEN_WRONGLY', registration: said } as const;
    await its.act({ type: 'CorrectInmateEntry', data: correction }, inmateId, { by });
    await expect(its.register({ registerNumber: 'AIII/21' })).rejects.toMatchObject(taken);
    await its.register();
    await its.register({ registerNumber: 'AIII/21' }, { by, unitId: LAPAS });
  });

  it('of the giving unit is free when it is corrected, though the receiving unit gave the same', async () => {
    const { its, inmateId } = await onTheWay();
    const [registered] = (await its.events()).filter(({ type }) => type === 'InmateRegistered');
    await its.act(accepting({ registerNumber: registration.registerNumber }), inmateId, { by });
    const said = { ...registration, registerNumber: 'AIII/21' };
    const correction = { of: registered?.id ?? '', reasonCode: 'WRITTEN_WRONGLY', registration: said } as const;
    await its.act({ type: 'CorrectInmateEntry', data: correction }, inmateId, { by });
    expect(await its.register()).not.toBe(inmateId);
  });

  it('is free again when the acceptance is corrected', async () => {
    const { its, inmateId } = await onTheWay();
    await its.act(accepting(), inmateId, { by });
    const said = { ...acceptance, registerNumber: 'BI/100' };
    const correction = { of: await its.last(inmateId), reasonCode: 'WRITTEN_WRONGLY', acceptance: said } as const;
    await its.act({ type: 'CorrectInmateEntry', data: correction }, inmateId, { by });
    await expect(its.register({ registerNumber: 'BI/100' }, { by, unitId: LAPAS })).rejects.toMatchObject(taken);
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
