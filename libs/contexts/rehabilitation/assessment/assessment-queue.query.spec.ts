import { NotFound } from '#kernel';
import { readerOf } from '#platform/specs';
import { assessor, caseId, clerk, factOn, inmateId, karutan, nurse, subject } from '../facts-for-specs.js';
import { assessmentQueue } from './assessment-queue.projection.js';
import { AssessmentsDue, AssessmentsDueHandler, type QueueQuestion } from './assessment-queue.query.js';
import { recommendation, screeningId, templateId } from './assessment-for-specs.js';
import { TellScreening, TellScreeningHandler } from '../screening/screening.handler.js';
import { askOf, screenedAs, screenedCase } from './histories-for-specs.js';

async function queued(...[riskBand]: Parameters<typeof screenedCase>) {
  const told = await screenedCase(riskBand);
  const ask = async (question: QueueQuestion = {}, by = nurse) => {
    const handler = new AssessmentsDueHandler(told.log.engine, await told.log.models(assessmentQueue));
    return (await handler.execute(new AssessmentsDue(readerOf(by), question))).items;
  };
  return { ...told, ask };
}

describe('AssessmentsDue', () => {
  it('shows who waits since when, and by which day of the template (R-2.6)', async () => {
    const { ask } = await queued();
    expect(await ask({ on: '2024-12-10', templateId })).toEqual([
      {
        caseId,
        inmateId,
        unitId: nurse.unitId,
        stage: 'TO_START',
        since: '2024-12-03',
        riskBand: 'HIGH',
        screeningId,
        screenedOn: '2024-12-03',
        daysWaiting: 7,
        dueOn: '2024-12-17',
        isOverdue: false,
      },
    ]);
    expect(await ask({ on: '2024-12-18', templateId })).toMatchObject([{ isOverdue: true }]);
  });

  it('names no due day without a template, and cannot say who is overdue', async () => {
    const { ask } = await queued();
    const [row] = await ask();
    expect(row).toMatchObject({ daysWaiting: 13 });
    expect(row).not.toHaveProperty('dueOn');
    await expect(ask({ overdue: true })).rejects.toMatchObject({ code: 'template-needed' });
    await expect(ask({ templateId: subject })).rejects.toThrow(NotFound);
  });

  it('lists who is overdue on a day, and who is not (R-2.6)', async () => {
    const { ask } = await queued();
    for (const [on, overdue, count] of [
      ['2024-12-17', true, 0],
      ['2024-12-17', false, 1],
      ['2024-12-18', true, 1],
      ['2024-12-18', false, 0],
    ] as const) {
      expect(await ask({ templateId, on, overdue })).toHaveLength(count);
    }
  });

  it('follows a case from stage to stage, until the team has recommended (1.3)', async () => {
    const { ask, start: begin, rateAll, tell } = await queued('MODERATE');
    const stages = async () =>
      (await ask({ on: '2024-12-20' })).map(({ stage, since, daysWaiting }) => [stage, since, daysWaiting]);
    expect(await stages()).toEqual([['TO_START', '2024-12-03', 17]]);
    expect(await ask({ riskBand: 'HIGH' })).toEqual([]);
    const id = await begin();
    expect(await stages()).toEqual([['TO_COMPLETE', '2024-12-05', 15]]);
    expect(await ask({ stage: 'TO_START' })).toEqual([]);
    await rateAll(id);
    await tell({ type: 'CompleteAssessment', data: { completedOn: '2024-12-09' } }, id);
    expect(await stages()).toEqual([['TO_RECOMMEND', '2024-12-09', 11]]);
    expect(await ask({ stage: 'TO_RECOMMEND' })).toMatchObject([{ assessmentId: id }]);
    await tell({ type: 'RecommendPlacement', data: recommendation }, id);
    expect(await stages()).toEqual([]);
  });

  it('follows corrections and annulments (D12)', async () => {
    const { ask, start: begin, tell, log } = await queued();
    const id = await begin();
    const of = await log.lastEntryOf(`assessment-${id}`);
    const said = { assessorId: assessor.id, startedOn: '2024-12-04' };
    await tell({ type: 'CorrectAssessmentEntry', data: { of, reasonCode: 'LEARNED_LATER', start: said } }, id);
    expect(await ask()).toMatchObject([{ stage: 'TO_COMPLETE', since: '2024-12-04' }]);
    await tell({ type: 'AnnulAssessmentEntry', data: { of, reasonCode: 'WRONG_RECORD' } }, id, nurse);
    expect(await ask()).toMatchObject([{ stage: 'TO_START', since: '2024-12-03' }]);
    const screening = await log.lastEntryOf(`screening-${screeningId}`);
    await log.write(`screening-${screeningId}`, clerk, {
      type: 'ScreeningEntryCorrected',
      data: {
        of: screening,
        reasonCode: 'LEARNED_LATER',
        entry: { ...screenedAs('MODERATE').data, screenedOn: '2024-12-02' },
        entryVersion: 2,
      },
    });
    expect(await ask()).toMatchObject([{ riskBand: 'MODERATE', screenedOn: '2024-12-02', since: '2024-12-02' }]);
    const annul = { type: 'AnnulScreeningEntry', data: { of: screening, reasonCode: 'WRONG_RECORD' } } as const;
    const ofScreening = new TellScreening(askOf(annul, screeningId, karutan));
    await new TellScreeningHandler(log.engine).execute(ofScreening);
    expect(await ask()).toEqual([]);
  });

  it('leaves out who is of low risk, and who has left', async () => {
    const { ask } = await queued('LOW');
    expect(await ask()).toEqual([]);
    const other = await queued();
    await other.log.write(`rehabcase-${caseId}`, clerk, {
      type: 'RehabCaseExited',
      data: { exit: 'RELEASED', exitedOn: '2024-12-10', basis: [factOn(`inmate-${inmateId}`)] },
    });
    expect(await other.ask()).toEqual([]);
  });

  it('is read by the unit and by who serves the case, by nobody else', async () => {
    const { ask } = await queued();
    expect(await ask({}, assessor)).toHaveLength(1);
    expect(await ask({}, { ...nurse, unitId: 'RUTAN-PURBALINGGA' })).toEqual([]);
  });
});
