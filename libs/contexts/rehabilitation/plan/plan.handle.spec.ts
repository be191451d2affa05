import { type AnyCommand, id, type StaffActor, type Receipt } from '#kernel';
import { agencyHead, assessor, caseId, nurse, subject, RECEIVING } from '../facts-for-specs.js';
import { takeOver } from '../taking-over-for-specs.js';
import { content, goalId, templateId } from './plan-for-specs.js';
import { handlePlan, planIdOf } from './plan.handle.js';
import { askOf, programme } from './programme-for-specs.js';

const draft: AnyCommand = { type: 'DraftPlan', data: { caseId, ...content } };
const planId = planIdOf(caseId);
const stream = `plan-${planId}`;

async function played() {
  const running = await programme();
  const send = (command: AnyCommand, by = assessor, target?: string, unitId?: string): Promise<Receipt> =>
    handlePlan(running.log.engine, askOf(command, by, target, unitId));
  return { ...running, send };
}

const progress = { goalId, progress: 'UNDER_WAY', recordedOn: '2024-12-15' } as const;

async function approvedPlan() {
  const running = await played();
  await running.send(draft);
  await running.send({ type: 'SubmitPlan', data: {} }, assessor, planId);
  await running.send({ type: 'ApprovePlan', data: {} }, agencyHead, planId);
  return running;
}

describe('handlePlan', () => {
  it('drafts the plan of a case under the id that follows from it (D3)', async () => {
    const { send, log } = await played();
    expect(await send(draft)).toMatchObject({ id: planId, revision: 0 });
    const [event] = await log.engine.store.read(stream);
    expect(event).toMatchObject({
      metadata: { about: [{ subject, caseId }] },
      data: { basis: [{ stream: `rehabcase-${caseId}` }, { stream: `programmetemplate-${templateId}` }] },
    });
    expect(JSON.stringify(event)).not.toContain('craving');
  });

  it('tells the case at once that its plan was approved', async () => {
    const { send, typesOf, log } = await played();
    await send(draft);
    await send({ type: 'SubmitPlan', data: {} }, assessor, planId);
    const { position } = await send({ type: 'ApprovePlan', data: {} }, agencyHead, planId);
    expect((await typesOf(`rehabcase-${caseId}`)).at(-1)).toBe('RehabCaseAdvanced');
    const last = (await log.events()).at(-1);
    expect(last).toMatchObject({ type: 'RehabCaseAdvanced', position, data: { milestone: 'PLAN_APPROVED' } });
  });

  it('follows the plan with what the case and its template say', async () => {
    const { send, typesOf } = await played();
    await send(draft);
    await send({ type: 'SubmitPlan', data: {} }, assessor, planId);
    await send({ type: 'ReturnPlan', data: { comment: 'More.' } }, agencyHead, planId);
    await send({ type: 'RevisePlan', data: { version: 1, reason: 'Asked.', ...content } }, assessor, planId);
    await send({ type: 'SubmitPlan', data: {} }, assessor, planId);
    await send({ type: 'ApprovePlan', data: {} }, agencyHead, planId);
    await send({ type: 'RecordGoalProgress', data: progress }, assessor, planId);
    const exemption = { module: 'EDUCATION', reason: 'Hard of hearing.', exemptedOn: '2024-12-15' };
    await send({ type: 'ExemptRequirement', data: exemption }, agencyHead, planId);
    expect((await typesOf(stream)).slice(-2)).toEqual(['GoalProgressRecorded', 'RequirementExempted']);
  });

  it('rests on a duty by law, and happened on the day it was for (D1)', async () => {
    const { send, log } = await approvedPlan();
    await send({ type: 'RecordGoalProgress', data: progress }, assessor, planId);
    const recorded = (await log.events()).find(({ type }) => type === 'GoalProgressRecorded');
    const about = [{ subject, caseId, legalBasis: 'LEGAL_DUTY' }];
    expect(recorded?.metadata).toMatchObject({ on: '2024-12-15', recordedAt: '2024-12-16T02:00:00.000Z', about });
    expect(recorded?.metadata).not.toHaveProperty('occurredAt');
  });

  it('seals what a goal is about, says and has come to, under the person (D8)', async () => {
    const { send, log } = await approvedPlan();
    await send({ type: 'RecordGoalProgress', data: { ...progress, note: 'Names two.' } }, assessor, planId);
    const [drafted, ...later] = (await log.events()).filter((event) => event.stream === stream);
    const sealed = [
      { s: subject, c: 'health' },
      { s: subject, c: 'narrative' },
    ];
    expect(drafted?.data).toMatchObject({ goals: [{ goalId, targetOn: '2024-12-16', sealed }] });
    expect(later.at(-1)?.data).toMatchObject({ goalId, recordedOn: '2024-12-15', sealed });
    expect(JSON.stringify([drafted, later])).not.toMatch(/DRUG|craving|UNDER_WAY|Names two/);
  });

  it('records nothing more of somebody whose data were erased (D8)', async () => {
    const { send, log } = await approvedPlan();
    await log.keyring.destroy(subject);
    const before = (await log.events()).length;
    const sending = send({ type: 'RecordGoalProgress', data: progress }, assessor, planId);
    await expect(sending).rejects.toMatchObject({ code: 'subject-erased' });
    expect(await log.events()).toHaveLength(before);
  });

  it('is another unit’s once that took it over (R-1.7)', async () => {
    const { send, log } = await approvedPlan();
    await takeOver(log.engine, 'TakeOverPlan', planId);
    const [last] = (await log.events()).slice(-1);
    expect(last).toMatchObject({
      type: 'RehabPlanTakenOver',
      data: { subject, caseId, fromUnitId: nurse.unitId, takenOverOn: '2024-12-15' },
      metadata: { unitId: RECEIVING, on: '2024-12-15', actor: { kind: 'SYSTEM' }, source: 'SYSTEM' },
    });
    const asking = (by: StaffActor) => send({ type: 'RecordGoalProgress', data: progress }, by, planId);
    await expect(asking(nurse)).rejects.toThrow('units other than yours');
    await asking({ ...nurse, unitId: RECEIVING });
    expect((await log.events()).at(-1)).toMatchObject({ metadata: { unitId: RECEIVING } });
    await expect(takeOver(log.engine, 'TakeOverPlan', planId)).rejects.toMatchObject({
      code: 'record-of-another-unit',
    });
  });

  it('finds no plan of a case that was never opened', async () => {
    const { send } = await played();
    const other: AnyCommand = { type: 'DraftPlan', data: { caseId: id('spec', 'nobody'), ...content } };
    await expect(send(other)).rejects.toThrow('There is no case with that id.');
    await expect(send({ type: 'SubmitPlan', data: {} }, assessor, planId)).rejects.toThrow('There is no plan');
  });

  it('is for the unit that owns the case and those that serve it', async () => {
    const { send } = await played();
    await expect(send(draft, assessor, undefined, 'RUTAN-PURBALINGGA')).rejects.toThrow(
      'The case belongs to RUTAN-BANJARNEGARA, so its records do',
    );
    const stranger = { ...assessor, unitId: 'BNNK-CILACAP' };
    await expect(send(draft, stranger)).rejects.toThrow('units other than yours');
    await send(draft);
    await expect(send({ type: 'SubmitPlan', data: {} }, stranger, planId)).rejects.toThrow('units other than yours');
  });

  it('refuses a second plan of the same case', async () => {
    const { send } = await played();
    await send(draft);
    await expect(send(draft)).rejects.toMatchObject({ code: 'plan-already-drafted' });
  });
});
