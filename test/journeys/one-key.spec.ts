import { jest } from '@jest/globals';
import { Validator } from 'class-validator';
import { randomInt, randomUUID } from 'node:crypto';
import { Registry } from '#kernel';
import { developmentToken } from '#platform/auth';
import { type SystemForSpecs, systemForSpecs } from './system-for-specs.js';

/** So many digits that nobody has used in a log yet that others write to as well. */
const digits = (count: number): string => Array.from({ length: count }, () => randomInt(1, 10)).join('');

describe('A command that is sent', () => {
  let system: SystemForSpecs;

  beforeAll(async () => {
    system = await systemForSpecs();
  });
  afterAll(() => system.close());

  const registering = {
    unitId: 'RUTAN-BANJARNEGARA',
    name: 'Orang Satu',
    sex: 'MALE',
    registerNumber: digits(12),
    registerPeriod: '2026',
    custodyStatus: 'A_III',
    registeredOn: '2026-01-05',
    identityNumber: { kind: 'NIK', country: 'ID', value: `33${digits(14)}` },
    context: { lateCode: 'PAPER_RECORD' },
  };

  const token = () => developmentToken({ role: 'kasubsi-pelayanan', unit: 'RUTAN-BANJARNEGARA' });

  it('is held to the rules of its class once, and what it decides to the schema of its event once', async () => {
    const held = jest.spyOn(Validator.prototype, 'validate');
    const decided = jest.spyOn(Registry.prototype, 'checkPlain');
    const answer = await fetch(new URL('/inmates', system.url), {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${await token()}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': randomUUID(),
      },
      body: JSON.stringify({ ...registering, registerNumber: digits(12), identityNumber: undefined }),
    });
    expect(answer.status).toBe(201);
    const classes = held.mock.calls.map(([body]) => (body as unknown as object).constructor.name);
    const events = decided.mock.calls.map(([type]) => type);
    for (const spied of [held, decided]) spied.mockRestore();
    expect(classes).toEqual(['RegisterInmate']);
    expect(events.sort()).toEqual(['InmateRegistered', 'ReservationTaken']);
  });

  const fiftyTimes = async (path: string, type: string, body: string) => {
    const headers = {
      Authorization: `Bearer ${await token()}`,
      'Content-Type': type,
      'Idempotency-Key': randomUUID(),
    };
    const ask = async () => {
      const answer = await fetch(new URL(path, system.url), { method: 'POST', headers, body });
      return { status: answer.status, replayed: answer.headers.get('idempotency-replayed'), body: await answer.text() };
    };
    return Promise.all(Array.from({ length: 50 }, ask));
  };

  it('fifty times at once with one Idempotency-Key is one success and repeats of it, where values are reserved too', async () => {
    const answers = await fiftyTimes('/inmates', 'application/json', JSON.stringify(registering));
    expect(answers.filter(({ status }) => status !== 201)).toEqual([]);
    expect(answers.filter(({ replayed }) => replayed === null)).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  });

  it('fifty times at once as a file is one import, and each says what became of its rows', async () => {
    const file = [
      'no_register,periode_register,golongan,nama,jenis_kelamin,tanggal_masuk,nik',
      ...[1, 2].map((n) => `A-${digits(12)}/2026,2026,A.III,Orang Berkas ${n},L,2026-01-05,33${digits(14)}`),
    ].join('\n');
    const answers = await fiftyTimes('/sdp-imports?unitId=RUTAN-BANJARNEGARA', 'text/csv', file);
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    const [{ body } = { body: '{}' }] = answers;
    expect((JSON.parse(body) as { counts?: object }).counts).toMatchObject({ REGISTERED: 2 });
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1);
  });
});
