import { id } from '#kernel';
import { type Answer, api } from '#platform/for-specs';
import { agencyHead, assessor, caseId, karutan, nurse } from '../facts-for-specs.js';
import { RehabilitationModule, rehabilitationProjections } from '../index.js';
import { content, goalId } from './plan-for-specs.js';
import { planIdOf } from './plan.handle.js';
import { seeded } from './programme-for-specs.js';
import { definitions } from '../people-for-specs.js';

describe('/plans', () => {
  let running: Awaited<ReturnType<typeof api>>;
  let asAssessor: Awaited<ReturnType<typeof running.as>>;
  let asHead: typeof asAssessor;
  let asKarutan: typeof asAssessor;
  beforeAll(async () => {
    running = await api({ module: RehabilitationModule, projections: rehabilitationProjections, definitions });
    await seeded(running.log, 1);
    asAssessor = await running.as('asesor-bnnk', assessor.unitId, assessor.staffId);
    asHead = await running.as('kepala-bnnk', agencyHead.unitId, agencyHead.staffId);
    asKarutan = await running.as('karutan', karutan.unitId, karutan.staffId);
  });
  afterAll(() => running.close());

  const at = `/plans/${planIdOf(caseId)}`;
  const progress = { goalId, progress: 'ACHIEVED', recordedOn: '2024-12-16', note: 'Names two triggers.' };
  const exemption = {
    module: 'EDUCATION',
    reason: 'Hard of hearing.',
    exemptedOn: '2024-12-16',
    expiresOn: '2024-12-20',
  };
  const late = { context: { lateCode: 'PAPER_RECORD' } };
  const eventsOfPlan = async () =>
    (await running.log.events()).filter(({ stream }) => stream === `plan-${planIdOf(caseId)}`);
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
    await act(asAssessor(`${at}/record-progress`, { ...progress, ...late }));
    await act(asKarutan(`${at}/exempt`, { ...exemption, ...late }));
    const [progressed, exempted] = (await eventsOfPlan())
      .slice(-2)
      .map(({ id: of }) => ({ of, reasonCode: 'WRITTEN_WRONGLY' }));
    await act(asAssessor(`${at}/correct-entry`, { ...progressed, progress: { ...progress, note: 'Names four.' } }));
    await act(asKarutan(`${at}/correct-entry`, { ...exempted, exemption: { ...exemption, expiresOn: '2024-12-21' } }));
    await act(asKarutan(`${at}/annul-entry`, { ...progressed }));
    expect((await eventsOfPlan()).map(({ type }) => type)).toEqual([
      'RehabPlanDrafted',
      'RehabPlanSubmitted',
      'RehabPlanReturned',
      'RehabPlanRevised',
      'RehabPlanSubmitted',
      'RehabPlanApproved',
      'GoalProgressRecorded',
      'RequirementExempted',
      'PlanEntryCorrected',
      'PlanEntryCorrected',
      'PlanEntryAnnulled',
    ]);
  });

  it('refuses a correction that a rule forbids with the code of the rule', async () => {
    const [drafted] = await eventsOfPlan();
    const said = { of: drafted?.id, reasonCode: 'WRITTEN_WRONGLY' };
    const corrected = await asAssessor(`${at}/correct-entry`, { ...said, progress });
    expect(corrected).toMatchObject({ status: 422, body: { code: 'entry-not-correctable', rule: 'D12' } });
    const annulled = await asKarutan(`${at}/annul-entry`, said);
    expect(annulled).toMatchObject({ status: 422, body: { code: 'entry-not-annullable', rule: 'D12' } });
    expect((await asAssessor(`${at}/correct-entry`, { ...said, progress: { goalId } })).status).toBe(400);
    const asRegistrar = await running.as('petugas-registrasi', nurse.unitId, 'registrar');
    expect((await asRegistrar(`${at}/annul-entry`, said)).status).toBe(403);
  });

  it('takes what happened long ago only with the reason why it is recorded so late (R-13.1)', async () => {
    const late = await asAssessor(`${at}/record-progress`, { ...progress, note: 'Late.' });
    expect(late).toMatchObject({ status: 422, body: { code: 'late-entry-needs-reason' } });
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
    ['a module that is no code', { sessions: [{ module: 'Edukasi', planned: 1 }] }],
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
    const query = '{ plans(status: APPROVED, limit: 5) { items { id version approvedVersion } next } }';
    const { status, body } = await asHead('/graphql', { query });
    expect({ status, body }).toEqual({ status: 200, body: { data: { plans: { items: [], next: null } } } });
  });
});
