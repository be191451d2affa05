import { person } from '#kernel/given-for-specs';
import {
  annulling,
  change,
  clerk,
  karutan,
  move,
  registration,
  release,
  sourceRef,
  stranger,
  transfer,
} from './inmate-for-specs.js';
import { asked } from './inmate-played-for-specs.js';

const auditor = person('staff-auditor', 'auditor', 'INSPEKTORAT-JENDERAL');
const nik = { kind: 'NIK', country: 'ID', value: '3304010101900001' } as const;

describe('InmatesIn', () => {
  it('lists who is here and who is not, the latest first, by status and presence', async () => {
    const { its, idsOf } = asked();
    const here = await its.register();
    const left = await its.register({ registerNumber: '2', registeredOn: '2024-12-03', custodyStatus: 'B_I' });
    await its.act({ type: 'TransferInmate', data: transfer }, left);
    const duplicate = await its.register({ registerNumber: '3', registeredOn: '2024-12-01' });
    await its.act({ type: 'MarkDuplicate', data: { survivorId: here } }, duplicate);
    expect(await idsOf({})).toEqual([left, here, duplicate]);
    expect(await idsOf({ present: true })).toEqual([here]);
    expect(await idsOf({ present: false })).toEqual([left, duplicate]);
    expect(await idsOf({ status: 'B_I' })).toEqual([left]);
    expect(await idsOf({ unitId: 'RUTAN-PURBALINGGA' })).toEqual([]);
    expect(await idsOf({ limit: 1 })).toEqual([left]);
  });

  it('says what is known and names nobody', async () => {
    const { its, list } = asked();
    const here = await its.register();
    await its.act({ type: 'ChangeCustodyStatus', data: change }, here);
    const duplicate = await its.register({ registerNumber: '2', registeredOn: '2024-12-01' });
    const merge = { duplicateId: duplicate, reasonCode: 'SAME_FINGERPRINT' } as const;
    await its.act({ type: 'MergeDuplicate', data: merge }, here, { by: karutan });
    await its.act({ type: 'MarkDuplicate', data: { survivorId: here } }, duplicate);
    await its.act({ type: 'ReleaseInmate', data: release }, here);
    expect(await list()).toEqual([
      {
        id: here,
        subject: await its.subjectOf(here),
        unitId: 'RUTAN-BANJARNEGARA',
        custodyStatus: 'B_I',
        sex: 'MALE',
        registerPeriod: '2024',
        registeredOn: '2024-12-02',
        left: { how: 'RELEASED', on: '2024-12-12', releaseKind: 'PAROLE' },
        duplicateIds: [duplicate],
        annulled: false,
        present: false,
        revision: 3,
      },
      expect.objectContaining({ id: duplicate, survivorId: here, duplicateIds: [], present: false }),
    ]);
    expect(JSON.stringify(await list())).not.toMatch(/Satu|A\.III|sealed/);
  });

  it('follows a merge back', async () => {
    const { its, list } = asked();
    const here = await its.register();
    const duplicate = await its.register({ registerNumber: '2' });
    const merge = { duplicateId: duplicate, reasonCode: 'SAME_FINGERPRINT' } as const;
    await its.act({ type: 'MergeDuplicate', data: merge }, here, { by: karutan });
    await its.act({ type: 'MarkDuplicate', data: { survivorId: here } }, duplicate);
    const unmerge = { duplicateId: duplicate, reasonCode: 'DIFFERENT_PERSONS' } as const;
    await its.act({ type: 'UnmergeDuplicate', data: unmerge }, here, { by: karutan });
    await its.act({ type: 'UnmarkDuplicate', data: { survivorId: here } }, duplicate);
    for (const document of await list()) {
      expect(document).toMatchObject({ duplicateIds: [], present: true });
      expect(document).not.toHaveProperty('survivorId');
    }
  });

  it('keeps the status of the latest day, whatever is recorded late', async () => {
    const { its, list } = asked();
    const here = await its.register();
    await its.act({ type: 'ChangeCustodyStatus', data: change }, here);
    const late = { custodyStatus: 'A_IV', changedOn: '2024-12-05' } as const;
    await its.act({ type: 'ChangeCustodyStatus', data: late }, here);
    expect(await list()).toMatchObject([{ custodyStatus: 'B_I' }]);
  });

  it('is read in the unit and by who looks at a region, and by nobody else', async () => {
    const { its, idsOf, one } = asked();
    const here = await its.register();
    expect(await idsOf({}, stranger)).toEqual([]);
    expect(await idsOf({}, auditor)).toEqual([here]);
    await expect(one(here, stranger)).rejects.toThrow('There is no inmate with that id.');
  });
});

