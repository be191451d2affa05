import { without } from '#kernel';
import { inmateEvents } from '#contracts/custody/inmate.events';
import { reservationEvents } from '#contracts/reservations/reservation.events';
import type { Role } from '#platform/auth';
import { type Answer, api } from '#platform/for-specs';
import { CustodyModule, custodyProjections } from '../index.js';
import {
  acceptance,
  caseId,
  change,
  LAPAS,
  move,
  registration,
  release,
  transfer,
  UNIT,
  uuid,
} from './inmate-for-specs.js';

const NIK = { kind: 'NIK', country: 'ID', value: '3304010101900001' };

describe('/inmates', () => {
  let running: Awaited<ReturnType<typeof api>>;
  let asRegistrar: (path: string, body?: object) => Promise<Answer>;
  let asClerk: typeof asRegistrar;
  let asKarutan: typeof asRegistrar;
  beforeAll(async () => {
    const definitions = [...inmateEvents, ...reservationEvents];
    running = await api({ module: CustodyModule, projections: custodyProjections, definitions });
    asRegistrar = await asked('petugas-registrasi');
    asClerk = await asked('kasubsi-pelayanan');
    asKarutan = await asked('karutan');
  });
  afterAll(() => running.close());

  /** How somebody of a unit asks; what they tell is of days long ago. */
  const asked = async (role: Role, unit = UNIT) => {
    const ask = await running.as(role, unit, `${role} of ${unit}`);
    return (path: string, body?: object): Promise<Answer> =>
      ask(path, body && path !== '/graphql' ? { ...body, context: { lateCode: 'PAPER_RECORD' } } : body);
  };
  const act = async (asked: Promise<Answer>): Promise<void> => {
    const { status, body } = await asked;
    expect({ status, body }).toMatchObject({ status: 200 });
  };
  const register = async (registerNumber: string): Promise<string> => {
    const whole = { aliases: ['Si Contoh'], birthDate: '1990-01', offence: 'Pasal 127', room: 'Blok A 1' };
    const answer = await asRegistrar('/inmates', { unitId: UNIT, ...registration, ...whole, registerNumber });
    expect(answer).toMatchObject({ status: 201 });
    return (answer.body as { id: string }).id;
  };
  const typesOf = async (id: string): Promise<readonly string[]> =>
    (await running.log.events()).filter(({ stream }) => stream === `inmate-${id}`).map(({ type }) => type);

  it('takes an inmate from registration to release, and corrects and annuls on the way', async () => {
    const id = await register('A.III/1');
    const at = `/inmates/${id}`;
    const of = await running.log.lastEntryOf(`inmate-${id}`);
    await act(asRegistrar(`${at}/change-custody-status`, change));
    await act(asRegistrar(`${at}/move-room`, move));
    const moving = await running.log.lastEntryOf(`inmate-${id}`);
    await act(asRegistrar(`${at}/transfer`, transfer));
    const leaving = await running.log.lastEntryOf(`inmate-${id}`);
    await act(asKarutan(`${at}/annul-entry`, { of: leaving, reasonCode: 'DID_NOT_HAPPEN' }));
    await act(asRegistrar(`${at}/release`, release));
    const said = { ...registration, registerNumber: 'AIII/1', registeredOn: '2024-12-01' };
    await act(asClerk(`${at}/correct-entry`, { of, reasonCode: 'WRITTEN_WRONGLY', registration: said }));
    await act(asClerk(`${at}/correct-entry`, { of: moving, reasonCode: 'WRITTEN_WRONGLY', move }));
    expect(await typesOf(id)).toEqual([
      'InmateRegistered',
      'CustodyStatusChanged',
      'RoomMoved',
      'InmateTransferred',
      'InmateEntryAnnulled',
      'InmateReleased',
      'InmateEntryCorrected',
      'InmateEntryCorrected',
    ]);
  });

  it('hands a record over to another unit (R-1.7)', async () => {
    const id = await register('A.III/8');
    const asReceiver = await asked('petugas-registrasi', LAPAS);
    await act(asRegistrar(`/inmates/${id}/transfer`, transfer));
    expect((await asKarutan(`/inmates/${id}/accept-transfer`, acceptance)).status).toBe(403);
    const early = await asReceiver(`/inmates/${id}/accept-transfer`, { ...acceptance, acceptedOn: '2024-12-11' });
    expect(early).toMatchObject({ status: 422, body: { code: 'accepted-before-transfer', rule: 'R-1.7' } });
    await act(asReceiver(`/inmates/${id}/accept-transfer`, acceptance));
    const of = await running.log.lastEntryOf(`inmate-${id}`);
    const corrected = { of, reasonCode: 'WRITTEN_WRONGLY', acceptance: { ...acceptance, registerNumber: 'BI98' } };
    await act(asReceiver(`/inmates/${id}/correct-entry`, corrected));
    expect((await typesOf(id)).slice(1)).toEqual([
      'InmateTransferred',
      'InmateTransferAccepted',
      'InmateEntryCorrected',
    ]);
    expect((await asRegistrar(`/inmates/${id}/move-room`, move)).status).toBe(403);
  });

  it('takes identity numbers of every kind, and a place that is no unit here', async () => {
    for (const [registerNumber, identityNumber] of [
      ['A.III/9', { kind: 'NIK', country: 'ID', value: '3304 0101 0190 0001' }],
      ['A.III/10', { kind: 'PASSPORT', country: 'MY', value: 'a-123/4' }],
      ['A.III/11', { kind: 'STAY_PERMIT', country: 'ID', value: '2C11' }],
    ] as const) {
      const answer = await asRegistrar('/inmates', { unitId: UNIT, ...registration, registerNumber, identityNumber });
      expect(answer).toMatchObject({ status: 201 });
    }
    const elsewhere = { ...without(transfer, 'toUnitId'), destination: { name: 'Lapas Semarang' } };
    await act(asRegistrar(`/inmates/${await register('A.III/12')}/transfer`, elsewhere));
  });

  it('merges and unmerges records', async () => {
    const [id, duplicateId] = [await register('A.III/2'), await register('A.III/3')];
    const merge = { duplicateId, reasonCode: 'CONFIRMED_BY_INMATE' };
    await act(asKarutan(`/inmates/${id}/merge-duplicate`, merge));
    await act(asKarutan(`/inmates/${id}/unmerge-duplicate`, { duplicateId, reasonCode: 'DIFFERENT_PERSONS' }));
    expect((await typesOf(id)).slice(1)).toEqual(['InmateRecordsMerged', 'InmateRecordsUnmerged']);
  });

  it('has no route by which people mark duplicates or import', async () => {
    const id = await register('A.III/4');
    for (const path of ['mark-duplicate', 'unmark-duplicate', 'import-custody-fact']) {
      expect((await asKarutan(`/inmates/${id}/${path}`, { survivorId: uuid(9) })).status).toBe(404);
    }
  });

  it('refuses what a rule forbids with the code of the rule', async () => {
    await register('A.III/5');
    const taken = await asRegistrar('/inmates', { unitId: UNIT, ...registration, registerNumber: 'a.iii/5' });
    expect(taken).toMatchObject({ status: 422, body: { code: 'register-number-taken', rule: 'R-1.1' } });
    const acknowledging = { changeId: uuid(9), caseId, handling: 'CASE_EXITS' };
    const id = await register('A.III/6');
    const unknown = await asClerk(`/inmates/${id}/acknowledge-custody-change`, acknowledging);
    expect(unknown).toMatchObject({ status: 422, body: { code: 'unknown-custody-change', rule: 'R-1.3' } });
  });

  it.each([
    ['a subject of the client', { subject: uuid(9) }],
    ['an impossible day', { registeredOn: '2024-02-30' }],
    ['a status that is none', { custodyStatus: 'C_I' }],
    ['a period that is no year', { registerPeriod: '24' }],
    ['a register number with other characters', { registerNumber: 'A:12' }],
    ['a register number of 51 characters', { registerNumber: '1'.repeat(51) }],
    ['a register number of nothing', { registerNumber: ' ._' }],
    ['no alias in a list of them', { aliases: [] }],
    ['an identity number as text', { identityNumber: '3304010101900001' }],
    ['an identity number of no kind', { identityNumber: { ...NIK, kind: 'KTP' } }],
    ['an identity number of no country', { identityNumber: { ...NIK, kind: 'PASSPORT', country: 'XX' } }],
    ['a NIK of another country', { identityNumber: { ...NIK, country: 'MY' } }],
    ['a NIK that is too short', { identityNumber: { ...NIK, value: '330401010190001' } }],
    ['a passport with other characters', { identityNumber: { kind: 'PASSPORT', country: 'MY', value: 'A#1' } }],
    ['a passport of 51 characters', { identityNumber: { kind: 'PASSPORT', country: 'MY', value: '1'.repeat(51) } }],
    ['a passport of nothing', { identityNumber: { kind: 'PASSPORT', country: 'MY', value: '...' } }],
    ['a birth in a month that is none', { birthDate: '1990-13' }],
    ['a birth on a day that is none', { birthDate: '1990-02-30' }],
    ['a birth before 1900', { birthDate: '1899' }],
    ['a birth in half a month', { birthDate: '1990-5' }],
  ])('finds %s malformed', async (_, wrong) => {
    expect((await asRegistrar('/inmates', { unitId: UNIT, ...registration, ...wrong })).status).toBe(400);
  });

  it.each([
    ['a place that is text', '/transfer', { ...transfer, destination: 'Lapas Semarang' }],
    ['a place without a name', '/transfer', { ...transfer, destination: {} }],
    ['a number that is none', '/accept-transfer', { ...acceptance, registerNumber: 'é' }],
    ['an acceptance without its period', '/accept-transfer', { registerNumber: '1', acceptedOn: '2024-12-13' }],
    ['an acceptance with cases of the client', '/accept-transfer', { ...acceptance, caseIds: [caseId] }],
  ])('finds %s malformed', async (_, path, body) => {
    const id = uuid(9);
    expect((await asRegistrar(`/inmates/${id}${path}`, body)).status).toBe(400);
  });

  it('is closed to other units and roles, and knows nobody by another id', async () => {
    const id = await register('A.III/7');
    const asStranger = await asked('petugas-registrasi', 'RUTAN-PURBALINGGA');
    expect((await asStranger(`/inmates/${id}/move-room`, move)).status).toBe(403);
    expect((await asKarutan(`/inmates/${id}/move-room`, move)).status).toBe(403);
    expect((await asRegistrar(`/inmates/${uuid(9)}/move-room`, move)).status).toBe(404);
    expect((await asRegistrar(`/inmates/${uuid(9)}`)).status).toBe(404);
  });

  it.each(['/inmates?status=A_III&present=true&pendingTo=LAPAS-PURWOKERTO', '/custody-changes?acknowledged=false'])(
    'answers %s',
    async (path) => {
      expect(await asClerk(path)).toEqual({ status: 200, body: { items: [] } });
    },
  );

  it.each([
    '/inmates?present=perhaps',
    '/inmates?status=C_I',
    '/inmates?pendingTo=x',
    '/custody-changes?acknowledged=1',
  ])('finds %s malformed', async (path) => {
    expect((await asClerk(path)).status).toBe(400);
  });

  it('answers GraphQL as it answers REST', async () => {
    const query = `{
      inmates(present: true, limit: 5) { items { id custodyStatus left { how on releaseKind toUnitId } pendingTo } next }
      custodyChanges(acknowledged: false) { items { inmateId caseId daysOpen } }
    }`;
    expect(await asClerk('/graphql', { query })).toEqual({
      status: 200,
      body: { data: { inmates: { items: [], next: null }, custodyChanges: { items: [] } } },
    });
  });
});
