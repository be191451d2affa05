import type { Aggregate, AnyEvent } from '#kernel';
import { staffNamed } from '#kernel/given-for-specs';
import { agency, assessor, factOn, nurse, karutan, RECEIVING, takingOverFrom } from '../facts-for-specs.js';
import { groupOf, programme } from '../session/histories-for-specs.js';
import { progress, progressBoard } from './progress.read-model.js';
import {
  came,
  caseIdOf,
  facilitators,
  missed,
  subjectOf,
  supervisor,
  templateId,
} from '../session/session-for-specs.js';
import { definitions } from '../people-for-specs.js';

const at = (day: string) => ({ startsAt: `${day}T02:00:00.000Z`, endsAt: `${day}T03:00:00.000Z` });
const about = { subject: subjectOf(1), caseId: caseIdOf(1) };
const basis = [factOn(`rehabcase-${caseIdOf(1)}`)];
const content = (version: number, planned: number) => ({
  subject: subjectOf(1),
  version,
  providerUnitIds: [agency.unitId],
  goals: [],
  sessions: [{ module: 'RELAPSE_PREVENTION', planned }],
  modalities: ['GROUP_COUNSELLING'],
  basis,
});

type Write = { readonly type: 'Write'; readonly data: { readonly event: AnyEvent } };

/** Records of the case of the first person, as if their rules had let it happen. */
const recordOf = (name: string): Aggregate<null, Write, AnyEvent> => ({
  name,
  unitsOf: () => [assessor.unitId],
  aboutOf: () => [about],
  decider: {
    initial: null,
    decide: { Write: ({ data: { event } }) => [event] },
    evolve: Object.fromEntries(definitions.map(({ type }) => [type, () => null])),
  },
});

async function played() {
  const { log, send } = await programme(2);
  const writer = (name: string) => {
    const write = log.sender(recordOf(name));
    let target: string | undefined;
    return async (type: string, data: object): Promise<void> => {
      target = await write(assessor, { type: 'Write', data: { event: { type, data } } }, target);
    };
  };
  const asked = async (question: object = {}, by = nurse) =>
    (await log.answers(progressBoard).page(progress, { on: '2024-12-18', ...question }, by)).items;
  const first = async (question: object = {}) => (await asked({ caseId: caseIdOf(1), ...question }))[0];
  const hold = async (day: string, roster = [came(1)]) => {
    const { id } = await send({ type: 'ScheduleSession', data: groupOf(roster.length, at(day)) });
    await send({ type: 'HoldSession', data: { ...at(day), facilitators, roster } }, id);
    return id;
  };
  return { log, send, plan: writer('plan'), evaluation: writer('evaluation'), asked, first, hold };
}

const drafted = (planned: number) => ['RehabPlanDrafted', { ...content(1, planned), caseId: caseIdOf(1) }] as const;
const approved = (version: number) =>
  ['RehabPlanApproved', { version, providerUnitIds: [agency.unitId], approvedBy: staffNamed('head'), basis }] as const;

