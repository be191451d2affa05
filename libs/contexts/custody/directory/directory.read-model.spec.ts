import { type StaffActor, without } from '#kernel';
import type { Page } from '#platform/projections';
import { readerOf } from '#platform/for-specs';
import type { InmateAsked } from '../inmate/inmate.record.js';
import { bothRegistered, clerk, jose, receiver, siti, warden } from './directory-for-specs.js';
import { directory, directorySearch } from './directory.read-model.js';

type Log = Awaited<ReturnType<typeof bothRegistered>>['log'];

/** What a search answers, on read models that are folded now. */
async function searching(log: Log) {
  const { engine, records } = log;
  const models = await log.models(directory);
  return (question: object, by: StaffActor = clerk) =>
    directorySearch.answer(question as never, { reader: readerOf(by), engine, models, records, today: '' }) as Promise<
      Page<{ readonly inmateId: string }>
    >;
}

const viewsIn = async (log: Log) =>
  (await log.events()).filter(({ type }) => type === 'RecordsViewed').map(({ data }) => data);

describe('DirectorySearch', () => {
  let played: Awaited<ReturnType<typeof bothRegistered>>;
  let search: Awaited<ReturnType<typeof searching>>;
  beforeEach(async () => {
    played = await bothRegistered();
    search = await searching(played.log);
  });
  const idsOf = async (question: object, by = clerk) =>
    (await search(question, by)).items.map(({ inmateId }) => inmateId);
  /** The ids that a search finds after one more command about José. */
  const after = async (by: StaffActor, command: InmateAsked) => {
    await played.send(by, command, played.jose.id);
    search = await searching(played.log);
  };
  const registrationOf = (id: string) => played.log.lastEntryOf(`inmate-${id}`);

  it('answers who it is, and nothing else that is sealed', async () => {
    expect(await search({ text: 'jose' })).toEqual({
      items: [
        {
          inmateId: played.jose.id,
          name: jose.name,
          aliases: jose.aliases,
          registerNumber: jose.registerNumber,
          custodyStatus: 'A_III',
          present: true,
        },
      ],
    });
    expect((await search({ text: 'siti' })).items).toMatchObject([{ aliases: [] }]);
  });

  it.each<[string, object]>([
    ['the beginning of a name', { text: 'san jos' }],
    ['a name with or without its diacritics and apostrophes', { text: "JOSÉ MA'RUF" }],
    ['an alias', { text: 'kancil' }],
    ['words of a name and of an alias together', { text: 'santoso kanc' }],
    ['a register number, however it is written', { number: 'a-iii/12.2024' }],
    ['the end of a register number', { number: '12/2024' }],
    ['an identity number, however it is written', { number: '3304.0112.0389.0002' }],
    ['the end of an identity number', { number: '0002' }],
    ['both', { text: 'jose', number: '890002' }],
  ])('finds by %s', async (_, question) => {
    expect(await idsOf(question)).toEqual([played.jose.id]);
  });

  it.each<[string, object]>([
    ['a word that is not of the name', { text: 'jose siti' }],
    ['a name and the number of another', { text: 'jose', number: siti.registerNumber }],
    ['the beginning of a number', { number: '3304' }],
    ['a number as if it were a name', { text: '3304011203890002' }],
    ['a day of birth', { number: '19890312' }],
  ])('does not find by %s', async (_, question) => {
    expect(await idsOf(question)).toEqual([]);
  });

  it.each<[string, object]>([
    ['nothing-to-search', {}],
    ['nothing-to-search', { limit: 3 }],
    ['too-short-to-search', { text: 'jo' }],
    ['too-short-to-search', { text: " j - o' " }],
    ['too-short-to-search', { number: '1/2' }],
    ['too-short-to-search', { text: 'jose', number: '2' }],
  ])('refuses as %s: %j', async (code, question) => {
    await expect(search(question)).rejects.toMatchObject({ code });
    expect(await viewsIn(played.log)).toEqual([]);
  });

  it('shows to each unit its own people only', async () => {
    for (const stranger of [
      { ...clerk, unitId: 'RUTAN-WONOSOBO' },
      { ...clerk, role: 'asesor-bnnk', unitId: 'BNNK-PURBALINGGA' },
    ]) {
      expect(await idsOf({ text: 'jose' }, stranger)).toEqual([]);
    }
    expect(await viewsIn(played.log)).toEqual([]);
  });

  it('records once whom it shows, and nothing when it shows nobody', async () => {
    await search({ text: 'nobody' });
    expect(await viewsIn(played.log)).toEqual([]);
    expect(await idsOf({ text: 'sant' })).toHaveLength(2);
    const subjects = [played.jose.subject, played.siti.subject].sort();
    expect(await viewsIn(played.log)).toMatchObject([{ purpose: 'directory-search', subjects }]);
  });

  it('goes page by page, and records each', async () => {
    const first = await search({ text: 'sant', limit: 1 });
    const second = await search({ text: 'sant', limit: 1, after: first.next ?? '' });
    expect(new Set([...first.items, ...second.items].map(({ inmateId }) => inmateId)).size).toBe(2);
    expect(second.next).toBeUndefined();
    expect(await viewsIn(played.log)).toHaveLength(2);
    await expect(search({ text: 'jose', after: first.next ?? '' })).rejects.toMatchObject({ code: 'bad-cursor' });
  });

  it('shows the number and status that are the latest, and finds by the earlier number too', async () => {
    const sentenced = { custodyStatus: 'B_I', changedOn: '2024-12-02', registerNumber: 'BI99/2024' } as const;
    await after(clerk, { type: 'ChangeCustodyStatus', data: { ...sentenced, registerPeriod: '2024' } });
    const late = { custodyStatus: 'A_IV', changedOn: '2024-11-20' } as const;
    await after(clerk, { type: 'ChangeCustodyStatus', data: late });
    for (const number of ['B.I 99/2024', jose.registerNumber]) {
      expect((await search({ number })).items).toMatchObject([
        { name: jose.name, registerNumber: 'BI99/2024', custodyStatus: 'B_I' },
      ]);
    }
  });

  it('shows the name that a row of the national system says, and finds by both', async () => {
    const sourceRef = { file: 'f'.repeat(64), row: 1 };
    await after(clerk, { type: 'ImportCustodyFact', data: { name: 'Yosef Santoso', sourceRef } });
    for (const text of ['yosef', 'jose']) {
      expect((await search({ text })).items).toMatchObject([
        { name: 'Yosef Santoso', aliases: jose.aliases, registerNumber: jose.registerNumber },
      ]);
    }
  });

  it('forgets what a correction takes back (D12)', async () => {
    const of = await registrationOf(played.jose.id);
    const registration = { ...without(jose, 'aliases'), name: 'Yosef Santoso', registerNumber: 'AIII13/2024' };
    await after(clerk, { type: 'CorrectInmateEntry', data: { of, reasonCode: 'WRITTEN_WRONGLY', registration } });
    expect(await idsOf({ text: 'jose' })).toEqual([]);
    expect(await idsOf({ text: 'kancil' })).toEqual([]);
    expect(await idsOf({ number: 'A.III 12/2024' })).toEqual([]);
    expect((await search({ text: 'yosef' })).items).toMatchObject([
      { name: 'Yosef Santoso', aliases: [], registerNumber: 'AIII13/2024' },
    ]);
  });

  it('shows what was said last when a registration is corrected after an import', async () => {
    const of = await registrationOf(played.jose.id);
    const sourceRef = { file: 'f'.repeat(64), row: 1 };
    await after(clerk, { type: 'ImportCustodyFact', data: { name: 'Yosef Santoso', sourceRef } });
    const registration = { ...jose, name: 'Yusuf Santoso' };
    await after(clerk, { type: 'CorrectInmateEntry', data: { of, reasonCode: 'LEARNED_LATER', registration } });
    expect((await search({ text: 'yosef' })).items).toMatchObject([{ name: 'Yusuf Santoso' }]);
  });

  it('forgets what an annulment takes back, and in the end the record (D12)', async () => {
    const registration = await registrationOf(played.jose.id);
    const sourceRef = { file: 'f'.repeat(64), row: 1 };
    await after(clerk, { type: 'ImportCustodyFact', data: { name: 'Yosef Santoso', sourceRef } });
    const imported = await registrationOf(played.jose.id);
    const annul = (of: string): InmateAsked => ({
      type: 'AnnulInmateEntry',
      data: { of, reasonCode: 'WRONG_RECORD' },
    });
    await after(warden, annul(imported));
    expect(await idsOf({ text: 'yosef' })).toEqual([]);
    expect((await search({ text: 'jose' })).items).toMatchObject([{ name: jose.name }]);
    await after(warden, annul(registration));
    expect(await idsOf({ text: 'sant' })).toEqual([played.siti.id]);
  });

  it('says who has left, until that is annulled', async () => {
    const data = { releaseKind: 'COURT_ORDER', releasedOn: '2024-12-10' } as const;
    await after(clerk, { type: 'ReleaseInmate', data });
    expect((await search({ text: 'jose' })).items).toMatchObject([{ present: false }]);
    const of = await registrationOf(played.jose.id);
    await after(warden, { type: 'AnnulInmateEntry', data: { of, reasonCode: 'DID_NOT_HAPPEN' } });
    expect((await search({ text: 'jose' })).items).toMatchObject([{ present: true }]);
    const move = { transferReason: 'COURT', transferredOn: '2024-12-11', destination: { name: 'Lapas' } } as const;
    await after(clerk, { type: 'TransferInmate', data: move });
    expect((await search({ text: 'jose' })).items).toMatchObject([{ present: false }]);
  });

  it('finds who was transferred in both units until it is accepted, then in the one that has them (R-1.7)', async () => {
    const transfer = { transferReason: 'COURT', transferredOn: '2024-12-10', toUnitId: receiver.unitId } as const;
    await after(clerk, { type: 'TransferInmate', data: transfer });
    const onTheWay = { registerNumber: jose.registerNumber, present: false, pendingTo: receiver.unitId };
    for (const by of [clerk, receiver]) {
      expect((await search({ text: 'jose' }, by)).items).toMatchObject([onTheWay]);
    }
    const accepted = { registerNumber: 'BI99/2024', registerPeriod: '2024', acceptedOn: '2024-12-11' };
    await after(receiver, { type: 'AcceptTransfer', data: accepted });
    expect(await idsOf({ text: 'jose' })).toEqual([]);
    for (const question of [{ text: 'jose' }, { number: 'B.I 99/2024' }, { number: jose.registerNumber }]) {
      const [found] = (await search(question, receiver)).items;
      expect(found).toMatchObject({ registerNumber: 'BI99/2024', custodyStatus: 'A_III', present: true });
      expect(found).not.toHaveProperty('pendingTo');
    }
    const of = await registrationOf(played.jose.id);
    const said = { ...accepted, registerNumber: 'BI100/2024' };
    const correction = { of, reasonCode: 'WRITTEN_WRONGLY', acceptance: said } as const;
    await after(receiver, { type: 'CorrectInmateEntry', data: correction });
    expect(await idsOf({ number: 'B.I 99/2024' }, receiver)).toEqual([]);
    expect((await search({ number: 'B.I 100/2024' }, receiver)).items).toMatchObject([{ inmateId: played.jose.id }]);
    const status = { custodyStatus: 'B_I', changedOn: '2024-12-12' } as const;
    await after(receiver, { type: 'ChangeCustodyStatus', data: status });
    expect((await search({ text: 'jose' }, receiver)).items).toMatchObject([
      { registerNumber: 'BI100/2024', custodyStatus: 'B_I' },
    ]);
  });

  it('stays with the unit that gives it, when the transfer is annulled (R-1.7)', async () => {
    const transfer = { transferReason: 'COURT', transferredOn: '2024-12-10', toUnitId: receiver.unitId } as const;
    await after(clerk, { type: 'TransferInmate', data: transfer });
    const of = await registrationOf(played.jose.id);
    await after(warden, { type: 'AnnulInmateEntry', data: { of, reasonCode: 'DID_NOT_HAPPEN' } });
    expect((await search({ text: 'jose' })).items).toMatchObject([{ present: true }]);
    expect(await idsOf({ text: 'jose' }, receiver)).toEqual([]);
  });

  it('names the record that stands for a duplicate, until it is unmerged', async () => {
    const data = { survivorId: played.siti.id };
    await after(warden, { type: 'MarkDuplicate', data });
    expect((await search({ text: 'jose' })).items).toMatchObject([{ survivorId: played.siti.id }]);
    await after(warden, { type: 'UnmarkDuplicate', data });
    expect((await search({ text: 'jose' })).items[0]).not.toHaveProperty('survivorId');
  });

  it('shows whose key was destroyed as gone, and no longer finds them once the directory is built again (D8)', async () => {
    await played.log.keyring.destroy(played.jose.subject);
    const shown = { inmateId: played.jose.id, aliases: [], custodyStatus: 'A_III', present: true, gone: ['identity'] };
    expect((await search({ text: 'jose' })).items).toEqual([shown]);
    search = await searching(played.log);
    expect(await idsOf({ text: 'jose' })).toEqual([]);
    expect(await idsOf({ number: jose.registerNumber })).toEqual([]);
    expect(await idsOf({ text: 'sant' })).toEqual([played.siti.id]);
  });
});
