import { id, uuidOf } from '#kernel';
import { loginsStreamOf, ownStaffIdOf, staffRegister } from '#platform/auth';
import {
  type AccessForSpecs,
  accessForSpecs,
  type Asks,
  BNNK,
  ISSUER,
  NURSE,
  outcome,
  RUTAN,
} from './staff-for-specs.js';

const NOBODY = '00000000-0000-4000-8000-000000000000';

let access: AccessForSpecs;
let head: Asks;

beforeAll(async () => {
  access = await accessForSpecs();
  head = access.head;
});
afterAll(() => access.close());

const linkedTo = async (staffId: string, subject: string) => outcome(await access.link(staffId, subject));
const whoIs = async (by: Asks) => (await by('/me')).body as Record<string, unknown>;

describe('registering somebody of the staff', () => {
  it('answers a repeat as the first time, and another body under its key with 422', async () => {
    const first = await head('/staff', NURSE, 'once');
    expect([first.status, first.body]).toEqual([201, { id: expect.any(String) as string, revision: 0 }]);
    expect(await head('/staff', NURSE, 'once')).toEqual(first);
    expect(outcome(await head('/staff', { ...NURSE, name: 'Budi' }, 'once'))).toBe('422 idempotency-key-reused');
  });

  it.each([
    ['name', ''],
    ['name', 'x'.repeat(201)],
    ['number', 'x'.repeat(31)],
    ['role', 'root'],
    ['unitId', 'no unit'],
  ])('refuses %s %j', async (field, value) => {
    expect(outcome(await head('/staff', { ...NURSE, [field]: value }))).toBe('400 invalid-request');
  });

  it('is for people of the own unit, or of the house for any', async () => {
    expect(outcome(await head('/staff', { ...NURSE, unitId: BNNK }))).toBe('403 outside-your-unit');
    expect(outcome(await head('/staff', { ...NURSE, unitId: 'RUTAN-NOWHERE' }))).toBe('403 unknown-unit');
    const admin = await access.as('admin', 'BERSINAR');
    expect(outcome(await admin('/staff', { ...NURSE, unitId: BNNK }))).toBe('201');
    expect(outcome(await admin('/staff', { ...NURSE, unitId: 'RUTAN-NOWHERE' }, 'k'))).toBe('403 unknown-unit');
  });

  it('is an event of the house, of whoever registered, without a word of whom in clear', async () => {
    const staffId = await access.register();
    const [event] = await access.log.engine.store.read(`staff-${staffId}`);
    expect(event).toMatchObject({
      type: 'StaffRegistered',
      data: { unitId: RUTAN, role: 'perawat-klinik', sealed: [{ s: staffId, c: 'identity' }] },
      metadata: {
        unitId: 'BERSINAR',
        zone: 'Asia/Jakarta',
        about: [],
        legalBasis: 'LEGAL_DUTY',
        actor: { staffId: access.staffIdOf('karutan.rutan-banjarnegara'), role: 'karutan', unitId: RUTAN },
      },
    });
    expect(staffId).toBe(id('staff', (event?.metadata as { command: { id: string } }).command.id));
    expect(JSON.stringify(event)).not.toMatch(/Siti|19850312/);
  });
});

