import { randomUUID } from 'node:crypto';
import { dayIn } from '#kernel';
import { developmentGrantOf, grantsStreamOf } from '#contracts/access/grants';
import { type AccessForSpecs, accessForSpecs, type Asks, BNNK, outcome, RUTAN } from '../staff/staff-for-specs.js';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const HOUR_MS = 3_600_000;
const TODAY = dayIn('Asia/Jakarta', new Date().toISOString());
const dayIn30 = dayIn('Asia/Jakarta', new Date(Date.now() + 30 * 24 * HOUR_MS).toISOString());
const REVOCATION = { reasonCode: 'LEFT_SERVICE' };

let access: AccessForSpecs;
let head: Asks;
let admin: Asks;
let agency: Asks;
let nurse: string;

beforeAll(async () => {
  access = await accessForSpecs();
  head = access.head;
  admin = await access.as('admin', 'BERSINAR');
  agency = await access.as('kepala-bnnk', BNNK);
});
afterAll(() => access.close());
beforeEach(async () => {
  nurse = await access.register();
});

const asks = (by: Asks, path: string, body?: object) => by(path, body, randomUUID());
const wanted = (change: object = {}) => ({
  ...{ unitId: RUTAN, staffId: nurse, role: 'perawat-klinik', from: TODAY },
  ...change,
});
const granted = async (change: object = {}, by = head): Promise<string> => {
  const { body } = await asks(by, '/grants', wanted(change));
  return (body as { id: string }).id;
};

describe('granting access', () => {
  it('is an event of the house in the stream of its unit, which names the grant under which it was given', async () => {
    const grantId = await granted({ until: dayIn30 });
    const event = (await access.log.engine.store.read(grantsStreamOf(RUTAN))).at(-1);
    expect(event).toMatchObject({
      type: 'AccessGranted',
      data: { grantId, staffId: nurse, role: 'perawat-klinik', unitId: RUTAN, from: TODAY, until: dayIn30 },
      metadata: { unitId: 'BERSINAR', about: [], actor: { grantId: developmentGrantOf('karutan', RUTAN) } },
    });
    expect(await access.log.staff.grantsOf(nurse)).toMatchObject([{ grantId }]); // known here at once
  });

  it('answers a repeat as the first time, and another body under its key with 422', async () => {
    const first = await head('/grants', wanted(), 'grant-once');
    expect([first.status, first.location]).toEqual([201, `/grants/${(first.body as { id: string }).id}`]);
    expect(await head('/grants', wanted(), 'grant-once')).toEqual(first);
    const other = await head('/grants', wanted({ role: 'kpr' }), 'grant-once');
    expect(outcome(other)).toBe('422 idempotency-key-reused');
  });

  it('is for people of the own unit, or of the house for any', async () => {
    expect(outcome(await asks(agency, '/grants', wanted()))).toBe('403 outside-your-unit');
    expect(outcome(await asks(admin, '/grants', wanted({ unitId: 'RUTAN-NOWHERE' })))).toBe('403 unknown-unit');
    expect(outcome(await asks(admin, '/grants', wanted()))).toBe('201');
  });

  it('is for those alone who are registered', async () => {
    expect(outcome(await asks(head, '/grants', wanted({ staffId: NOBODY })))).toBe('422 unknown-staff');
  });

  it('is refused by the rules that a decider has', async () => {
    const own = await access.register({ role: 'karutan' });
    await access.link(own, 'karutan.rutan-banjarnegara', admin);
    expect(outcome(await asks(head, '/grants', wanted({ staffId: own, role: 'kpr' })))).toBe('422 own-grant');
    await access.unlink(own, 'karutan.rutan-banjarnegara', admin);
  });

  it.each([
    ['role', 'root'],
    ['from', '2025-02-30'],
    ['until', 'tomorrow'],
    ['staffId', 'siti'],
  ])('is not asked for by %s %j', async (field, value) => {
    expect(outcome(await asks(head, '/grants', wanted({ [field]: value })))).toBe('400 invalid-request');
  });
});

