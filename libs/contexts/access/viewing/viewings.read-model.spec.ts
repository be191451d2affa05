import { developmentGrantOf } from '#contracts/access/grants';
import { id } from '#kernel';
import { person } from '#kernel/given-for-specs';
import {
  type AccessForSpecs,
  accessForSpecs,
  type Asks,
  BNNK,
  NURSE,
  outcome,
  RUTAN,
} from '../staff/staff-for-specs.js';

const NOBODY = '00000000-0000-4000-8000-000000000000';

interface Viewing {
  readonly staffId: string;
  readonly grantId: string;
  readonly subjects: readonly string[];
  readonly purpose: string;
  readonly ground: string;
  readonly count: number;
  readonly sentences: { readonly english: string; readonly indonesian: string };
}

let access: AccessForSpecs;
let [siti, ana]: [string, string] = ['', ''];
let counsellor: Asks;
let dpo: Asks;

beforeAll(async () => {
  access = await accessForSpecs();
  const agency = await access.as('kepala-bnnk', BNNK);
  siti = await access.register();
  ana = await access.register({ ...NURSE, name: 'Ana', role: 'asesor-bnnk', unitId: BNNK }, agency);
  counsellor = await access.as('asesor-bnnk', BNNK, 'ana');
  dpo = await access.as('dpo', 'INSPEKTORAT-JENDERAL');
  await access.link(ana, 'ana', agency);
  await counsellor(`/staff?unitId=${RUTAN}`);
  await counsellor('/me');
});
afterAll(() => access.close());

const seen = async (query: string, by = dpo) =>
  ((await by(`/audit/access${query}`)).body as { items: readonly Viewing[] }).items;

describe('who saw what', () => {
  it('is listed newest first: of whom, by whom, for what, on what ground, and as a sentence', async () => {
    const [own, named] = (await seen(`?actor=${ana}`)).slice(0, 2);
    expect(own).toMatchObject({ staffId: ana, subjects: [ana], purpose: 'own-record', ground: 'OWN_RECORD', count: 1 });
    expect(named).toMatchObject({ staffId: ana, subjects: [siti], purpose: 'staff', ground: 'ROLE_IN_UNIT', count: 1 });
    expect(named?.grantId).toBe(developmentGrantOf('asesor-bnnk', BNNK));
    expect(named?.sentences.english).toMatch(
      /^At \d{4}-\S+ a asesor-bnnk of BNNK-PURBALINGGA opened 1 sealed text of 1 subject for staff, because their role in their unit lets them\.$/,
    );
    expect(named?.sentences.indonesian).toContain('membuka 1 isi tersegel dari 1 subjek untuk staff');
  });

  it('is asked for by subject and by time', async () => {
    expect((await seen(`?subject=${siti}`)).map(({ purpose }) => purpose)).toContain('staff');
    expect(await seen(`?subject=${NOBODY}`)).toEqual([]);
    expect(await seen(`?subject=${siti}&to=2024-01-01T00:00:00.000Z`)).toEqual([]);
    expect((await seen(`?actor=${ana}&from=2024-01-01T00:00:00.000Z`)).length).toBeGreaterThan(1);
    const soon = new Date(Date.now() + 3_600_000).toISOString().replace('Z', '');
    const [earlier, later] = [encodeURIComponent(`${soon}+14:00`), encodeURIComponent(`${soon}-12:00`)]; // of an hour from now, said elsewhere
    expect(await seen(`?actor=${ana}&to=${earlier}`)).toEqual([]);
    expect((await seen(`?actor=${ana}&to=${later}`)).length).toBeGreaterThan(1);
    expect(outcome(await dpo('/audit/access?from=yesterday'))).toBe('400 invalid-request');
  });

  it('is asked for by who looked, also before their login was linked to their record', async () => {
    const early = await access.as('perawat-klinik', RUTAN, 'siti');
    await early('/staff?limit=1');
    expect(await seen(`?actor=${siti}`)).toEqual([]);
    await access.link(siti, 'siti');
    expect((await seen(`?actor=${siti}`)).map(({ purpose }) => purpose)).toEqual(['staff']);
  });

  it('is asked for by the case of a person, and is of nobody where there is none', async () => {
    const caseId = id('rehabcase', 'spec');
    const basis = [{ stream: `inmate-${id('inmate', 'spec')}`, revision: 0, hash: 'a'.repeat(64) }];
    const data = { subject: siti, inmateId: id('inmate', 'spec'), episode: 1, openedOn: '2024-12-02', basis };
    const nurse = person('nurse', 'perawat-klinik', RUTAN);
    await access.log.write(`rehabcase-${caseId}`, nurse, { type: 'RehabCaseOpened', data });
    expect((await seen(`?caseId=${caseId}`)).map(({ purpose }) => purpose)).toContain('staff');
    expect(await seen(`?caseId=${siti}`)).toEqual([]);
    expect(await seen(`?caseId=${caseId}&to=2024-01-01T00:00:00Z`)).toEqual([]); // nobody looked, which is told of her all the same
    const [looked] = await seen('?limit=1');
    expect(looked).toMatchObject({ purpose: 'access-log', count: 1 });
    const recorded = (await access.log.events()).findLast(({ type }) => type === 'RecordsViewed');
    expect(recorded).toMatchObject({ data: { subjects: [siti] }, metadata: { about: [{ subject: siti }] } });
  });

  it('is a view itself, which is recorded of whoever looks', async () => {
    await seen(`?subject=${siti}`);
    const [looked] = await seen('?limit=1');
    expect(looked).toMatchObject({ purpose: 'access-log', ground: 'OVERSIGHT' });
    expect(looked?.subjects).toEqual([]); // else each look would name all that the one before named
    expect((await seen(`?subject=${siti}&limit=1`))[0]?.subjects).toEqual([siti]);
    expect(looked?.sentences.english).toContain('looked up who had seen records of');
  });

  it('is for whoever oversees it alone', async () => {
    expect(outcome(await counsellor('/audit/access'))).toBe('403 role-not-allowed');
    expect(outcome(await access.head('/audit/access'))).toBe('403 role-not-allowed');
  });
});
