import { type AccessForSpecs, accessForSpecs, type Asks, BNNK, NURSE, outcome, RUTAN } from './staff-for-specs.js';

const NOBODY = '00000000-0000-4000-8000-000000000000';

let access: AccessForSpecs;
let [siti, budi, ana]: [string, string, string] = ['', '', ''];
let counsellor: Asks;

beforeAll(async () => {
  access = await accessForSpecs();
  const agency = await access.as('kepala-bnnk', BNNK);
  siti = await access.register();
  budi = await access.register({ name: 'Budi Santoso', role: 'kpr' });
  ana = await access.register({ name: 'Ana', role: 'asesor-bnnk', unitId: BNNK }, agency);
  counsellor = await access.as('asesor-bnnk', BNNK, 'ana');
  await access.link(ana, 'ana', agency);
});
afterAll(() => access.close());

const ASKED = { siti: { role: 'perawat-klinik', unitId: RUTAN }, ana: { role: 'asesor-bnnk', unitId: BNNK } };
const itemsOf = async (query: string, by: Asks = counsellor) =>
  ((await by(`/staff${query}`)).body as { items: { id: string }[] }).items;
const idsOf = async (query: string) => (await itemsOf(query)).map(({ id }) => id);
const lastViewing = async () => {
  const viewings = (await access.log.events()).filter(({ type }) => type === 'RecordsViewed');
  return viewings.at(-1);
};

describe('the staff', () => {
  it('is listed to whoever must name them, of every unit, by unit and role, without their numbers', async () => {
    const colleagues = [
      { id: ana, name: 'Ana', ...ASKED.ana },
      { id: budi, name: 'Budi Santoso', unitId: RUTAN, role: 'kpr' },
      { id: siti, name: NURSE.name, ...ASKED.siti },
    ];
    expect(await itemsOf('')).toEqual(colleagues);
    expect(await itemsOf('', await access.as('auditor', 'INSPEKTORAT-JENDERAL'))).toEqual(colleagues);
    expect(await idsOf(`?unitId=${RUTAN}`)).toEqual([budi, siti]);
    expect(await idsOf('?role=asesor-bnnk')).toEqual([ana]);
    expect(await idsOf(`?unitId=${RUTAN}&role=kpr`)).toEqual([budi]);
    expect(await idsOf('?role=karutan')).toEqual([]);
  });

  it('comes in pages', async () => {
    const { body } = await counsellor('/staff?limit=2');
    const { items, next = '' } = body as { items: unknown[]; next?: string };
    expect([items.length, await idsOf(`?limit=2&after=${next}`)]).toEqual([2, [siti]]);
  });

  it.each(['role=root', 'unitId=x', 'limit=0', 'name=Siti'])('is not asked for by %s', async (query) => {
    expect(outcome(await counsellor(`/staff?${query}`))).toBe('400 invalid-request');
  });

  it('is shown after the view is recorded, on the ground of a role, of an overseer, or of the own record', async () => {
    await counsellor(`/staff?unitId=${RUTAN}`);
    const asked = { purpose: 'staff', ground: 'ROLE_IN_UNIT', count: 2, subjects: [siti, budi].sort() };
    expect(await lastViewing()).toMatchObject({
      data: asked,
      metadata: { about: [], legalBasis: 'LEGAL_DUTY', actor: { staffId: ana } },
    });
    await (
      await access.as('dpo', 'INSPEKTORAT-JENDERAL')
    )(`/staff/${siti}`);
    expect((await lastViewing())?.data).toMatchObject({
      purpose: 'staff-record',
      ground: 'OVERSIGHT',
      subjects: [siti],
    });
    await counsellor('/me');
    expect((await lastViewing())?.data).toMatchObject({ purpose: 'own-record', ground: 'OWN_RECORD', subjects: [ana] });
  });

  it('is shown one by one, with the number to themselves and to who administers their unit', async () => {
    const record = { id: ana, name: 'Ana', ...ASKED.ana, registeredOn: expect.any(String) as string };
    const whole = { ...record, number: NURSE.number, logins: 1, revision: 0 };
    expect((await counsellor(`/staff/${ana}`)).body).toEqual(whole);
    expect((await (await access.as('kepala-bnnk', BNNK))(`/staff/${ana}`)).body).toEqual(whole);
    expect((await (await access.as('admin', 'BERSINAR'))(`/staff/${ana}`)).body).toEqual(whole);
    const others = [access.head, await access.as('penyuluh', BNNK), await access.as('auditor', 'BERSINAR')];
    for (const other of others) {
      expect((await other(`/staff/${ana}`)).body).toEqual({ ...record, logins: 1, revision: 0 });
    }
  });

  it('counts the logins that are linked now', async () => {
    const logins = async () => ((await access.head(`/staff/${budi}`)).body as { logins: number }).logins;
    expect(await logins()).toBe(0);
    for (const subject of ['budi', 'budi at home']) await access.link(budi, subject);
    expect(await logins()).toBe(2);
    await access.unlink(budi, 'budi');
    expect(await logins()).toBe(1);
  });

  it('has nobody at an id that nobody has', async () => {
    expect(outcome(await counsellor(`/staff/${NOBODY}`))).toBe('404 not-found');
  });

  it('is nothing for services', async () => {
    const service = await access.as('service', RUTAN);
    expect(outcome(await service('/staff'))).toBe('403 role-not-allowed');
    expect((await service('/me')).body).toMatchObject({ registered: false, role: 'service' });
  });
});

