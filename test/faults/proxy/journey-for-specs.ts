import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Position } from '#kernel';
import { DEVELOPMENT_ISSUER, developmentToken } from '#platform/auth';
import { administrator, register } from '../../../apps/bersinar/story/cast.js';
import type { Answer, Bearer, Person } from '../../../apps/bersinar/story/client.js';
import type { Stage } from '../../../apps/bersinar/story/scene.js';

const PATIENCE_MS = 90_000;
const PAUSE_MS = 100;
const TRY_AGAIN: readonly number[] = [409, 429, 503, 504];
const NUMBER_TAKEN = 'register-number-taken';
const ON_PAPER = { lateCode: 'PAPER_RECORD' };
const PURPOSES = ['SCREENING', 'ASSESSMENT', 'REHABILITATION', 'AFTERCARE', 'DATA_EXCHANGE'];
const ALL_YES = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [String(index + 1), index !== 2]));

/** What a journey was acknowledged: the streams that it wrote, by what they are, and each position. */
export interface Journey {
  readonly streams: Readonly<Record<string, string>>;
  readonly positions: readonly Position[];
}

/** Asks again, as a patient client does, while a store is in trouble. */
async function patient(call: () => Promise<Answer>): Promise<Answer> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await call();
    if (!TRY_AGAIN.includes(answer.status) || Date.now() > deadline) return answer;
    await delay(PAUSE_MS);
  }
}

/** Throws what is answered when it is no success. */
async function answered(what: string, call: () => Promise<Answer>): Promise<Answer> {
  const answer = await patient(call);
  if (answer.status < 300) return answer;
  throw new Error(`${what} was answered ${answer.status} ${answer.text('code')}: ${answer.text('detail')}`);
}

const receiptIn = (answer: Answer) => ({
  id: answer.text('id'),
  revision: answer.at('revision'),
  position: (answer.headers.get('position') ?? '').split('.').slice(1).join('.'),
});

/** A nurse of the Rutan, of whom the story's cast has none. */
export async function nurseOf({ api, cast }: Stage): Promise<Person> {
  const [admin, { unit }] = [await administrator(), cast.registrar];
  const role = 'perawat-klinik';
  const id = await register(api, admin, { unitId: unit, name: 'Staff nurse', number: '190000000000009999', role });
  const login = { issuer: DEVELOPMENT_ISSUER, subject: 'nurse-of-the-rutan' };
  const linked = await api.command(admin, `/staff/${id}/link-login`, login, {
    'Idempotency-Key': `link-${login.subject}`,
  });
  if (linked.status >= 300) throw new Error(`Linking was answered ${linked.status}.`);
  return { id, role, unit, token: await developmentToken({ role, unit, subject: login.subject }) };
}

/** Two people and one case: one is screened, which opens the case, and turns out to be registered twice. A client who lost an answer asks again. */
export async function journeyOf(
  { api, cast }: Stage,
  nurse: Person,
  name: string,
  isLost = () => false,
): Promise<Journey> {
  const positions: Position[] = [];
  const { registrar, kasubsi, karutan } = cast;
  const send = async (by: Bearer, path: string, body: object): Promise<string> => {
    const key = { 'Idempotency-Key': randomUUID() };
    const ask = async () =>
      receiptIn(await answered(path, () => api.command(by, path, { context: ON_PAPER, ...body }, key)));
    const receipt = await ask();
    positions.push(receipt.position);
    if (!isLost()) return receipt.id;
    const again = await ask();
    positions.push(again.position); // of the last that had followed by then, which trouble may leave to the policies
    if (again.id !== receipt.id || again.revision !== receipt.revision) {
      const [first, then] = [receipt, again].map((one) => JSON.stringify(one));
      throw new Error(`${path} was answered otherwise when it was asked again: ${first}, then ${then}.`);
    }
    return again.id;
  };
  const person = (number: number) => ({
    unitId: registrar.unit,
    name: `Orang ${name} ${number}`,
    sex: 'MALE',
    registerNumber: `${name}-${number}`,
    registerPeriod: '2024',
    custodyStatus: 'A_III',
    registeredOn: '2024-12-02',
  });
  const registered = (number: number) => send(registrar, '/inmates', person(number));
  const [inmateId, duplicateId] = [await registered(1), await registered(2)];
  const consentId = await send(kasubsi, '/consents', {
    unitId: kasubsi.unit,
    inmateId,
    formVersion: 'PDP-1.0',
    language: 'id',
    medium: 'WRITTEN',
    purposes: PURPOSES.map((purpose) => ({ purpose, given: true })),
    documentSha256: 'a'.repeat(64),
    givenAt: '2024-12-13T09:00:00+07:00',
    givenBy: { capacity: 'INMATE' },
    witnessId: registrar.id,
  });
  const screeningId = await send(nurse, '/screenings', {
    unitId: nurse.unit,
    inmateId,
    consentId,
    instrument: 'DAST_10',
    referencePeriod: 'LAST_12_MONTHS',
    language: 'id',
    interviewerId: nurse.id,
    certificate: { number: 'BNN/SKR/2024/017', validFrom: '2024-01-01', validUntil: '2026-12-31' },
    screenedOn: '2024-12-16',
    provider: { unitId: nurse.unit },
    answers: ALL_YES,
  });
  await send(registrar, `/inmates/${inmateId}/move-room`, { room: 'A-1', movedOn: '2024-12-17' });
  await send(karutan, `/inmates/${inmateId}/merge-duplicate`, { duplicateId, reasonCode: 'SAME_FINGERPRINT' });
  const read = await answered('the inmate', () => api.ask(registrar, `/inmates/${inmateId}`));
  if ((read.at('moves') as readonly unknown[]).length !== 1) throw new Error('The inmate was not moved once.');
  const taken = () =>
    api.command(
      registrar,
      '/inmates',
      { context: ON_PAPER, ...person(3), registerNumber: `${name}-1` },
      { 'Idempotency-Key': randomUUID() },
    );
  const refused = await patient(taken);
  if (refused.text('code') !== NUMBER_TAKEN) throw new Error(`A number of another was answered ${refused.status}.`);
  const screening = await answered('the screening', () => api.ask(nurse, `/screenings/${screeningId}`));
  return {
    positions,
    streams: {
      inmate: `inmate-${inmateId}`,
      duplicate: `inmate-${duplicateId}`,
      consent: `consent-${consentId}`,
      screening: `screening-${screeningId}`,
      case: `rehabcase-${screening.text('caseId')}`,
    },
  };
}
