import { id } from '#kernel';
import { type Answer, api } from '#platform/specs';
import { agencyHead, assessor, caseId, karutan, nurse } from '../facts-for-specs.js';
import { RehabilitationModule, rehabilitationProjections } from '../index.js';
import { content, goalId } from './plan-for-specs.js';
import { planIdOf } from './plan.handler.js';
import { definitions, seeded } from './programme-for-specs.js';

describe('/plans', () => {
  let running: Awaited<ReturnType<typeof api>>;
  let asAssessor: Awaited<ReturnType<typeof running.as>>;
  let asHead: typeof asAssessor;
  let asKarutan: typeof asAssessor;
  beforeAll(async () => {
    running = await api({ module: RehabilitationModule, projections: rehabilitationProjections, definitions });
    await seeded(running.log, 1);
    asAssessor = await running.as('asesor-bnnk', assessor.unitId, assessor.id);
    asHead = await running.as('kepala-bnnk', agencyHead.unitId, agencyHead.id);
    asKarutan = await running.as('karutan', karutan.unitId, karutan.id);
  });
  afterAll(() => running.close());

  const at = `/plans/${planIdOf(caseId)}`;
  const act = async (asked: Promise<Answer>): Promise<void> => {
    const { status, body } = await asked;
    expect({ status, body }).toMatchObject({ status: 200 });
  };

  it('takes a plan from its draft to what is made of it', async () => {
    const drafted = await asAssessor('/plans', { unitId: nurse.unitId, caseId, ...content });
    expect(drafted).toMatchObject({ status: 201, body: { id: planIdOf(caseId) } });
    await act(asAssessor(`${at}/submit`, {}));
    await act(asHead(`${at}/return`, { comment: 'More education.' }));
    await act(asAssessor(`${at}/revise`, { version: 1, reason: 'Asked for.', ...content }));
    await act(asAssessor(`${at}/submit`, { context: { source: 'API' } }));
    await act(asHead(`${at}/approve`, {}));
    const progress = { goalId, progress: 'ACHIEVED', recordedOn: '2024-12-16', note: 'Names two triggers.' };
    await act(asAssessor(`${at}/record-progress`, progress));
    const exemption = { module: 'EDUCATION', reason: 'Hard of hearing.', exemptedOn: '2024-12-16' };
    await act(asKarutan(`${at}/exempt`, { ...exemption, expiresOn: '2024-12-20' }));
    const types = (await running.log.events())
      .filter(({ stream }) => stream === `plan-${planIdOf(caseId)}`)
      .map(({ type }) => type);
    expect(types).toEqual([
      'RehabPlanDrafted',
      'RehabPlanSubmitted',
      'RehabPlanReturned',
      'RehabPlanRevised',
      'RehabPlanSubmitted',
      'RehabPlanApproved',
      'GoalProgressRecorded',
      'RequirementExempted',
    ]);
  });

  it('refuses what a rule forbids with the code of the rule', async () => {
    const { status, body } = await asAssessor('/plans', {
      unitId: nurse.unitId,
      caseId,
      ...content,
      modalities: ['EDUCATION'],
    });
    expect({ status, body }).toMatchObject({ status: 422, body: { code: 'plan-already-drafted', rule: 'R-3.3' } });
  });

  it.each<[string, object]>([
    ['a goal without a statement', { goals: [{ goalId, domain: 'DRUG' }] }],
    ['a domain that ASI does not have', { goals: [{ goalId, domain: 'SLEEP', statement: 'Sleep.' }] }],
    ['half a session', { sessions: [{ module: 'EDUCATION', planned: 0.5 }] }],
    ['no modality', { modalities: [] }],
    ['an impossible day', { goals: [{ ...content.goals[0], targetOn: '2025-02-30' }] }],
  ])('finds %s malformed', async (_, change) => {
    const { status } = await asAssessor('/plans', { unitId: nurse.unitId, caseId, ...content, ...change });
    expect(status).toBe(400);
  });

  it('answers and finds nothing where nothing is', async () => {
    expect(await asHead(`/plans?status=APPROVED&caseId=${caseId}`)).toEqual({ status: 200, body: { items: [] } });
    expect((await asHead(`/plans/${id('spec', 'no plan')}`)).status).toBe(404);
    expect((await asHead('/plans?status=FORGOTTEN')).status).toBe(400);
  });

  it('answers GraphQL as it answers REST', async () => {
    const query = '{ plans(status: "APPROVED", limit: 5) { items { planId version approvedVersion } next } }';
    const { status, body } = await asHead('/graphql', { query });
    expect({ status, body }).toEqual({ status: 200, body: { data: { plans: { items: [], next: null } } } });
  });
});
