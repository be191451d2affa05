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

  it('are one success and repeats of it, where values are reserved too', async () => {
    const token = await developmentToken({ role: 'kasubsi-pelayanan', unit: 'RUTAN-BANJARNEGARA' });
    const register = async () => {
      const answer = await fetch(new URL('/inmates', system.url), {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Idempotency-Key': 'one' },
        body: JSON.stringify(registering),
      });
      return { status: answer.status, replayed: answer.headers.get('idempotency-replayed'), body: await answer.text() };
    };
    const answers = await Promise.all(Array.from({ length: 50 }, register));
    expect(answers.filter(({ status }) => status !== 201)).toEqual([]);
    expect(answers.filter(({ replayed }) => replayed === null)).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  });
});
