import { agencyHead, assessor, caseId, nurse, subject } from '../facts-for-specs.js';
import { readerOf } from '#platform/specs';
import type { PlanCommand } from './plan.decider.js';
import { content, goalId, otherGoalId } from './plan-for-specs.js';
import { planIdOf, TellPlan, TellPlanHandler } from './plan.handler.js';
import { plans } from './plans.projection.js';
import { type PlanQuestion, PlansIn, PlansInHandler, PlanWithId, PlanWithIdHandler } from './plans.query.js';
import { askOf, personOf, programme } from './programme-for-specs.js';

const planId = planIdOf(caseId);
const stranger = { ...nurse, unitId: 'RUTAN-PURBALINGGA' };

async function played() {
  const { log } = await programme(2);
  const handler = new TellPlanHandler(log.engine);
  const tell = (command: PlanCommand, by = assessor, target?: string) =>
    handler.execute(new TellPlan(askOf(command, by, target)));
  await tell({ type: 'DraftPlan', data: { caseId: personOf(1).caseId, ...content } });
  await tell({ type: 'DraftPlan', data: { caseId, ...content } });
  await tell({ type: 'SubmitPlan', data: {} }, assessor, planId);
  await tell({ type: 'ReturnPlan', data: { comment: 'More education.' } }, agencyHead, planId);
  const sessions = [...content.sessions, { module: 'SPORT', planned: 3 }];
  const goals = [...content.goals, { goalId: otherGoalId, domain: 'LEGAL', statement: 'Pay the fine.' } as const];
  const revision = { version: 1, reason: 'Sport was added.', ...content, goals, sessions };
  await tell({ type: 'RevisePlan', data: revision }, assessor, planId);
  await tell({ type: 'SubmitPlan', data: {} }, assessor, planId);
  await tell({ type: 'ApprovePlan', data: {} }, agencyHead, planId);
  const progress = { goalId, progress: 'UNDER_WAY', recordedOn: '2024-12-15', note: 'Names two.' } as const;
  await tell({ type: 'RecordGoalProgress', data: progress }, assessor, planId);
  const exemption = { module: 'EDUCATION', reason: 'Hard of hearing.', exemptedOn: '2024-12-15' };
  await tell({ type: 'ExemptRequirement', data: exemption }, agencyHead, planId);
  const list = async (question: PlanQuestion, by = assessor) => {
    const query = new PlansInHandler(await log.models(plans));
    return (await query.execute(new PlansIn(readerOf(by), question))).items;
  };
  const one = async (by = agencyHead, id = planId) =>
    new PlanWithIdHandler(await log.models(plans), log.records).execute(new PlanWithId(readerOf(by), id));
  return { log, tell, list, one };
}

describe('PlansIn', () => {
  it('lists plans by case and status, without what is sealed', async () => {
    const { list } = await played();
    expect(await list({ caseId })).toEqual([
      {
        planId,
        caseId,
        unitId: nurse.unitId,
        status: 'APPROVED',
        version: 2,
        approvedVersion: 2,
        goals: 2,
        plannedSessions: 9,
        draftedAt: '2024-12-16T02:00:00.000Z',
        revision: 7,
      },
    ]);
    expect(await list({ status: 'DRAFTED' })).toMatchObject([{ caseId: personOf(1).caseId }]);
    expect(await list({ status: 'RETURNED' })).toEqual([]);
    expect(await list({})).toHaveLength(2);
  });

  it('is read by the unit and by who serves the case, and by nobody else', async () => {
    const { list, one } = await played();
    expect(await list({}, nurse)).toHaveLength(2);
    expect(await list({}, agencyHead)).toHaveLength(2);
    expect(await list({}, stranger)).toEqual([]);
    await expect(one(stranger)).rejects.toThrow('There is no plan with that id.');
  });
});

describe('PlanWithId', () => {
  it('shows its versions with who returned and who approved them, and records that it was read', async () => {
    const { one, log } = await played();
    const at = '2024-12-16T02:00:00.000Z';
    const found = await one();
    expect(found.versions).toEqual([
      {
        version: 1,
        ...content,
        written: { by: assessor.id, at },
        submitted: { by: assessor.id, at },
        returned: { by: agencyHead.id, at, comment: 'More education.' },
      },
      {
        version: 2,
        reason: 'Sport was added.',
        goals: [...content.goals, { goalId: otherGoalId, domain: 'LEGAL', statement: 'Pay the fine.' }],
        sessions: [...content.sessions, { module: 'SPORT', planned: 3 }],
        modalities: content.modalities,
        written: { by: assessor.id, at },
        submitted: { by: assessor.id, at },
        approved: { by: agencyHead.id, at },
      },
    ]);
    expect(found.progress).toEqual([
      { goalId, progress: 'UNDER_WAY', recordedOn: '2024-12-15', recordedBy: assessor.id, note: 'Names two.' },
    ]);
    expect(found.exemptions).toEqual([
      { module: 'EDUCATION', exemptedOn: '2024-12-15', exemptedBy: agencyHead.id, reason: 'Hard of hearing.' },
    ]);
    const views = (await log.events()).filter(({ type }) => type === 'RecordsViewed');
    expect(views.map(({ data }) => data)).toMatchObject([{ purpose: 'plan', subjects: [subject] }]);
  });

  it('says what is gone with the key (D8)', async () => {
    const { one, log } = await played();
    log.keyring.destroy(subject);
    const { versions, progress, exemptions } = await one();
    expect(versions).toMatchObject([
      { goals: [{ goalId, gone: ['narrative'] }], returned: { by: agencyHead.id, gone: ['narrative'] } },
      { gone: ['narrative'], approved: { by: agencyHead.id } },
    ]);
    expect(progress).toMatchObject([{ progress: 'UNDER_WAY', gone: ['narrative'] }]);
    expect(exemptions).toMatchObject([{ module: 'EDUCATION', gone: ['narrative'] }]);
  });

  it('is superseded while a new version waits, and holds meanwhile (R-3.4)', async () => {
    const { tell, list } = await played();
    const sessions = [...content.sessions, { module: 'SPORT', planned: 3 }];
    const revision = { version: 2, reason: 'Later.', ...content, sessions };
    await tell({ type: 'RevisePlan', data: revision }, assessor, planId);
    expect(await list({ caseId })).toMatchObject([{ status: 'DRAFTED', version: 3, approvedVersion: 2, goals: 1 }]);
  });
});