describe('a login of somebody with grants', () => {
  it('is linked by nobody who would act by them: the own login, or that of a head by somebody of the unit', async () => {
    const record = await access.register({ role: 'karutan' });
    expect(outcome(await access.link(record, 'karutan.rutan-banjarnegara'))).toBe('422 own-login');
    expect(outcome(await access.link(record, 'another'))).toBe('200');
    await granted({ staffId: record, role: 'karutan' }, admin);
    expect(outcome(await access.link(record, 'one more'))).toBe('422 linked-by-administrators');
    expect(outcome(await access.unlink(record, 'another'))).toBe('422 linked-by-administrators');
    expect(outcome(await access.link(record, 'one more', admin))).toBe('200');
  });

  it('stays while it is the only one by which anybody administers without an end', async () => {
    const house = { unitId: 'BERSINAR', role: 'admin' } as const;
    const [record, other, ending] = [
      await access.register(house, admin),
      await access.register(house, admin),
      await access.register(house, admin),
    ];
    for (const one of [record, other]) await granted({ ...house, staffId: one }, admin);
    await granted({ ...house, staffId: ending, until: dayIn30 }, admin);
    await access.link(ending, 'ending', admin);
    await access.link(record, 'first', admin);
    expect(outcome(await access.unlink(record, 'first', admin))).toBe('422 login-of-last-administrator');
    await access.link(record, 'second', admin);
    expect(outcome(await access.unlink(record, 'first', admin))).toBe('200');
    await access.link(other, 'first', admin);
    expect(outcome(await access.unlink(record, 'second', admin))).toBe('200');
    expect(outcome(await access.unlink(other, 'first', admin))).toBe('422 login-of-last-administrator');
    expect(outcome(await access.unlink(nurse, 'first', admin))).toBe('422 login-not-linked');
    expect(outcome(await access.unlink(ending, 'ending', admin))).toBe('200');
  });
});

describe('revoking a grant', () => {
  it('is one event, however often it is asked for, and known here at once', async () => {
    const grantId = await granted();
    const [first, again] = [
      await asks(head, `/grants/${grantId}/revoke`, REVOCATION),
      await asks(head, `/grants/${grantId}/revoke`, REVOCATION),
    ];
    expect([first.status, first.body]).toEqual([200, { id: grantId, revision: expect.any(Number) as number }]);
    expect(again.body).toEqual(first.body);
    expect(await access.log.staff.grantsOf(nurse)).toMatchObject([{ grantId, isRevoked: true }]);
  });

  it('is for whoever may give it', async () => {
    const grantId = await granted();
    expect(outcome(await asks(agency, `/grants/${grantId}/revoke`, REVOCATION))).toBe('403 outside-your-unit');
    expect(outcome(await asks(head, `/grants/${NOBODY}/revoke`, REVOCATION))).toBe('404 not-found');
    expect(outcome(await asks(admin, `/grants/${grantId}/revoke`, REVOCATION))).toBe('200');
  });
});

describe('grants', () => {
  it('are listed by whom, where, as what and how they stand, to those who may give them and who oversee them', async () => {
    const [now, later, gone] = [
      await granted(),
      await granted({ role: 'kpr', from: dayIn30 }),
      await granted({ role: 'karupam', until: TODAY }),
    ];
    await asks(head, `/grants/${gone}/revoke`, REVOCATION);
    const idsOf = async (query: string, by = head) =>
      ((await asks(by, `/grants?staffId=${nurse}${query}`)).body as { items: { id: string; status: string }[] }).items
        .map(({ id, status }) => `${id} ${status}`)
        .sort();
    const all = [`${now} IN_FORCE`, `${later} GIVEN`, `${gone} REVOKED`].sort();
    expect(await idsOf('')).toEqual(all);
    expect(await idsOf('', admin)).toEqual(all);
    expect(await idsOf('', await access.as('auditor', 'INSPEKTORAT-JENDERAL'))).toEqual(all);
    expect(await idsOf('', agency)).toEqual([]);
    for (const [status, id] of [
      ['IN_FORCE', now],
      ['GIVEN', later],
      ['REVOKED', gone],
    ] as const)
      expect(await idsOf(`&status=${status}`)).toEqual([`${id} ${status}`]);
    expect(await idsOf('&status=ENDED')).toEqual([]);
    expect(await idsOf('&role=kpr')).toEqual([`${later} GIVEN`]);
    expect(await idsOf(`&unitId=${BNNK}`)).toEqual([]);
  });

  it('are shown one by one, with who gave and who took them', async () => {
    const grantId = await granted();
    await asks(admin, `/grants/${grantId}/revoke`, REVOCATION);
    const [by, taker] = ['karutan.rutan-banjarnegara', 'admin.bersinar'].map((subject) => access.staffIdOf(subject));
    expect((await asks(head, `/grants/${grantId}`)).body).toEqual({
      ...{ id: grantId, staffId: nurse, role: 'perawat-klinik', unitId: RUTAN, from: TODAY, status: 'REVOKED' },
      ...{ grantedBy: by, revokedBy: taker, reasonCode: 'LEFT_SERVICE' },
      ...{ revokedAt: expect.any(String) as string, revision: expect.any(Number) as number },
    });
    expect(outcome(await asks(agency, `/grants/${grantId}`))).toBe('404 not-found');
  });
});
