// Left out on servers: its key and its register numbers are new in an empty log only.
import { jest } from '@jest/globals';
import { developmentToken } from '#platform/auth';
import { type SystemForSpecs, systemForSpecs } from './system-for-specs.js';

jest.setTimeout(120_000);

describe('Fifty requests at once with one Idempotency-Key', () => {
  let system: SystemForSpecs;

  beforeAll(async () => {
    system = await systemForSpecs();
  });
  afterAll(() => system.close());

  const registering = {
    unitId: 'RUTAN-BANJARNEGARA',
    name: 'Orang Satu',
    sex: 'MALE',
    registerNumber: '890001',
    registerPeriod: '2026',
    custodyStatus: 'A_III',
    registeredOn: '2026-01-05',
    identityNumber: { kind: 'NIK', country: 'ID', value: '3300000000000001' },
    context: { lateCode: 'PAPER_RECORD' },
  };

  const fiftyTimes = async (path: string, type: string, body: string) => {
    const token = await developmentToken({ role: 'kasubsi-pelayanan', unit: 'RUTAN-BANJARNEGARA' });
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': type, 'Idempotency-Key': 'one' };
    const ask = async () => {
      const answer = await fetch(new URL(path, system.url), { method: 'POST', headers, body });
      return { status: answer.status, replayed: answer.headers.get('idempotency-replayed'), body: await answer.text() };
    };
    return Promise.all(Array.from({ length: 50 }, ask));
  };

  it('are one success and repeats of it, where values are reserved too', async () => {
    const answers = await fiftyTimes('/inmates', 'application/json', JSON.stringify(registering));
    expect(answers.filter(({ status }) => status !== 201)).toEqual([]);
    expect(answers.filter(({ replayed }) => replayed === null)).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  });

  it('are one import of a file, and each says what became of its rows', async () => {
    const file = [
      'no_register,periode_register,golongan,nama,jenis_kelamin,tanggal_masuk,nik',
      ...[1, 2].map((n) => `A-${n}/2026,2026,A.III,Orang Berkas ${n},L,2026-01-05,330000000000010${n}`),
    ].join('\n');
    const answers = await fiftyTimes('/sdp-imports?unitId=RUTAN-BANJARNEGARA', 'text/csv', file);
    const [{ body, status } = { body: '', status: 0 }] = answers;
    expect([status, (JSON.parse(body) as { counts: object }).counts]).toEqual([
      200,
      expect.objectContaining({ REGISTERED: 2 }),
    ]);
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1);
  });
});
