import { without } from '#kernel';
import { acceptance, LAPAS, receiver, registration, transfer } from './inmate-for-specs.js';
import { asked } from './inmate-played-for-specs.js';

describe('InmatesIn, of somebody who is transferred', () => {
  it('is listed in both units while a transfer waits to be accepted, then where it was accepted (R-1.7)', async () => {
    const { its, list, idsOf } = asked();
    const inmateId = await its.register();
    await its.act({ type: 'TransferInmate', data: transfer }, inmateId);
    const left = { how: 'TRANSFERRED', on: '2024-12-12', toUnitId: LAPAS };
    const onTheWay = { id: inmateId, unitId: 'RUTAN-BANJARNEGARA', left, pendingTo: LAPAS, present: false };
    expect(await list()).toMatchObject([onTheWay]);
    expect(await list({ pendingTo: LAPAS }, receiver)).toMatchObject([onTheWay]);
    expect(await idsOf({ pendingTo: 'RUTAN-MAKASSAR' })).toEqual([]);
    await its.act({ type: 'AcceptTransfer', data: { ...acceptance, registerPeriod: '2025' } }, inmateId, {
      by: receiver,
    });
    const [arrived, ...others] = await list({}, receiver);
    expect(others).toEqual([]);
    expect(arrived).toMatchObject({ unitId: LAPAS, registeredOn: '2024-12-13', registerPeriod: '2025', present: true });
    expect(arrived).not.toHaveProperty('left');
    expect(arrived).not.toHaveProperty('pendingTo');
    expect(await idsOf({ pendingTo: LAPAS }, receiver)).toEqual([]);
    expect(await idsOf({})).toEqual([]);
  });

  it('says nothing of why somebody was transferred, or to which place (D8)', async () => {
    const { its, list } = asked();
    const elsewhere = { ...without(transfer, 'toUnitId'), destination: { name: 'Lapas Semarang' } };
    await its.act({ type: 'TransferInmate', data: elsewhere }, await its.register());
    expect(await list()).toMatchObject([{ left: { how: 'TRANSFERRED', on: '2024-12-12' } }]);
    expect(JSON.stringify(await list())).not.toMatch(/CAPACITY|Semarang|sealed/);
  });
});

describe('InmateWithId, of somebody who is transferred', () => {
  it('keeps the history of a record that was taken over (R-1.7)', async () => {
    const { its, one } = asked();
    const inmateId = await its.register();
    await its.act({ type: 'TransferInmate', data: transfer }, inmateId);
    const transferId = await its.last(inmateId);
    await its.act({ type: 'AcceptTransfer', data: acceptance }, inmateId, { by: receiver });
    const of = await its.last(inmateId);
    const said = { ...acceptance, registerNumber: 'BI98', acceptedOn: '2024-12-14' };
    const correction = { of, reasonCode: 'WRITTEN_WRONGLY', acceptance: said } as const;
    await its.act({ type: 'CorrectInmateEntry', data: correction }, inmateId, { by: receiver });
    const rest = { transferId, fromUnitId: 'RUTAN-BANJARNEGARA', acceptedBy: receiver.staffId, caseIds: [] };
    expect(await one(inmateId, receiver)).toMatchObject({
      registeredOn: '2024-12-14',
      registrations: [registration],
      transfers: [{ ...transfer, on: '2024-12-12' }],
      acceptances: [{ ...said, ...rest, on: '2024-12-14', earlier: [{ ...acceptance, ...rest, on: '2024-12-13' }] }],
    });
    await expect(one(inmateId)).rejects.toThrow('There is no inmate with that id.');
  });

  it('says to which place somebody was transferred, and whose record was seen', async () => {
    const { its, one } = asked();
    const inmateId = await its.register();
    const elsewhere = { ...without(transfer, 'toUnitId'), destination: { name: 'Lapas Semarang' } };
    await its.act({ type: 'TransferInmate', data: elsewhere }, inmateId);
    const said = { ...elsewhere, transferReason: 'COURT', destination: { name: 'Lapas Kedungpane' } } as const;
    const correction = { of: await its.last(inmateId), reasonCode: 'WRITTEN_WRONGLY', transfer: said } as const;
    await its.act({ type: 'CorrectInmateEntry', data: correction }, inmateId);
    expect(JSON.stringify(await its.events())).not.toMatch(/CAPACITY|COURT|Semarang|Kedungpane/);
    expect(await one(inmateId)).toMatchObject({ transfers: [{ ...said, earlier: [elsewhere] }] });
    const views = (await its.events()).filter(({ type }) => type === 'RecordsViewed');
    const about = [{ subject: await its.subjectOf(inmateId), legalBasis: 'LEGAL_DUTY' }];
    expect(views.map(({ metadata }) => metadata.about)).toEqual([about]);
  });
});
