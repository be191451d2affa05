import { type Answer, api } from '#platform/for-specs';
import { RehabilitationModule, rehabilitationProjections } from '../index.js';
import { agencyHead, subject } from '../facts-for-specs.js';
import { rating, recommendation, start } from './assessment-for-specs.js';
import { definitions, RUTAN } from '../people-for-specs.js';

const AT = `/assessments/${subject}`;

describe('/assessments', () => {
  let running: Awaited<ReturnType<typeof api>>;
  let asAssessor: Awaited<ReturnType<typeof running.as>>;
  let asNurse: typeof asAssessor;
  beforeAll(async () => {
    running = await api({ module: RehabilitationModule, projections: rehabilitationProjections, definitions });
    asAssessor = await running.as('asesor-bnnk', agencyHead.unitId, 'assessor');
    asNurse = await running.as('perawat-klinik', RUTAN, 'nurse');
  });
  afterAll(() => running.close());

  it.each([
    ['/assessments', { unitId: RUTAN, ...start }],
    [`${AT}/rate`, { domain: 'DRUG', ...rating }],
    [`${AT}/complete`, { completedOn: '2024-12-09', claimed: { suggestedDays: 60 } }],
    [`${AT}/recommend`, recommendation],
    [`${AT}/correct-entry`, { of: subject, reasonCode: 'LEARNED_LATER', rating }],
    [`${AT}/annul-entry`, { of: subject, reasonCode: 'LEARNED_LATER' }],
  ])('takes %s, and finds nothing to do it on', async (path, body) => {
    expect(await asAssessor(path, body)).toMatchObject({ status: 404 });
  });

  it.each([
    ['/assessments', { unitId: RUTAN, ...start, startedOn: '2024-02-30' }],
    ['/assessments', { unitId: RUTAN, ...start, provider: { unitId: 'somewhere' } }],
    ['/assessments', { unitId: RUTAN, ...start, subject }],
    [`${AT}/rate`, { domain: 'DRUG', ...rating, severity: 10 }],
    [`${AT}/rate`, { domain: 'SLEEP', ...rating }],
    [`${AT}/rate`, { domain: 'DRUG', ...rating, patientRating: 5 }],
    ['/assessments', { unitId: RUTAN, ...start, assessorId: 'asesor.bnnk' }],
    ['/assessments', { unitId: RUTAN, ...start, context: { legalBasis: 'PUBLIC_TASK' } }],
    [`${AT}/recommend`, { ...recommendation, team: [] }],
    [`${AT}/recommend`, { ...recommendation, recommendation: 'PERHAPS' }],
  ])('finds a body of %s malformed: %j', async (path, body) => {
    expect(await asAssessor(path, body)).toMatchObject({ status: 400 });
  });

  it.each(['/assessments?status=COMPLETED', '/assessment-queue?stage=TO_START&on=2024-12-16'])(
    'answers %s',
    async (path) => {
      expect(await asNurse(path)).toEqual({ status: 200, body: { items: [] } });
    },
  );

  it.each<[string, number]>([
    [AT, 404],
    ['/assessment-queue?overdue=true', 400],
    ['/assessment-queue?overdue=perhaps', 400],
    ['/assessment-queue?stage=TO_CLOSE', 400],
    ['/assessments?status=OPEN', 400],
  ])('answers %s with %d', async (path, status) => {
    expect((await asNurse(path)).status).toBe(status);
  });

  it('answers GraphQL as it answers REST', async () => {
    const query = `{
      assessments(status: COMPLETED) { items { id domainsRated } next }
      assessmentQueue(stage: TO_START) { items { caseId stage daysWaiting isOverdue } next }
    }`;
    const answer: Answer = await asNurse('/graphql', { query });
    const empty = { items: [], next: null };
    expect(answer).toEqual({ status: 200, body: { data: { assessments: empty, assessmentQueue: empty } } });
  });
});
