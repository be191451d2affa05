import { type Answer, api } from '#platform/for-specs';
import { agencyHead, assessor, caseId, nurse, subject } from '../facts-for-specs.js';
import { RehabilitationModule, rehabilitationProjections } from '../index.js';
import { content, goalId, providerUnitIds } from '../plan/plan-for-specs.js';
import { planIdOf } from '../plan/plan.handle.js';
import { seeded } from '../plan/programme-for-specs.js';
import { conclusion, measuring, readiness } from './evaluation-for-specs.js';
import { LATE } from './evaluation-played-for-specs.js';
import { definitions, personOf } from '../people-for-specs.js';
import { evaluationIdOf } from './evaluation.handle.js';

describe('/evaluations', () => {
  let running: Awaited<ReturnType<typeof api>>;
  let asAssessor: Awaited<ReturnType<typeof running.as>>;
  let asNurse: typeof asAssessor;
  let asHead: typeof asAssessor;
  beforeAll(async () => {
    running = await api({ module: RehabilitationModule, projections: rehabilitationProjections, definitions });
    await seeded(running.log, 2);
    asAssessor = await running.as('asesor-bnnk', assessor.unitId, assessor.staffId);
    asNurse = await running.as('perawat-klinik', nurse.unitId, nurse.staffId);
    asHead = await running.as('kepala-bnnk', agencyHead.unitId, agencyHead.staffId);
    await act(asAssessor('/plans', { unitId: nurse.unitId, caseId, ...content }), 201);
    await act(asAssessor(`/plans/${planIdOf(caseId)}/submit`, {}));
    await act(asHead(`/plans/${planIdOf(caseId)}/approve`, {}));
    const phase = { subject, phase: 'PRIMARY', changedOn: '2024-12-05', providerUnitIds };
    await running.log.write(`rehabcase-${caseId}`, nurse, { type: 'RehabPhaseChanged', data: phase });
  });
  afterAll(() => running.close());

  const at = `/evaluations/${evaluationIdOf(caseId)}`;
  const stream = `evaluation-${evaluationIdOf(caseId)}`;
  const late = { context: LATE };
  const act = async (asked: Promise<Answer>, expected = 200): Promise<void> => {
    const { status, body } = await asked;
    expect({ status, body }).toMatchObject({ status: expected });
  };
  const first = (change: object = {}, n = 1) => {
    const { caseId: of, consentId } = personOf(n);
    return asAssessor('/evaluations', {
      unitId: nurse.unitId,
      ...measuring,
      caseId: of,
      consentId,
      ...late,
      ...change,
    });
  };

  it('takes an evaluation from its first measure to its conclusion', async () => {
    await act(first({}, 0), 201);
    const { answers, ...said } = measuring;
    const claimed = [{ scale: 'action', sum: 28 }];
    const after = { ...said, answers: readiness(4), timing: 'POST', measuredOn: '2024-12-16', claimed };
    await act(asNurse(`${at}/measure`, { ...after, ...late }));
    const of = await running.log.lastEntryOf(stream);
    const { timing, measuredOn, assessorId } = after;
    const measure = { timing, measuredOn, assessorId, answers };
    await act(asNurse(`${at}/correct-entry`, { of, reasonCode: 'WRITTEN_WRONGLY', measure }));
    await act(asAssessor(`${at}/evaluate`, { ...conclusion, goals: [{ goalId, outcome: 'ACHIEVED' }], ...late }));
    const last = await running.log.lastEntryOf(stream);
    await act(asHead(`${at}/annul-entry`, { of: last, reasonCode: 'WRONG_RECORD' }));
    const types = (await running.log.events()).filter((event) => event.stream === stream).map(({ type }) => type);
    expect(types).toEqual([
      'OutcomeMeasured',
      'OutcomeMeasured',
      'EvaluationEntryCorrected',
      'RehabEvaluated',
      'EvaluationEntryAnnulled',
    ]);
  });

  it('refuses what a rule forbids with the code of the rule, and names no answer', async () => {
    const { status, body } = await first({ answers: { ...readiness(3), 1: 98765 } });
    expect({ status, body }).toMatchObject({ status: 422, body: { code: 'item-out-of-range', rule: 'R-2.4' } });
    expect(JSON.stringify(body)).not.toContain('98765');
  });

  it.each<[string, object]>([
    ['an instrument of no results', { instrument: 'DAST_10' }],
    ['an assessor who is nobody’s id', { assessorId: 'asesor.bnnk-purbalingga' }],
    ['a timing that there is not', { timing: 'LATER' }],
    ['an impossible day', { measuredOn: '2024-02-30' }],
    ['answers that are none', { answers: [] }],
    ['a claimed quotient', { claimed: [{ scale: 'action', sum: 3.5 }] }],
  ])('finds %s malformed', async (_, change) => {
    expect((await first(change)).status).toBe(400);
  });

  it('answers what was measured, and the means of it', async () => {
    expect(await asNurse(`/outcomes?caseId=${caseId}&instrument=URICA&timing=POST`)).toEqual({
      status: 200,
      body: { items: [] },
    });
    expect(await asHead('/outcome-statistics?instrument=URICA')).toEqual({
      status: 200,
      body: { instrument: 'URICA', methods: [] },
    });
    expect((await asNurse('/outcomes?timing=PRE')).status).toBe(400);
    expect((await asHead('/outcome-statistics')).status).toBe(400);
    expect((await asHead('/outcomes')).status).toBe(403);
    expect((await asNurse('/outcome-statistics?instrument=URICA')).status).toBe(403);
  });

  it('answers GraphQL as it answers REST', async () => {
    const outcomes = '{ outcomes(instrument: URICA, limit: 5) { items { caseId comparisons { comparable } } next } }';
    expect(await asNurse('/graphql', { query: outcomes })).toEqual({
      status: 200,
      body: { data: { outcomes: { items: [], next: null } } },
    });
    const statistics = '{ outcomeStatistics(instrument: URICA) { instrument templateId methods { n } } }';
    expect(await asHead('/graphql', { query: statistics })).toEqual({
      status: 200,
      body: { data: { outcomeStatistics: { instrument: 'URICA', templateId: null, methods: [] } } },
    });
  });
});
