import type { AnyCommand, StaffActor } from '#kernel';
import { agencyHead, assessor, caseId, karutan, nurse, subject, RECEIVING } from '../facts-for-specs.js';
import { takeOver } from '../taking-over-for-specs.js';
import { content, goalId, otherGoalId } from './plan-for-specs.js';
import { handlePlan, planIdOf } from './plan.handle.js';
import { plansKept } from './plans.read-model.js';
import { plan, plans } from './plans.read-model.js';
import { askOf, programme } from './programme-for-specs.js';
import { personOf } from '../people-for-specs.js';

const planId = planIdOf(caseId);
const stranger = { ...nurse, unitId: RECEIVING };

async function played() {
  const { log } = await programme(2);
  const send = (command: AnyCommand, by = assessor, target?: string) =>
    handlePlan(log.engine, askOf(command, by, target));
  await send({ type: 'DraftPlan', data: { caseId: personOf(1).caseId, ...content } });
  await send({ type: 'DraftPlan', data: { caseId, ...content } });
  await send({ type: 'SubmitPlan', data: {} }, assessor, planId);
  await send({ type: 'ReturnPlan', data: { comment: 'More education.' } }, agencyHead, planId);
  const sessions = [...content.sessions, { module: 'SPORT', planned: 3 }];
  const goals = [...content.goals, { goalId: otherGoalId, domain: 'LEGAL', statement: 'Pay the fine.' } as const];
  const revision = { version: 1, reason: 'Sport was added.', ...content, goals, sessions };
  await send({ type: 'RevisePlan', data: revision }, assessor, planId);
  await send({ type: 'SubmitPlan', data: {} }, assessor, planId);
  await send({ type: 'ApprovePlan', data: {} }, agencyHead, planId);
  const progress = { goalId, progress: 'UNDER_WAY', recordedOn: '2024-12-15', note: 'Names two.' } as const;
  await send({ type: 'RecordGoalProgress', data: progress }, assessor, planId);
  const exemption = { module: 'EDUCATION', reason: 'Hard of hearing.', exemptedOn: '2024-12-15' };
  await send({ type: 'ExemptRequirement', data: exemption }, agencyHead, planId);
  const answers = log.answers(plansKept);
  const list = async (asked: object, by = assessor) => (await answers.page(plans, asked, by)).items;
  const one = (by = agencyHead, id = planId) => answers.one(plan, { id }, by);
  const entriesOf = async (type: string) =>
    (await log.events()).filter((event) => event.type === type).map(({ id }) => id);
  return { log, send, list, one, entriesOf };
}

