import { type AnyCommand, type Context, NotFound } from '#kernel';
import { person } from '#kernel/given-for-specs';
import { readerOf } from '#platform/for-specs';
import { caseList } from '../case/cases.read-model.js';
import {
  agency,
  assessor,
  caseId,
  clerk,
  consentId,
  factOn,
  inmateId,
  karutan,
  nurse,
  subject,
} from '../facts-for-specs.js';
import { handleScreening } from '../screening/screening.handle.js';
import { interview, recording } from '../screening/screening-for-specs.js';
import { assessmentQueue, queuedCases } from './assessment-queue.read-model.js';
import { recommendation, screeningId, start, templateId } from '../assessment/assessment-for-specs.js';
import { askOf, screenedAs, screenedCase, settled } from '../assessment/histories-for-specs.js';

interface Row {
  readonly stage: string;
  readonly since?: string;
  readonly daysWaiting: number;
}

async function queued(...[riskBand]: Parameters<typeof screenedCase>) {
  const history = await screenedCase(riskBand);
  const answers = history.log.answers(queuedCases);
  const ask = async (question: object = {}, by = nurse) =>
    (await answers.page(assessmentQueue, question, by)).items as unknown as readonly Row[];
  return { ...history, ask };
}

describe('assessmentQueue', () => {
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
    const { ask, start: begin, rateAll, send } = await queued('MODERATE');
    const stages = async () =>
      (await ask({ on: '2024-12-20' })).map(({ stage, since, daysWaiting }) => [stage, since, daysWaiting]);
    expect(await stages()).toEqual([['TO_START', '2024-12-03', 17]]);
    expect(await ask({ riskBand: 'HIGH' })).toEqual([]);
    const id = await begin();
    expect(await stages()).toEqual([['TO_COMPLETE', '2024-12-05', 15]]);
    expect(await ask({ stage: 'TO_START' })).toEqual([]);
    await rateAll(id);
    await send({ type: 'CompleteAssessment', data: { completedOn: '2024-12-09' } }, id);
    expect(await stages()).toEqual([['TO_RECOMMEND', '2024-12-09', 11]]);
    expect(await ask({ stage: 'TO_RECOMMEND' })).toMatchObject([{ assessmentId: id }]);
    await send({ type: 'RecommendPlacement', data: recommendation }, id);
    expect(await stages()).toEqual([]);
  });

  it('follows corrections and annulments (D12)', async () => {
    const { ask, start: begin, send, log } = await queued();
    const id = await begin();
    const of = await log.lastEntryOf(`assessment-${id}`);
    const said = { assessorId: assessor.staffId, startedOn: '2024-12-04' };
    await send({ type: 'CorrectAssessmentEntry', data: { of, reasonCode: 'LEARNED_LATER', start: said } }, id);
    expect(await ask()).toMatchObject([{ stage: 'TO_COMPLETE', since: '2024-12-04' }]);
    await send({ type: 'AnnulAssessmentEntry', data: { of, reasonCode: 'WRONG_RECORD' } }, id, nurse);
    expect(await ask()).toMatchObject([{ stage: 'TO_START', since: '2024-12-03' }]);
    const screening = await log.lastEntryOf(`screening-${screeningId}`);
    await log.write(`screening-${screeningId}`, clerk, {
      type: 'ScreeningEntryCorrected',
      data: {
        of: screening,
        reasonCode: 'LEARNED_LATER',
        entryType: 'InmateScreened',
        entry: { ...screenedAs('MODERATE').data, screenedOn: '2024-12-02' },
      },
    });
    expect(await ask()).toMatchObject([{ riskBand: 'MODERATE', screenedOn: '2024-12-02', since: '2024-12-02' }]);
    const annul = { type: 'AnnulScreeningEntry', data: { of: screening, reasonCode: 'WRONG_RECORD' } } as const;
    await handleScreening(log.engine, askOf(annul, screeningId, karutan));
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

describe('since when a case waits', () => {
  const PAPER: Context = { lateCode: 'PAPER_RECORD' };
  const interviewed = { ...recording, provider: agency, consentId };

  async function lived() {
    const its = await settled();
    const { log } = its;
    const reading = { filter: {}, sort: { since: 1 } } as const;
    /** As the queue says it, and as the list of cases does. */
    const sinces = async () => {
      const { items } = await log.answers(queuedCases).page(assessmentQueue, {}, nurse);
      const cases = await (await log.models(caseList)).all(caseList, readerOf(nurse), reading);
      return [items[0]?.stage, items[0]?.since, cases[0]?.since];
    };
    const sendScreening = async (command: AnyCommand, target?: string, by = assessor) =>
      (await handleScreening(log.engine, { ...askOf(command, target, by), context: PAPER })).id;
    return { ...its, sinces, sendScreening };
  }

  it('is the day of what made it wait, in the queue as in the case, whatever the day of entry (D1)', async () => {
    const { sinces, sendScreening, send, rateAll, log } = await lived();
    const screening = await sendScreening({
      type: 'RecordScreening',
      data: { ...interviewed, screenedOn: '2024-12-03' },
    });
    expect(await sinces()).toEqual(['TO_START', '2024-12-03', '2024-12-03']);
    const screened = await log.lastEntryOf(`screening-${screening}`);
    const later = { ...interview, consentId, screenedOn: '2024-12-04' };
    const correction = { of: screened, reasonCode: 'LEARNED_LATER', screening: later } as const;
    await sendScreening({ type: 'CorrectScreeningEntry', data: correction }, screening);
    expect(await sinces()).toEqual(['TO_START', '2024-12-04', '2024-12-04']);

    const starting = { ...start, screeningId: screening };
    const id = (await send({ type: 'StartAssessment', data: starting })).id;
    expect(await sinces()).toEqual(['TO_COMPLETE', '2024-12-05', '2024-12-05']);
    const started = await log.lastEntryOf(`assessment-${id}`);
    const said = { assessorId: assessor.staffId, startedOn: '2024-12-06' };
    await send({ type: 'CorrectAssessmentEntry', data: { of: started, reasonCode: 'LEARNED_LATER', start: said } }, id);
    expect(await sinces()).toEqual(['TO_COMPLETE', '2024-12-06', '2024-12-06']);

    await rateAll(id);
    await send({ type: 'CompleteAssessment', data: { completedOn: '2024-12-09' } }, id);
    expect(await sinces()).toEqual(['TO_RECOMMEND', '2024-12-09', '2024-12-09']);
    const completed = await log.lastEntryOf(`assessment-${id}`);
    const annulling = { of: completed, reasonCode: 'RECORDED_TWICE' } as const;
    await send({ type: 'AnnulAssessmentEntry', data: annulling }, id, nurse);
    expect(await sinces()).toEqual(['TO_COMPLETE', '2024-12-06', '2024-12-06']);
    await send({ type: 'CompleteAssessment', data: { completedOn: '2024-12-10' } }, id);
    expect(await sinces()).toEqual(['TO_RECOMMEND', '2024-12-10', '2024-12-10']);
  });

  it('begins the row: nobody is listed before, and no waiting time is negative (D1)', async () => {
    const { ask } = await queued();
    expect(await ask({ on: '2024-12-02' })).toEqual([]);
    expect(await ask({ on: '2024-12-03' })).toMatchObject([{ since: '2024-12-03', daysWaiting: 0 }]);
    expect(await ask({ on: '2024-12-04' })).toMatchObject([{ daysWaiting: 1 }]);
  });

  it('is seen by the unit to which a case is on its way, and then by that one (R-1.7)', async () => {
    const { ask, log } = await queued();
    const other = person('other', 'asesor-bnnk', 'RUTAN-MAKASSAR');
    const of = factOn(`inmate-${inmateId}`);
    const noted = { transferId: inmateId, toUnitId: other.unitId, of };
    await log.write(`rehabcase-${caseId}`, clerk, { type: 'CaseTransferNoted', data: noted });
    expect(await ask({}, other)).toHaveLength(1);
    const taken = { subject, fromUnitId: nurse.unitId, takenOverOn: '2024-12-16', records: [], of };
    await log.write(`rehabcase-${caseId}`, other, { type: 'RehabCaseTakenOver', data: taken });
    expect(await ask()).toEqual([]);
    expect(await ask({}, other)).toMatchObject([{ caseId, unitId: other.unitId, since: '2024-12-03' }]);
  });
});