describe('linking a login', () => {
  it('makes whoever signs in with it that person, at once', async () => {
    const nurse = await access.as('perawat-klinik', RUTAN, 'siti 198503122010121003');
    const own = access.staffIdOf('siti 198503122010121003');
    expect(await whoIs(nurse)).toEqual({ staffId: own, registered: false, role: 'perawat-klinik', unitId: RUTAN });
    const staffId = await access.register();
    const answer = await access.link(staffId, 'siti 198503122010121003');
    expect([answer.status, answer.body]).toEqual([200, { id: staffId, revision: 0 }]);
    const me = { staffId, registered: true, role: 'perawat-klinik', unitId: RUTAN, name: NURSE.name };
    expect(await whoIs(nurse)).toEqual(me);
    const person = new Set([own, staffId]);
    for (const one of person) expect(await access.log.staff.idsOf(one)).toEqual(person);
  });

  it('leaves in the log neither issuer nor subject (D2)', async () => {
    await access.link(await access.register(), 'Budi 3304011203890002');
    for await (const event of access.log.engine.store.readAll()) {
      expect(JSON.stringify(event)).not.toMatch(/Budi|3304011203890002|bersinar-development/);
    }
  });

  it('happens once: again it changes nothing, under whatever key', async () => {
    const staffId = await access.register();
    expect(await linkedTo(staffId, 'twice')).toBe('200');
    const before = await access.log.engine.store.head();
    expect(await linkedTo(staffId, 'twice')).toBe('200');
    expect(await access.log.engine.store.head()).toBe(before);
  });

  it('is refused while it belongs to another record, and not after it was unlinked there', async () => {
    const [first, second] = [await access.register(), await access.register()];
    expect(await linkedTo(first, 'moves')).toBe('200');
    expect(await linkedTo(second, 'moves')).toBe('422 login-linked-already');
    expect(outcome(await access.unlink(second, 'moves'))).toBe('422 login-not-linked');
    expect(outcome(await access.unlink(first, 'moves'))).toBe('200');
    expect(await access.actingAs('moves')).toBe(access.staffIdOf('moves'));
    expect(await linkedTo(second, 'moves')).toBe('200');
    expect(await access.actingAs('moves')).toBe(second);
    expect(await access.log.staff.idsOf(first)).toContain(second);
  });

  it('joins nobody when it is refused, nor when it stops half-way', async () => {
    const [first, second] = [await access.register(), await access.register()];
    await linkedTo(first, 'theirs');
    await linkedTo(second, 'theirs');
    expect(await access.log.staff.idsOf(second)).toEqual(new Set([second]));
    const login = uuidOf(access.loginStreamOf('never linked'));
    await access.log.write(
      loginsStreamOf(second),
      { kind: 'SYSTEM', name: 'spec' },
      { type: 'StaffLoginNoted', data: { login } },
    );
    await access.log.staff.read(loginsStreamOf(second));
    expect(await access.log.staff.idsOf(second)).toEqual(new Set([second]));
  });

  it('joins whom it joins in the eyes of a process that has read nothing yet, whichever id it asks for', async () => {
    const [first, second] = [await access.register(), await access.register()];
    await linkedTo(first, 'one');
    await linkedTo(first, 'two');
    await access.unlink(first, 'two');
    await linkedTo(second, 'two');
    const person = new Set([first, second, access.staffIdOf('one'), access.staffIdOf('two')]);
    for (const staffId of person) {
      expect(await staffRegister(access.log.engine).idsOf(staffId)).toEqual(person);
    }
  });

  it('is refused to a login that another unit linked elsewhere as to any other', async () => {
    const agency = await access.as('kepala-bnnk', BNNK);
    const theirs = await access.register({ unitId: BNNK, role: 'asesor-bnnk' }, agency);
    expect(outcome(await access.link(theirs, 'shared', agency))).toBe('200');
    expect(await linkedTo(await access.register(), 'shared')).toBe('422 login-linked-already');
  });

  it('is for people of the unit of the record', async () => {
    const agency = await access.as('kepala-bnnk', BNNK);
    const staffId = await access.register();
    for (const path of ['link-login', 'unlink-login']) {
      const answer = await agency(`/staff/${staffId}/${path}`, { issuer: ISSUER, subject: 'x' });
      expect(outcome(answer)).toBe('403 outside-your-unit');
    }
    const admin = await access.as('admin', 'BERSINAR');
    expect(outcome(await access.link(staffId, 'by admin', admin))).toBe('200');
  });

  it.each(['link-login', 'unlink-login'])('finds nobody at an id that nobody has (%s)', async (path) => {
    const [login, body] = [ownStaffIdOf(id('spec')), { issuer: ISSUER, subject: 'x' }];
    for (const staffId of [NOBODY, login, 'x'])
      expect(outcome(await head(`/staff/${staffId}/${path}`, body))).toBe('404 not-found');
  });

  it.each([
    ['subject', ''],
    ['subject', 'x'.repeat(256)],
    ['issuer', ''],
    ['issuer', 'x'.repeat(256)],
  ])('refuses %s %j', async (field, value) => {
    const body = { issuer: ISSUER, subject: 'x', [field]: value };
    expect(outcome(await head(`/staff/${await access.register()}/link-login`, body))).toBe('400 invalid-request');
  });

  it('takes the longest subject that a token may have', async () => {
    const longest = '\u{1F600}'.repeat(255);
    const staffId = await access.register();
    expect(await linkedTo(staffId, longest)).toBe('200');
    expect(await whoIs(await access.as('kpr', RUTAN, longest))).toMatchObject({ staffId, registered: true });
  });
});