describe('plans', () => {
  it('lists plans by case and status, without what is sealed', async () => {
    const { list } = await played();
    expect(await list({ caseId })).toEqual([
      {
        id: planId,
        caseId,
        unitId: nurse.unitId,
        status: 'APPROVED',
        version: 2,
        approvedVersion: 2,
        goals: 2,
        plannedSessions: 9,
        draftedOn: '2024-12-16',
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

describe('plan', () => {
  it('shows its versions with who returned and who approved them, and records that it was read', async () => {
    const { one, log, entriesOf } = await played();
    const by = (actor: StaffActor) => ({ by: actor.staffId, on: '2024-12-16', at: '2024-12-16T02:00:00.000Z' });
    const found = await one();
    expect(found.versions).toEqual([
      {
        version: 1,
        ...content,
        written: by(assessor),
        submitted: by(assessor),
        returned: { ...by(agencyHead), comment: 'More education.' },
      },
      {
        version: 2,
        reason: 'Sport was added.',
        goals: [...content.goals, { goalId: otherGoalId, domain: 'LEGAL', statement: 'Pay the fine.' }],
        sessions: [...content.sessions, { module: 'SPORT', planned: 3 }],
        modalities: content.modalities,
        written: by(assessor),
        submitted: by(assessor),
        approved: by(agencyHead),
      },
    ]);
    const recordedAt = '2024-12-16T02:00:00.000Z';
    expect(found.progress).toEqual([
      {
        entryId: (await entriesOf('GoalProgressRecorded'))[0],
        goalId,
        progress: 'UNDER_WAY',
        recordedOn: '2024-12-15',
        on: '2024-12-15',
        recordedAt,
        recordedBy: assessor.staffId,
        note: 'Names two.',
        earlier: [],
      },
    ]);
    expect(found.exemptions).toEqual([
      {
        entryId: (await entriesOf('RequirementExempted'))[0],
        module: 'EDUCATION',
        exemptedOn: '2024-12-15',
        on: '2024-12-15',
        recordedAt,
        recordedBy: agencyHead.staffId,
        exemptedBy: agencyHead.staffId,
        reason: 'Hard of hearing.',
        earlier: [],
      },
    ]);
    const views = (await log.events()).filter(({ type }) => type === 'RecordsViewed');
    expect(views.map(({ data }) => data)).toMatchObject([{ purpose: 'plan', subjects: [subject] }]);
  });

  it('says what is gone with the key (D8)', async () => {
    const { one, log } = await played();
    await log.keyring.destroy(subject);
    const { versions, progress, exemptions } = await one();
    expect(versions).toMatchObject([
      { goals: [{ goalId, gone: ['health', 'narrative'] }], returned: { by: agencyHead.staffId, gone: ['narrative'] } },
      { gone: ['narrative'], approved: { by: agencyHead.staffId } },
    ]);
    expect(progress).toMatchObject([{ goalId, recordedOn: '2024-12-15', gone: ['health', 'narrative'] }]);
    expect(JSON.stringify([versions, progress])).not.toMatch(/DRUG|UNDER_WAY/);
    expect(exemptions).toMatchObject([{ module: 'EDUCATION', gone: ['narrative'] }]);
  });

  it('shows what was known then beside what is known now (D12)', async () => {
    const { send, one, log, entriesOf } = await played();
    const reasonCode = 'WRITTEN_WRONGLY' as const;
    const [recorded = ''] = await entriesOf('GoalProgressRecorded');
    const progress = { goalId, progress: 'ACHIEVED', recordedOn: '2024-12-14' } as const;
    await send({ type: 'CorrectPlanEntry', data: { of: recorded, reasonCode, progress } }, nurse, planId);
    const [exempted = ''] = await entriesOf('RequirementExempted');
    await send({ type: 'AnnulPlanEntry', data: { of: exempted, reasonCode } }, karutan, planId);
    const found = await one();
    const latest = { progress: 'UNDER_WAY', on: '2024-12-15', note: 'Names two.', recordedBy: assessor.staffId };
    expect(found.progress).toMatchObject([
      {
        entryId: recorded,
        progress: 'ACHIEVED',
        on: '2024-12-14',
        correctionReasonCode: reasonCode,
        recordedBy: nurse.staffId,
        earlier: [latest],
      },
    ]);
    expect(found).not.toHaveProperty('progress.0.note');
    expect(found.exemptions).toMatchObject([
      { entryId: exempted, module: 'EDUCATION', annulled: { approvedBy: karutan.staffId, reasonCode } },
    ]);
    const corrected = (await log.events()).find(({ type }) => type === 'PlanEntryCorrected');
    expect(corrected).toMatchObject({ data: { entryOn: '2024-12-14' }, metadata: { on: '2024-12-16' } });
    expect(JSON.stringify(corrected)).not.toContain('ACHIEVED');
  });

  it('follows the unit that takes it over, away from the one before (R-1.7)', async () => {
    const { log, list, one } = await played();
    await takeOver(log.engine, 'TakeOverPlan', planId);
    expect(await list({ caseId }, stranger)).toMatchObject([{ unitId: RECEIVING, status: 'APPROVED' }]);
    expect(await list({ caseId }, agencyHead)).toHaveLength(1);
    expect(await list({ caseId }, nurse)).toEqual([]);
    await expect(one(nurse)).rejects.toThrow('There is no plan with that id.');
  });

  it('is superseded while a new version waits, and holds meanwhile (R-3.4)', async () => {
    const { send, list } = await played();
    const sessions = [...content.sessions, { module: 'SPORT', planned: 3 }];
    const revision = { version: 2, reason: 'Later.', ...content, sessions };
    await send({ type: 'RevisePlan', data: revision }, assessor, planId);
    expect(await list({ caseId })).toMatchObject([{ status: 'DRAFTED', version: 3, approvedVersion: 2, goals: 1 }]);
  });
});