describe('InmateWithId', () => {
  it('opens what is sealed, and records whose record was seen', async () => {
    const { its, one } = asked();
    const here = await its.register({
      identityNumber: nik,
      birthDate: '1990',
      offence: 'Pasal 127',
      aliases: ['Si Contoh'],
    });
    await its.act({ type: 'ChangeCustodyStatus', data: change }, here);
    await its.act({ type: 'MoveRoom', data: move }, here);
    await its.act({ type: 'ImportCustodyFact', data: { name: 'Satu Lain', sourceRef } }, here);
    expect(await one(here)).toMatchObject({
      id: here,
      registrations: [
        {
          ...registration,
          identityNumber: nik,
          birthDate: '1990',
          offence: 'Pasal 127',
          on: '2024-12-02',
          earlier: [],
        },
      ],
      statusChanges: [change],
      moves: [move],
      imports: [{ name: 'Satu Lain', sourceRef }],
    });
    const views = (await its.events()).filter(({ type }) => type === 'RecordsViewed');
    expect(views.map(({ data }) => data)).toMatchObject([{ purpose: 'inmate', subjects: [await its.subjectOf(here)] }]);
  });

  it('shows what was said first and what is known now (D12)', async () => {
    const { its, one } = asked();
    const here = await its.register();
    const of = await its.last(here);
    const said = { ...registration, name: 'Satu Benar', registeredOn: '2024-12-01' };
    const correction = { of, reasonCode: 'LEARNED_LATER', registration: said } as const;
    await its.act({ type: 'CorrectInmateEntry', data: correction }, here);
    await its.act({ type: 'TransferInmate', data: transfer }, here);
    await its.act(annulling(await its.last(here)), here, { by: karutan });
    const shown = await one(here);
    expect(shown).toMatchObject({
      registeredOn: '2024-12-01',
      present: true,
      registrations: [
        { name: 'Satu Benar', correctionReasonCode: 'LEARNED_LATER', earlier: [{ name: 'Satu Contoh' }] },
      ],
      transfers: [{ transferReason: 'CAPACITY', annulled: { approvedBy: karutan.staffId } }],
    });
    expect(shown).not.toHaveProperty('left');
  });

  it('says who acknowledged a leaving, and what was merged', async () => {
    const { its, one } = asked();
    const here = await its.register();
    const duplicateId = await its.register({ registerNumber: '2' });
    await its.act({ type: 'MergeDuplicate', data: { duplicateId, reasonCode: 'SAME_FINGERPRINT' } }, here, {
      by: clerk,
    });
    const unmerge = { duplicateId, reasonCode: 'MERGED_BY_MISTAKE' } as const;
    await its.act({ type: 'UnmergeDuplicate', data: unmerge }, here, { by: clerk });
    const caseId = await its.openCase(here);
    await its.act({ type: 'ReleaseInmate', data: release }, here);
    const data = { changeId: await its.last(here), caseId, handling: 'CASE_EXITS' } as const;
    await its.act({ type: 'AcknowledgeCustodyChange', data }, here, { by: clerk });
    expect(await one(here)).toMatchObject({
      releases: [{ releaseKind: 'PAROLE' }],
      acknowledgements: [{ caseId, acknowledgedBy: clerk.staffId }],
      merges: [{ duplicateId, reasonCode: 'SAME_FINGERPRINT', on: '2024-12-16', recordedBy: clerk.staffId }],
      unmerges: [{ duplicateId, reasonCode: 'MERGED_BY_MISTAKE' }],
    });
  });

  it('says what is gone with the key (D8)', async () => {
    const { its, one } = asked();
    const here = await its.register();
    await its.keyring.destroy(await its.subjectOf(here));
    const { registrations } = await one(here);
    expect(registrations).toMatchObject([{ registeredOn: '2024-12-02', gone: ['identity', 'security'] }]);
    expect(JSON.stringify(registrations)).not.toContain('Satu');
  });

  it('shows an annulled registration as such', async () => {
    const { its, one } = asked();
    const here = await its.register();
    await its.act(annulling(await its.last(here)), here, { by: karutan });
    expect(await one(here)).toMatchObject({ annulled: true, present: false, custodyStatus: 'A_III' });
  });
});