describe('progress', () => {
  it('shows every admitted case with what its programme asks for', async () => {
    const { asked } = await played();
    const missing = ['RELAPSE_PREVENTION'];
    const none = { planned: 0, attended: 0, mandatoryDone: [], mandatoryMissing: missing, isBehind: false };
    const rows = await asked();
    expect(rows).toHaveLength(2);
    for (const row of rows) {
      expect(row).toMatchObject({ templateCode: 'BERSINAR_30', minimumDosagePercent: 80, ...none });
      expect(row).not.toHaveProperty('dosagePercent');
    }
    expect(await asked({ caseId: caseIdOf(1) })).toMatchObject([{ subject: subjectOf(1) }]);
    expect(await asked({ templateId })).toHaveLength(2);
    expect(await asked({ templateId: caseIdOf(1) })).toEqual([]);
  });

  it('counts what was attended of the approved plan, never of a draft (R-3.9)', async () => {
    const { plan, first, hold } = await played();
    await plan(...drafted(3));
    expect(await first()).toMatchObject({ planned: 0 });
    await plan(...approved(1));
    await hold('2024-12-10');
    await hold('2024-12-11', [missed(1)]);
    await hold('2024-12-12', [came(1, 'FAILED_TO_COMPLY')]);
    await hold('2024-12-13', [came(1, 'ATTENDED_LATE')]);
    expect(await first()).toMatchObject({
      planned: 3,
      attended: 2,
      dosagePercent: 66,
      modules: [{ module: 'RELAPSE_PREVENTION', mandatory: true, planned: 3, attended: 2, isExempted: false }],
      mandatoryDone: ['RELAPSE_PREVENTION'],
      mandatoryMissing: [],
    });
    await plan('RehabPlanRevised', { ...content(2, 4), reason: 'Tambah.' });
    expect(await first()).toMatchObject({ planned: 3 });
    await plan(...approved(2));
    expect(await first()).toMatchObject({ planned: 4, dosagePercent: 50 });
  });

  it('follows a session that is amended, annulled or still to come', async () => {
    const { first, hold, send, log } = await played();
    const id = await hold('2024-12-10');
    const held = await log.lastEntryOf(`session-${id}`);
    expect(await first()).toMatchObject({ attended: 1, scheduled: 0 });
    await send({ type: 'AmendAttendance', data: { ...missed(1), reason: 'Keliru.' } }, id);
    expect(await first()).toMatchObject({ attended: 0 });
    const amendment = await log.lastEntryOf(`session-${id}`);
    const reasonCode = 'WRITTEN_WRONGLY';
    await send({ type: 'AnnulSessionEntry', data: { of: amendment, reasonCode } }, id, supervisor);
    expect(await first()).toMatchObject({ attended: 1 });
    await send({ type: 'AnnulSessionEntry', data: { of: held, reasonCode } }, id, supervisor);
    expect(await first()).toMatchObject({ attended: 0, scheduled: 1 });
  });

  it('takes an exemption for as long as it holds', async () => {
    const { plan, first } = await played();
    await plan(...drafted(3));
    const exemption = { module: 'RELAPSE_PREVENTION', exemptedOn: '2024-12-10', expiresOn: '2024-12-18' };
    await plan('RequirementExempted', {
      ...exemption,
      subject: subjectOf(1),
      reason: 'Sakit.',
      exemptedBy: staffNamed('head'),
      basis,
    });
    expect(await first()).toMatchObject({ mandatoryMissing: [], exemptions: [exemption] });
    expect(await first({ on: '2024-12-19' })).toMatchObject({ mandatoryMissing: ['RELAPSE_PREVENTION'] });
    expect(await first({ on: '2024-12-09' })).toMatchObject({ mandatoryMissing: ['RELAPSE_PREVENTION'] });
  });

  it('takes an exemption as it is known now, and none that was annulled (D12)', async () => {
    const { plan, first, log } = await played();
    await plan(...drafted(3));
    const exemption = { module: 'RELAPSE_PREVENTION', exemptedOn: '2024-12-10', expiresOn: '2024-12-18' };
    const whole = { ...exemption, subject: subjectOf(1), reason: 'Sakit.', exemptedBy: staffNamed('head'), basis };
    await plan('RequirementExempted', whole);
    const of = (await log.events()).at(-1)?.id;
    const reasonCode = 'WRITTEN_WRONGLY';
    const goal = { subject: subjectOf(1), goalId: subjectOf(9), progress: 'ACHIEVED', recordedOn: '2024-12-10' };
    await plan('GoalProgressRecorded', { ...goal, recordedBy: assessor.staffId, basis });
    const progressed = (await log.events()).at(-1)?.id;
    const progress = { ...goal, recordedOn: '2024-12-11', recordedBy: assessor.staffId, basis };
    await plan('PlanEntryCorrected', {
      of: progressed,
      reasonCode,
      entryType: 'GoalProgressRecorded',
      entry: progress,
    });
    await plan('PlanEntryCorrected', {
      of,
      reasonCode,
      entryType: 'RequirementExempted',
      entry: { ...whole, expiresOn: '2024-12-16' },
    });
    expect(await first()).toMatchObject({
      mandatoryMissing: ['RELAPSE_PREVENTION'],
      exemptions: [{ entryId: of, ...exemption, expiresOn: '2024-12-16' }],
    });
    await plan('PlanEntryAnnulled', { of: progressed, reasonCode, approvedBy: karutan.staffId });
    await plan('PlanEntryAnnulled', { of, reasonCode, approvedBy: karutan.staffId });
    expect(await first({ on: '2024-12-11' })).toMatchObject({ exemptions: [] });
  });

  it('says whether it was measured before and after, never what', async () => {
    const { evaluation, first, log } = await played();
    const measured = (timing: string) =>
      evaluation('OutcomeMeasured', {
        ...about,
        instrument: 'URICA',
        instrumentVersion: '32-vcu',
        referencePeriod: 'NOW',
        timing,
        measuredOn: '2024-12-10',
        assessorId: assessor.staffId,
        answers: [{ item: '1', answer: 3 }],
        sums: [{ scale: 'action', sum: 3, answered: 1 }],
        basis,
      });
    await measured('PRE');
    expect(await first()).toMatchObject({ isMeasuredBefore: true, isMeasuredAfter: false });
    await measured('POST');
    expect(await first()).toMatchObject({ isMeasuredBefore: true, isMeasuredAfter: true });
    const post = (await log.events()).at(-1);
    await evaluation('EvaluationEntryAnnulled', {
      of: post?.id,
      reasonCode: 'WRONG_RECORD',
      approvedBy: staffNamed('head'),
    });
    expect(await first()).toMatchObject({ isMeasuredBefore: true, isMeasuredAfter: false });
  });

  it('says who is behind: less than the minimum share of what is planned so far', async () => {
    const { plan, asked, hold } = await played();
    await plan(...drafted(4));
    await plan(...approved(1));
    const behind = async (on: string) => (await asked({ behind: true, on })).map(({ caseId }) => caseId);
    expect(await behind('2024-12-03')).toEqual([]);
    expect(await behind('2024-12-18')).toEqual([caseIdOf(1)]);
    await hold('2024-12-10');
    expect(await behind('2024-12-12')).toEqual([]);
    expect(await behind('2024-12-18')).toEqual([caseIdOf(1)]);
    await hold('2024-12-11');
    expect(await behind('2024-12-18')).toEqual([]);
    expect(await behind('2025-06-01')).toEqual([caseIdOf(1)]);
    expect(await asked({ behind: false })).toHaveLength(2);
  });

  it('is not behind when it is over', async () => {
    const { plan, asked, log } = await played();
    await plan(...drafted(4));
    await plan(...approved(1));
    const data = { exit: 'RELEASED', exitedOn: '2024-12-10' };
    await log.write(`rehabcase-${caseIdOf(1)}`, nurse, { type: 'RehabCaseExited', data });
    expect(await asked({ caseId: caseIdOf(1) })).toMatchObject([{ endedOn: '2024-12-10', isBehind: false }]);
  });

  it('is read by the agency that serves the case, and by no other unit', async () => {
    const { asked } = await played();
    expect(await asked({}, assessor)).toHaveLength(2);
    expect(await asked({}, karutan)).toHaveLength(2);
    expect(await asked({}, { ...nurse, unitId: RECEIVING })).toEqual([]);
  });

  it('follows the unit that takes the case over, away from the one before (R-1.7)', async () => {
    const { asked, send, log } = await played();
    const { id } = await send({ type: 'ScheduleSession', data: groupOf(1, at('2024-12-10')) });
    const there = { ...nurse, unitId: RECEIVING };
    await log.write(`rehabcase-${caseIdOf(1)}`, there, {
      type: 'RehabCaseTakenOver',
      data: { subject: subjectOf(1), ...takingOverFrom(), records: [] },
    });
    expect(await asked({}, there)).toMatchObject([{ caseId: caseIdOf(1), unitId: RECEIVING }]);
    expect(await asked({}, nurse)).toMatchObject([{ caseId: caseIdOf(2) }]);
    expect(await asked({}, assessor)).toHaveLength(2);
    await send({ type: 'HoldSession', data: { ...at('2024-12-10'), facilitators, roster: [came(1)] } }, id);
    expect(await asked({}, there)).toMatchObject([{ unitId: RECEIVING, attended: 1 }]);
  });
});
