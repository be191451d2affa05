import { type Answer, api } from '#platform/for-specs';
import { RehabilitationModule, rehabilitationProjections } from '../index.js';
import { assessor } from '../facts-for-specs.js';
import {
  settle,
  context,
  one,
  paper,
  provider,
  today,
  interviewing,
  unexplained,
  valid,
} from './histories-for-specs.js';
import { LOW, uuid } from './screening-for-specs.js';
import { definitions, personOf as inmate, RUTAN } from '../people-for-specs.js';

describe('/screenings', () => {
  let running: Awaited<ReturnType<typeof api>>;
  let asNurse: Awaited<ReturnType<typeof running.as>>;
  let asAssessor: typeof asNurse;
  let asClerk: typeof asNurse;
  let asStranger: typeof asNurse;
  beforeAll(async () => {
    const served = { module: RehabilitationModule, projections: rehabilitationProjections };
    running = await api({ ...served, definitions });
    await settle(running.log, 4);
    asNurse = await running.as('perawat-klinik', RUTAN, 'nurse');
    asAssessor = await running.as('asesor-bnnk', assessor.unitId, 'assessor');
    asClerk = await running.as('kasubsi-pelayanan', RUTAN, 'clerk');
    asStranger = await running.as('perawat-klinik', 'RUTAN-MAKASSAR', 'stranger');
  });
  afterAll(() => running.close());

  const act = async (asked: Promise<Answer>, status = 200): Promise<string> => {
    const answer = await asked;
    expect(answer).toMatchObject({ status });
    return (answer.body as { id: string }).id;
  };
  const typesOf = async (id: string) =>
    (await running.log.events()).filter(({ stream }) => stream === `screening-${id}`).map(({ type }) => type);

  it('takes a screening from its plan to the education', async () => {
    const { inmateId, consentId, ...rest } = interviewing(0, LOW);
    const plan = { unitId: RUTAN, inmateId, instrument: 'WHO_ASSIST', scheduledOn: '2099-01-01', provider };
    const id = await act(asClerk('/screenings/schedule', plan), 201);
    const interview = { consentId, ...rest, referencePeriod: 'LAST_3_MONTHS', language: 'id', screenedOn: today() };
    await act(
      asNurse(`/screenings/${id}/record`, { ...interview, certificate: { ...valid, validUntil: '2099-01-01' } }),
    );
    const of = await running.log.lastEntryOf(`screening-${id}`);
    const screening = { ...interview, certificate: { ...valid, validUntil: '2098-01-01' } };
    await act(asNurse(`/screenings/${id}/correct-entry`, { of, reasonCode: 'LEARNED_LATER', screening }));
    await act(asNurse(`/screenings/${id}/educate`, { topics: ['LAW'], givenOn: today() }));
    const education = await running.log.lastEntryOf(`screening-${id}`);
    await act(asStranger(`/screenings/${id}/annul-entry`, { of: education, reasonCode: 'RECORDED_TWICE' }), 403);
    const asDoctor = await running.as('perawat-klinik', RUTAN, 'doctor');
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
    const plan = { unitId: RUTAN, inmateId, instrument: 'DAST_10', scheduledOn: '2099-01-01', provider };
    const id = await act(asNurse('/screenings/schedule', plan), 201);
    await act(asNurse(`/screenings/${id}/refuse`, { reasonCode: 'NOT_PRESENT', refusedOn: today() }));
    expect(await typesOf(id)).toEqual(['ScreeningScheduled', 'ScreeningRefused']);
  });

  it('takes from paper what is recorded late, when it is said why (R-13.1)', async () => {
    const { status, body } = await asNurse('/screenings', { ...one(2), context: unexplained });
    expect({ status, body }).toMatchObject({ status: 422, body: { code: 'late-entry-needs-reason', rule: 'R-13.1' } });
    const byItself = await asAssessor('/screenings', {
      ...one(2),
      interviewerId: running.staffIdOf('assessor'),
      context: paper,
    });
    expect(byItself).toMatchObject({ status: 422, body: { code: 'interviewer-is-typist' } });
    const id = await act(asNurse('/screenings', { ...one(2), context: paper }), 201);
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
    ['the name of who records it', { recordedBy: uuid(9) }],
    ['a language that is in no list', { language: 'tlh' }],
    ['the version of what scores it', { scorerVersion: '1' }],
    ['an interviewer by login', { interviewerId: 'asesor.bnnk' }],
    ['a legal basis (D1)', { context: { ...context, legalBasis: 'PUBLIC_TASK' } }],
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
      screenings(riskBand: HIGH, limit: 5) {
        items { id riskBand provider { unitId } } next
      }
      screeningQueue(overdue: true, on: "2025-01-20") { items { caseId isOverdue plans { scheduledOn } } }
    }`;
    expect(await asNurse('/graphql', { query })).toEqual({
      status: 200,
      body: { data: { screenings: { items: [], next: null }, screeningQueue: { items: [] } } },
    });
  });
});
