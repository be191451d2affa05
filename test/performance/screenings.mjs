import { randomUUID } from 'node:crypto';
import { developmentToken } from '#platform/auth';
import { register } from './application.mjs';
import { post, row, send, table } from './measuring.mjs';

const UNIT = 'RUTAN-BANJARNEGARA';
const DAYS = 3;
const PEOPLE = 100;

/** Screening days: batches of 100 interviews, each of another hundred people. */
export async function benchScreenings({ app }) {
  const clerk = await developmentToken({ role: 'kasubsi-pelayanan', unit: UNIT });
  const nurse = await developmentToken({ role: 'perawat-klinik', unit: UNIT });
  const interviewerId = await register(app.url, { unitId: UNIT, role: 'perawat-klinik' });
  const took = [];
  for (let day = 0; day < DAYS; day += 1) {
    const rows = await consentedPeople(app, clerk, `${randomUUID().slice(0, 8)}-${day}`);
    const begun = performance.now();
    const { text } = await post(
      undefined,
      nurse,
      `${app.url}/screenings/batch`,
      JSON.stringify(screeningDay(rows, interviewerId)),
    );
    took.push(performance.now() - begun);
    const refused = JSON.parse(text).rows.filter(({ status }) => status !== 201);
    if (refused.length > 0) throw new Error(`${refused.length} interviews were not recorded: ${refused[0].code}.`);
  }
  took.sort((a, b) => a - b);
  const median = took[Math.floor(took.length / 2)];
  table('a batch of 100 screenings', ['batches', 'median s', 'slowest s', 'screenings/s']);
  row([DAYS, (median / 1000).toFixed(2), (took.at(-1) / 1000).toFixed(2), Math.round((PEOPLE * 1000) / median)]);
}

/** What everybody signed, on the paper with that digest. */
const FORM = {
  formVersion: 'PDP-1.0',
  language: 'id',
  medium: 'WRITTEN',
  documentSha256: 'd'.repeat(64),
  purposes: ['SCREENING', 'ASSESSMENT', 'REHABILITATION', 'AFTERCARE', 'DATA_EXCHANGE'].map((purpose) => ({
    purpose,
    given: purpose === 'SCREENING',
  })),
  givenAt: '2025-01-03T09:00:00+07:00',
  givenBy: { capacity: 'INMATE' },
};

async function consentedPeople(app, clerk, batch) {
  const header = 'no_register,periode_register,golongan,nama,jenis_kelamin,tanggal_masuk';
  const lines = Array.from({ length: PEOPLE }, (_, n) => `${batch}/${n},2025,A.III,Orang ${n},L,2025-01-02`);
  const headers = { Authorization: `Bearer ${clerk}`, 'Content-Type': 'text/csv', 'Idempotency-Key': batch };
  const url = `${app.url}/sdp-imports?unitId=${UNIT}`;
  const { text } = await send(undefined, 'POST', url, headers, [header, ...lines].join('\n'));
  const inmates = JSON.parse(text).rows.map(({ inmateId }) => inmateId);
  const consents = inmates.map(async (inmateId) => {
    const body = { unitId: UNIT, inmateId, ...FORM };
    const receipt = await post(undefined, clerk, `${app.url}/consents`, JSON.stringify(body));
    return { inmateId, consentId: JSON.parse(receipt.text).id };
  });
  return Promise.all(consents);
}

const screeningDay = (rows, interviewerId) => ({
  unitId: UNIT,
  instrument: 'WHO_ASSIST',
  referencePeriod: 'THREE_MONTHS_BEFORE_ARREST',
  language: 'id',
  screenedOn: '2025-01-20',
  provider: { unitId: UNIT },
  rows: rows.map(({ inmateId, consentId }) => ({
    inmateId,
    consentId,
    interviewerId,
    certificate: { number: 'ASSIST-1', validFrom: '2024-01-01', validUntil: '2026-12-31' },
    answers: { amphetamine: { q1: true, q2: 4, q3: 4, q4: 3, q5: 3, q6: 'P', q7: 'P' }, alcohol: { q1: false } },
  })),
});
