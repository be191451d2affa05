import { id, type Told } from '#kernel';
import { agencyHead, assessor, caseId, subject } from '../facts-for-specs.js';
import type { PlanCommand } from './plan.decider.js';
import { content, goalId, templateId } from './plan-for-specs.js';
import { planIdOf, TellPlan, TellPlanHandler } from './plan.handler.js';
import { askOf, programme } from './programme-for-specs.js';

const draft: PlanCommand = { type: 'DraftPlan', data: { caseId, ...content } };
const planId = planIdOf(caseId);
const stream = `plan-${planId}`;

async function played() {
  const running = await programme();
  const handler = new TellPlanHandler(running.log.engine);
  const tell = (command: PlanCommand, by = assessor, target?: string, unitId?: string): Promise<Told> =>
    handler.execute(new TellPlan(askOf(command, by, target, unitId)));
  return { ...running, tell };
}

describe('TellPlan', () => {
  it('drafts the plan of a case under the id that follows from it (D3)', async () => {
    const { tell, log } = await played();
    expect(await tell(draft)).toMatchObject({ id: planId, revision: 0 });
    const [event] = await log.engine.store.read(stream);
    expect(event).toMatchObject({
      metadata: { about: [{ subject, caseId }] },
      data: { basis: [{ stream: `rehabcase-${caseId}` }, { stream: `programmetemplate-${templateId}` }] },
    });
    expect(JSON.stringify(event)).not.toContain('craving');
  });

  it('tells the case at once that its plan was approved', async () => {
    const { tell, typesOf, log } = await played();
    await tell(draft);
    await tell({ type: 'SubmitPlan', data: {} }, assessor, planId);
    const { position } = await tell({ type: 'ApprovePlan', data: {} }, agencyHead, planId);
    expect((await typesOf(`rehabcase-${caseId}`)).at(-1)).toBe('RehabCaseAdvanced');
    const last = (await log.events()).at(-1);
    expect(last).toMatchObject({ type: 'RehabCaseAdvanced', position, data: { milestone: 'PLAN_APPROVED' } });
  });

  it('follows the plan with what the case and its template say', async () => {
    const { tell, typesOf } = await played();
    await tell(draft);
    await tell({ type: 'SubmitPlan', data: {} }, assessor, planId);
    await tell({ type: 'ReturnPlan', data: { comment: 'More.' } }, agencyHead, planId);
    await tell({ type: 'RevisePlan', data: { version: 1, reason: 'Asked.', ...content } }, assessor, planId);
    await tell({ type: 'SubmitPlan', data: {} }, assessor, planId);
    await tell({ type: 'ApprovePlan', data: {} }, agencyHead, planId);
    const progress = { goalId, progress: 'UNDER_WAY', recordedOn: '2024-12-15' } as const;
    await tell({ type: 'RecordGoalProgress', data: progress }, assessor, planId);
    const exemption = { module: 'EDUCATION', reason: 'Hard of hearing.', exemptedOn: '2024-12-15' };
    await tell({ type: 'ExemptRequirement', data: exemption }, agencyHead, planId);
    expect((await typesOf(stream)).slice(-2)).toEqual(['GoalProgressRecorded', 'RequirementExempted']);
  });

  it('finds no plan of a case that was never opened', async () => {
    const { tell } = await played();
    const other: PlanCommand = { type: 'DraftPlan', data: { caseId: id('spec', 'nobody'), ...content } };
    await expect(tell(other)).rejects.toThrow('There is no case with that id.');
    await expect(tell({ type: 'SubmitPlan', data: {} }, assessor, planId)).rejects.toThrow('There is no plan');
  });

  it('is for the unit that owns the case and those that serve it', async () => {
    const { tell } = await played();
    await expect(tell(draft, assessor, undefined, 'RUTAN-PURBALINGGA')).rejects.toThrow('The unit that owns the case');
    const stranger = { ...assessor, unitId: 'BNNK-CILACAP' };
    await expect(tell(draft, stranger)).rejects.toThrow('units other than yours');
    await tell(draft);
    await expect(tell({ type: 'SubmitPlan', data: {} }, stranger, planId)).rejects.toThrow('units other than yours');
  });

  it('refuses a second plan of the same case', async () => {
    const { tell } = await played();
    await tell(draft);
    await expect(tell(draft)).rejects.toMatchObject({ code: 'plan-already-drafted' });
  });
});
