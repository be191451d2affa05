import { prop, type Stage, then } from '../scene.js';
import { happenToAll, type Participant } from './bulk.js';
import { INTERVIEWERS } from './colleagues.js';
import { answersOf } from './people.js';

const LARGEST_BATCH = 100;
const CERTIFICATE = { number: 'ASSIST-2024', validFrom: '2024-01-01', validUntil: '2026-12-31' };

type Consented = Omit<Participant, 'screeningId' | 'caseId'>;

/** The agency screens everybody under the agreement, a hundred in a batch, entered from paper after the day. */
export async function screen(stage: Stage, consented: readonly Consented[]): Promise<readonly Participant[]> {
  const { api, cast, narrator } = stage;
  const screened: Participant[] = [];
  for (let first = 0; first < consented.length; first += LARGEST_BATCH) {
    const rows = consented.slice(first, first + LARGEST_BATCH);
    const day = first === 0 ? '2025-01-20' : '2025-02-10';
    const body = {
      unitId: cast.kasubsi.unit,
      instrument: 'WHO_ASSIST',
      referencePeriod: 'THREE_MONTHS_BEFORE_ARREST',
      language: 'id',
      screenedOn: day,
      provider: { unitId: cast.rehabilitation.unit, agreementId: prop(stage, 'agreement') },
      rows: rows.map((one) => ({
        inmateId: one.inmateId,
        consentId: one.consentId,
        interviewerId: prop(stage, `interviewer ${one.n % INTERVIEWERS}`),
        certificate: CERTIFICATE,
        answers: answersOf(one),
      })),
      context: then('09:00', day),
    };
    const key = { 'Idempotency-Key': `screening-day-${first}` };
    narrator.happens(`${day} 09:00`, `a screening day: ${rows.length}`);
    const answer = await api.command(cast.rehabilitation, '/screenings/batch', body, key);
    const statuses = answer.at('rows.*.status') as readonly number[];
    narrator.expect('every interview of the day is recorded', [...new Set(statuses)], [201]);
    if (first === 0) {
      const again = await api.command(cast.rehabilitation, '/screenings/batch', body, key);
      narrator.expect('the day again doubles nobody', again.at('rows.*.id'), answer.at('rows.*.id'));
    }
    const ids = answer.at('rows.*.id') as readonly string[];
    screened.push(...rows.map((one, index) => ({ ...one, screeningId: ids[index] ?? '', caseId: '' })));
  }
  return withCases(stage, screened);
}

/** The case that each screening opened, as the read model says. */
async function withCases({ api, cast }: Stage, screened: readonly Participant[]): Promise<readonly Participant[]> {
  const cases = new Map<string, string>();
  let next = '';
  do {
    const page = await api.ask(cast.rehabilitation, `/cases?limit=200${next === '' ? '' : `&after=${next}`}`);
    const [inmates, ids] = [page.at('items.*.inmateId'), page.at('items.*.id')] as [string[], string[]];
    for (const [index, inmateId] of inmates.entries()) cases.set(inmateId, ids[index] ?? '');
    next = page.text('next');
  } while (next !== '');
  return screened.map((one) => ({ ...one, caseId: cases.get(one.inmateId) ?? '' }));
}

/** Whoever is of low risk is educated, and their case is closed. */
export async function educate(stage: Stage, screened: readonly Participant[]): Promise<void> {
  const { cast } = stage;
  const low = screened.filter(({ fate }) => fate === 'EDUCATED');
  await happenToAll(stage, ['2025-02-17', '10:00', 'basic education for low risk'], low, {
    by: () => cast.rehabilitation,
    path: ({ screeningId }) => `/screenings/${screeningId}/educate`,
    body: () => ({ topics: ['DRUGS_AND_HEALTH', 'RELAPSE'], givenOn: '2025-02-17' }),
  });
  await happenToAll(stage, ['2025-02-17', '15:00', 'their cases are closed'], low, {
    by: () => cast.kasubsi,
    path: ({ caseId }) => `/cases/${caseId}/close`,
    body: () => ({ closedOn: '2025-02-17', reasonCode: 'EDUCATED' }),
  });
}