describe('REST and GraphQL', () => {
  it.each([
    ['staff', '', '{ items { id name unitId role gone } next }', '/staff'],
    ['staff', `(unitId: "${RUTAN}", role: "kpr")`, '{ items { id name } }', `/staff?unitId=${RUTAN}&role=kpr`],
    ['me', '', '{ staffId registered role unitId name gone }', '/me'],
  ])('answer %s%s alike', async (question, args, fields, path) => {
    const rest = (await counsellor(path)).body;
    const { body } = await access.graph(counsellor, `{ ${question}${args} ${fields} }`);
    const answered = withoutNulls((body as { data: Record<string, unknown> }).data[question]);
    expect(rest).toMatchObject(answered as object);
    if (args === '') expect(rest).toEqual(answered);
  });

  it('answer one of the staff alike, or that there is nobody', async () => {
    const fields = '{ id name unitId role gone number registeredOn logins revision }';
    const graph = await access.graph(counsellor, `{ staffRecord(id: "${ana}") ${fields} }`);
    const record = (graph.body as { data: { staffRecord: unknown } }).data.staffRecord;
    expect(withoutNulls(record)).toEqual((await counsellor(`/staff/${ana}`)).body);
    const nobody = await access.graph(counsellor, `{ staffRecord(id: "${NOBODY}") ${fields} }`);
    expect(nobody.body).toMatchObject({ errors: [{ extensions: { status: 404, code: 'not-found' } }] });
  });
});

describe('a record whose key was destroyed', () => {
  it('says what is gone, and can be named all the same (D8)', async () => {
    const gone = await access.register({ name: 'Gone' });
    await access.log.keyring.destroy(gone);
    const said = { ...ASKED.siti, gone: ['identity'] };
    const shown = { id: gone, ...said };
    expect(await itemsOf(`?unitId=${RUTAN}&role=perawat-klinik`)).toContainEqual(shown);
    expect((await access.head(`/staff/${gone}`)).body).toMatchObject(shown);
    await access.link(gone, 'gone');
    const me = (await (await access.as('perawat-klinik', RUTAN, 'gone'))('/me')).body;
    expect(me).toEqual({ staffId: gone, ...said, registered: true });
    expect(await access.log.staff.unregistered([gone])).toEqual([]);
  });
});

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member)]));
}
