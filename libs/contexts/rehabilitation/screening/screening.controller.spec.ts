import { type Answer, api } from '#platform/specs';
import { RehabilitationModule, rehabilitationProjections } from '../index.js';
import { assessor, nurse } from '../facts-for-specs.js';
import { definitions, inmate, RUTAN, settle } from './histories-for-specs.js';
import { certificate, HIGH, LOW, uuid } from './screening-for-specs.js';

const DAY = '2025-01-20';
const valid = { ...certificate, validUntil: '2027-12-31' };
const provider = { unitId: RUTAN };
const reason = { source: 'BACKFILL', occurredAt: '2025-01-20T03:00:00.000Z', lateCode: 'PAPER_RECORD' } as const;

const told = (n: number, answers = HIGH) => {
  const { inmateId, consentId } = inmate(n);
  return { inmateId, consentId, interviewerId: assessor.id, certificate: valid, answers };
};
const shared = { instrument: 'WHO-ASSIST', referencePeriod: 'LAST_3_MONTHS', screenedOn: DAY, provider } as const;
const one = (n: number, answers = HIGH) => ({ unitId: RUTAN, ...shared, ...told(n, answers) });

interface Row {
  readonly row: number;
  readonly status: number;
  readonly screeningId?: string;
  readonly replayed?: boolean;
  readonly code?: string;
  readonly problems?: readonly string[];
}

