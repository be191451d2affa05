import { type Answer, api } from '#platform/for-specs';
import { RehabilitationModule, rehabilitationProjections } from '../index.js';
import { settle, paper, shared, interviewing, unexplained, valid } from './histories-for-specs.js';
import { LOW, uuid } from './screening-for-specs.js';
import { definitions, personOf as inmate, RUTAN } from '../people-for-specs.js';

interface Row {
  readonly row: number;
  readonly status: number;
  readonly id?: string;
  readonly replayed?: boolean;
  readonly code?: string;
  readonly problems?: readonly string[];
}

describe('/screenings/batch', () => {
  let running: Awaited<ReturnType<typeof api>>;
  let asNurse: Awaited<ReturnType<typeof running.as>>;
  let asStranger: typeof asNurse;
  beforeAll(async () => {
    const served = { module: RehabilitationModule, projections: rehabilitationProjections };
    running = await api({ ...served, definitions });
    await settle(running.log, 130);
    asNurse = await running.as('perawat-klinik', RUTAN, 'nurse');
    asStranger = await running.as('perawat-klinik', 'RUTAN-MAKASSAR', 'stranger');
  });
  afterAll(() => running.close());

  const rowsOf = async (asked: Promise<Answer>): Promise<readonly Row[]> => {
    const answer = await asked;
    expect(answer).toMatchObject({ status: 200 });
    return (answer.body as { rows: Row[] }).rows;
  };
  const batch = (rows: readonly object[], change: object = {}) => ({ unitId: RUTAN, ...shared, rows, ...change });
  const day = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => interviewing(from + n));
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
    expect(new Set(results.map(({ id }) => id)).size).toBe(100);
    expect(await screened()).toBe(before + 100);
    const again = await rowsOf(asNurse('/screenings/batch', batch(rows), 'a-day'));
    expect(again).toEqual(results.map((row) => ({ ...row, replayed: true })));
    expect(await screened()).toBe(before + 100);
  });

  it('is one success of each row and repeats of it, fifty times at once with one key', async () => {
    const rows = day(121, 123);
    const before = await screened();
    const asked = Array.from({ length: 50 }, () => rowsOf(asNurse('/screenings/batch', batch(rows), 'fifty')));
    const answers = await Promise.all(asked);
    expect(new Set(answers.flat().map(({ row, status, id }) => `${row} ${status} ${id}`)).size).toBe(2);
    const first = answers.flat().filter(({ replayed }) => replayed !== true);
    expect(first.map(({ row, status }) => [row, status]).sort()).toEqual(rows.map((_, row) => [row, 201]));
    expect(await screened()).toBe(before + 2);
  });

  it('records each row for itself, and says of the others what is wrong', async () => {
    const rows = [
      interviewing(4),
      { ...interviewing(5), consentId: uuid(9) },
      { ...interviewing(6), answers: { opioids: { q1: true } } },
      { ...interviewing(7), certificate: { ...valid, validUntil: '2025-01-19' } },
      interviewing(8, LOW),
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
    const changed = [interviewing(9), interviewing(10, LOW), interviewing(11)];
    const results = await rowsOf(asNurse('/screenings/batch', batch(changed), 'same-key'));
    expect(results.map(({ status, code, replayed }) => [status, code, replayed])).toEqual([
      [201, undefined, true],
      [422, 'idempotency-key-reused', undefined],
      [201, undefined, true],
    ]);
  });

  it('takes a day from paper with the reason why it is late (R-13.1)', async () => {
    const input = batch(day(12, 14), { context: unexplained });
    const refused = await rowsOf(asNurse('/screenings/batch', input));
    expect(refused.map(({ code }) => code)).toEqual(['late-entry-needs-reason', 'late-entry-needs-reason']);
    const results = await rowsOf(asNurse('/screenings/batch', batch(day(12, 14), { context: paper })));
    expect(results.map(({ status }) => status)).toEqual([201, 201]);
  });

  it('opens one case for an inmate who is in two rows (D3)', async () => {
    const results = await rowsOf(asNurse('/screenings/batch', batch([interviewing(14), interviewing(14, LOW)])));
    expect(results.map(({ status }) => status)).toEqual([201, 201]);
    const opened = (await running.log.events()).filter(
      ({ stream, type }) => stream === `rehabcase-${inmate(14).caseId}` && type === 'RehabCaseOpened',
    );
    expect(opened).toHaveLength(1);
  });

  it('is malformed as a whole when one row is, and names row and field', async () => {
    const before = await screened();
    const bad = await asNurse(
      '/screenings/batch',
      batch([interviewing(15), { ...interviewing(16), inmateId: 'nobody' }]),
    );
    expect(bad).toMatchObject({
      status: 400,
      body: { problems: ['rows[1].inmateId must be a lower-case uuid, not "nobody"'] },
    });
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