describe('/screenings', () => {
  let running: Awaited<ReturnType<typeof api>>;
  let asNurse: Awaited<ReturnType<typeof running.as>>;
  let asAssessor: typeof asNurse;
  let asClerk: typeof asNurse;
  let asStranger: typeof asNurse;
  beforeAll(async () => {
    const served = { module: RehabilitationModule, projections: rehabilitationProjections };
    running = await api({ ...served, definitions });
    await settle(running.log, 130);
    asNurse = await running.as('perawat-klinik', RUTAN, nurse.id);
    asAssessor = await running.as('asesor-bnnk', assessor.unitId, assessor.id);
    asClerk = await running.as('kasubsi-pelayanan', RUTAN, 'staff-clerk');
    asStranger = await running.as('perawat-klinik', 'RUTAN-MAKASSAR', 'staff-stranger');
  });
  afterAll(() => running.close());

  const act = async (asked: Promise<Answer>, status = 200): Promise<string> => {
    const answer = await asked;
    expect(answer).toMatchObject({ status });
    return (answer.body as { id: string }).id;
  };
  const rowsOf = async (asked: Promise<Answer>): Promise<readonly Row[]> => {
    const answer = await asked;
    expect(answer).toMatchObject({ status: 200 });
    return (answer.body as { rows: Row[] }).rows;
  };
  const typesOf = async (id: string) =>
    (await running.log.events()).filter(({ stream }) => stream === `screening-${id}`).map(({ type }) => type);

  it('takes a screening from its plan to the education', async () => {
    const { inmateId, consentId, ...rest } = told(0, LOW);
    const plan = { unitId: RUTAN, inmateId, instrument: 'WHO-ASSIST', scheduledOn: '2099-01-01', provider };
    const id = await act(asClerk('/screenings/schedule', plan), 201);
    const today = new Date().toISOString().slice(0, 10);
    const interview = { consentId, ...rest, referencePeriod: 'LAST_3_MONTHS', screenedOn: today };
    await act(
      asNurse(`/screenings/${id}/record`, { ...interview, certificate: { ...valid, validUntil: '2099-01-01' } }),
    );
    const of = await running.log.lastEntryOf(`screening-${id}`);
    const screening = { ...interview, certificate: { ...valid, validUntil: '2098-01-01' } };
    await act(asNurse(`/screenings/${id}/correct-entry`, { of, reasonCode: 'LEARNED_LATER', screening }));
    await act(asNurse(`/screenings/${id}/educate`, { topics: ['LAW'], givenOn: today }));
    const education = await running.log.lastEntryOf(`screening-${id}`);
    await act(asStranger(`/screenings/${id}/annul-entry`, { of: education, reasonCode: 'RECORDED_TWICE' }), 403);
    const asDoctor = await running.as('perawat-klinik', RUTAN, 'staff-doctor');
    await act(asDoctor(`/screenings/${id}/annul-entry`, { of: education, reasonCode: 'RECORDED_TWICE' }));
    expect(await typesOf(id)).toEqual([
      'ScreeningScheduled',
      'InmateScreened',
      'ScreeningEntryCorrected',
      'BriefEducationGiven',
      'ScreeningEntryAnnulled',
    ]);
  });

  it('takes a screening that did not take place', async () => {
    const { inmateId } = inmate(1);
    const plan = { unitId: RUTAN, inmateId, instrument: 'DAST-10', scheduledOn: '2099-01-01', provider };
    const id = await act(asNurse('/screenings/schedule', plan), 201);
    const refusedOn = new Date().toISOString().slice(0, 10);
    await act(asNurse(`/screenings/${id}/refuse`, { reasonCode: 'NOT_PRESENT', refusedOn }));
    expect(await typesOf(id)).toEqual(['ScreeningScheduled', 'ScreeningRefused']);
  });

  it('takes from paper what is told late, when it is said why (R-13.1)', async () => {
    const { status, body } = await asNurse('/screenings', {
      ...one(2),
      context: { source: 'BACKFILL', occurredAt: reason.occurredAt },
    });
    expect({ status, body }).toMatchObject({ status: 422, body: { code: 'late-entry-needs-reason', rule: 'R-13.1' } });
    const byItself = await asAssessor('/screenings', { ...one(2), context: reason });
    expect(byItself).toMatchObject({ status: 422, body: { code: 'interviewer-is-typist' } });
    const id = await act(asNurse('/screenings', { ...one(2), context: reason }), 201);
    const [screened] = (await running.log.events()).filter(({ stream }) => stream === `screening-${id}`);
    expect(screened?.metadata).toMatchObject({ source: 'BACKFILL', lateCode: 'PAPER_RECORD' });
  });

  it('refuses what a rule forbids with the code of the rule', async () => {
    const lowered = { ...one(3), claimed: { highestRisk: 'LOW' } };
    expect(await asNurse('/screenings', lowered)).toMatchObject({
      status: 422,
      body: { code: 'score-differs', rule: 'R-2.3', problems: ['claimed.highestRisk is not what the answers score'] },
    });
    expect(await asStranger('/screenings', one(3))).toMatchObject({ status: 403 });
    expect(await asNurse('/screenings', { ...one(3), consentId: uuid(9) })).toMatchObject({ status: 404 });
    expect(await asClerk('/screenings', one(3))).toMatchObject({ status: 403, body: { code: 'role-not-allowed' } });
  });

  it.each([
    ['a day that is none', { screenedOn: '2025-02-29' }],
    ['no reference period (R-2.2)', { referencePeriod: undefined }],
    ['an instrument that screens nobody', { instrument: 'ASI' }],
    ['answers in a list', { answers: [] }],
    ['no interviewer', { interviewerId: undefined }],
    ['the name of who records it', { recordedBy: 'staff-9' }],
  ])('finds %s malformed', async (_, change) => {
    expect(await asNurse('/screenings', { ...one(3), ...change })).toMatchObject({ status: 400 });
  });

  it.each([
    ['/screenings?riskBand=HIGH&from=2025-01-01&to=2025-12-31'],
    ['/screening-queue?overdue=true&on=2025-01-20&plannedOn=2025-01-20'],
  ])('answers %s', async (path) => {
    expect(await asNurse(path)).toEqual({ status: 200, body: { items: [] } });
  });

  it('finds nothing at what is not there', async () => {
    expect(await asNurse(`/screenings/${uuid(9)}`)).toMatchObject({ status: 404 });
  });

  it.each(['/screenings?riskBand=NONE', '/screening-queue?overdue=1'])('finds %s malformed', async (path) => {
    expect(await asNurse(path)).toMatchObject({ status: 400 });
  });

  it('answers GraphQL as it answers REST', async () => {
    const query = `{
      screenings(riskBand: "HIGH", limit: 5) {
        items { screeningId riskBand provider { unitId } } next
      }
      screeningQueue(overdue: true, on: "2025-01-20") { items { caseId isOverdue plans { scheduledOn } } }
    }`;
    expect(await asNurse('/graphql', { query })).toEqual({
      status: 200,
      body: { data: { screenings: { items: [], next: null }, screeningQueue: { items: [] } } },
    });
  });

  describe('/batch', () => {
    const batch = (rows: readonly object[], change: object = {}) => ({ unitId: RUTAN, ...shared, rows, ...change });
    const day = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => told(from + n));
    const screened = async () => (await running.log.events()).filter(({ type }) => type === 'InmateScreened').length;

    it('records a screening day of a hundred full forms with what they score, in one request', async () => {
      const interview = { q1: true, q2: 4, q3: 4, q4: 4, q6: 'P', q7: 'P' };
      const drugs = ['alcohol', 'cannabis', 'cocaine', 'amphetamine', 'inhalants', 'sedatives', 'hallucinogens'];
      const full = {
        tobacco: interview,
        ...Object.fromEntries([...drugs, 'opioids', 'other'].map((drug) => [drug, { ...interview, q5: 4 }])),
        q8: 'P',
      };
      const scored = { tobacco: { score: 31, risk: 'HIGH' }, alcohol: { score: 39, risk: 'HIGH' } };
      const claimed = { scores: scored, highestRisk: 'HIGH' };
      const rows = day(20, 120).map((row) => ({ ...row, answers: full, claimed }));
      expect(JSON.stringify(batch(rows)).length).toBeLessThan(192 * 1024); // a body may have 256 KiB
      const before = await screened();
      const results = await rowsOf(asNurse('/screenings/batch', batch(rows), 'a-day'));
      expect(results.map(({ row, status }) => [row, status])).toEqual(rows.map((_, row) => [row, 201]));
      expect(new Set(results.map(({ screeningId }) => screeningId)).size).toBe(100);
      expect(await screened()).toBe(before + 100);
      const again = await rowsOf(asNurse('/screenings/batch', batch(rows), 'a-day'));
      expect(again).toEqual(results.map((row) => ({ ...row, replayed: true })));
      expect(await screened()).toBe(before + 100);
    }, 60_000);

    it('records each row for itself, and says of the others what is wrong', async () => {
      const rows = [
        told(4),
        { ...told(5), consentId: uuid(9) },
        { ...told(6), answers: { opioids: { q1: true } } },
        { ...told(7), certificate: { ...valid, validUntil: '2025-01-19' } },
        told(8, LOW),
      ];
      const results = await rowsOf(asNurse('/screenings/batch', batch(rows)));
      expect(results.map(({ status, code }) => [status, code])).toEqual([
        [201, undefined],
        [404, 'not-found'],
        [422, 'item-missing'],
        [422, 'interviewer-not-certified'],
        [201, undefined],
      ]);
      expect(results[2]?.problems).toContain('opioids.q2 is missing');
    });

    it('finds the same key with a changed row reused, for that row alone (D2)', async () => {
      const rows = day(9, 12);
      await rowsOf(asNurse('/screenings/batch', batch(rows), 'same-key'));
      const changed = [told(9), told(10, LOW), told(11)];
      const results = await rowsOf(asNurse('/screenings/batch', batch(changed), 'same-key'));
      expect(results.map(({ status, code, replayed }) => [status, code, replayed])).toEqual([
        [201, undefined, true],
        [422, 'idempotency-key-reused', undefined],
        [201, undefined, true],
      ]);
    });

    it('takes a day from paper with the reason why it is late (R-13.1)', async () => {
      const late = { source: 'BACKFILL', occurredAt: reason.occurredAt };
      const without = await rowsOf(asNurse('/screenings/batch', batch(day(12, 14), { context: late })));
      expect(without.map(({ code }) => code)).toEqual(['late-entry-needs-reason', 'late-entry-needs-reason']);
      const results = await rowsOf(asNurse('/screenings/batch', batch(day(12, 14), { context: reason })));
      expect(results.map(({ status }) => status)).toEqual([201, 201]);
    });

    it('opens one case for an inmate who is in two rows (D3)', async () => {
      const results = await rowsOf(asNurse('/screenings/batch', batch([told(14), told(14, LOW)])));
      expect(results.map(({ status }) => status)).toEqual([201, 201]);
      const opened = (await running.log.events()).filter(
        ({ stream, type }) => stream === `rehabcase-${inmate(14).caseId}` && type === 'RehabCaseOpened',
      );
      expect(opened).toHaveLength(1);
    });

    it('is malformed as a whole when one row is, and names row and field', async () => {
      const before = await screened();
      const bad = await asNurse('/screenings/batch', batch([told(15), { ...told(16), inmateId: 'nobody' }]));
      expect(bad).toMatchObject({ status: 400, body: { problems: ['rows[1].inmateId must be a lower-case uuid'] } });
      expect(await asNurse('/screenings/batch', batch(day(0, 101)))).toMatchObject({ status: 400 });
      expect(await asNurse('/screenings/batch', batch([]))).toMatchObject({ status: 400 });
      expect(await screened()).toBe(before);
    });

    it('is closed to people of other units, row for row', async () => {
      const results = await rowsOf(asStranger('/screenings/batch', batch(day(17, 19))));
      expect(results.map(({ status, code }) => [status, code])).toEqual([
        [403, 'outside-your-unit'],
        [403, 'outside-your-unit'],
      ]);
    });
  });
});
