import type { ShownEntry } from '#kernel';
import { agencyHead, assessor, caseId, nurse, subject, RECEIVING } from '../facts-for-specs.js';
import { goalId } from '../plan/plan-for-specs.js';
import { takeOver } from '../taking-over-for-specs.js';
import { conclusion, quality, readiness } from './evaluation-for-specs.js';
import { played } from './evaluation-played-for-specs.js';
import { personOf } from '../people-for-specs.js';
import { evaluationIdOf } from './evaluation.handle.js';
import { outcomeComparison } from './outcomes.read-model.js';
import { outcomes } from './outcomes.read-model.js';
import type { Comparison } from './outcomes.js';

const stream = `evaluation-${evaluationIdOf(caseId)}`;
const wellbeing = { instrument: 'WHOQOL_BREF', answers: quality(3) } as const;

interface OutcomesOfCase {
  readonly caseId: string;
  readonly comparisons: readonly Comparison[];
  readonly measures: readonly ShownEntry[];
  readonly conclusions: readonly ShownEntry[];
}

async function compared(people = 1) {
  const running = await played(people);
  const { log } = running;
  const answers = log.answers(outcomeComparison);
  const ask = async (asked: object = {}, by = assessor) =>
    (await answers.page(outcomes, asked, by)).items as unknown as readonly OutcomesOfCase[];
  return { ...running, ask };
}

describe('outcomes', () => {
  it('says what changed of each scale, before and after by one method', async () => {
    const { begin, measure, ask, log } = await compared();
    await begin();
    await measure({ answers: readiness(4) });
    const [found] = await ask({ caseId });
    const change = { before: 3, after: 4, change: 1 };
    expect(found).toMatchObject({
      id: evaluationIdOf(caseId),
      caseId,
      comparisons: [
        {
          instrument: 'URICA',
          before: { timing: 'PRE', measuredOn: '2024-12-03', instrumentVersion: '32' },
          after: { timing: 'POST', measuredOn: '2024-12-15', referencePeriod: 'NOW' },
          comparable: true,
          changes: [
            { scale: 'precontemplation', ...change },
            { scale: 'contemplation', ...change },
            { scale: 'action', ...change },
            { scale: 'maintenance', ...change },
            { scale: 'readiness', before: 6, after: 8, change: 2 },
          ],
        },
      ],
    });
    const views = (await log.events()).filter(({ type }) => type === 'RecordsViewed');
    expect(views.map(({ data }) => data)).toMatchObject([{ purpose: 'outcomes', subjects: [subject], count: 2 }]);
  });

  it('computes quotients when asked, and answers to two places what changed (D5)', async () => {
    const { begin, measure, ask } = await compared();
    await begin(wellbeing);
    await measure({ ...wellbeing, answers: { ...quality(3), 10: 4, 15: 4 } });
    const [found] = await ask();
    expect(found?.comparisons[0]?.changes).toContainEqual({
      scale: 'physical',
      before: 50,
      after: 57.14,
      change: 7.14,
    });
  });

  it('shows no answers nor sums, and what was known then with what is known now (D12)', async () => {
    const { begin, send, ask, log } = await compared();
    await begin();
    const of = await log.lastEntryOf(stream);
    const anew = { timing: 'PRE', measuredOn: '2024-12-04', assessorId: nurse.staffId, answers: readiness(2) } as const;
    await send({ type: 'CorrectEvaluationEntry', data: { of, reasonCode: 'WRITTEN_WRONGLY', measure: anew } });
    const [found] = await ask();
    expect(found?.measures).toMatchObject([
      {
        entryId: of,
        instrument: 'URICA',
        assessorId: nurse.staffId,
        correctionReasonCode: 'WRITTEN_WRONGLY',
        scores: expect.arrayContaining([{ scale: 'action', score: 2 }]) as unknown,
        earlier: [
          { measuredOn: '2024-12-03', scores: expect.arrayContaining([{ scale: 'action', score: 3 }]) as unknown },
        ],
      },
    ]);
    expect(JSON.stringify(found)).not.toMatch(/"(answers|sums|subject|basis|sealed)"/);
  });

  it('shows what was concluded', async () => {
    const { begin, send, ask, log } = await compared();
    await begin();
    const goals = [{ goalId, outcome: 'ACHIEVED' }] as const;
    await send({ type: 'EvaluateRehab', data: { ...conclusion, goals: [...goals] } });
    expect((await ask())[0]?.conclusions).toMatchObject([
      {
        evaluatedOn: conclusion.evaluatedOn,
        evaluatedBy: assessor.staffId,
        conclusion: 'COMPLETE',
        goals,
        summary: conclusion.summary,
      },
    ]);
    await log.keyring.destroy(subject);
    const [found] = await ask();
    expect(found?.conclusions).toMatchObject([{ conclusion: 'COMPLETE', goals: [{ goalId, gone: ['health'] }] }]);
    expect(JSON.stringify(found)).not.toMatch(/ACHIEVED|"subject"/);
  });

  it('compares nothing of another version, nor what was not measured before', async () => {
    const { begin, measure, ask } = await compared();
    await begin();
    const between = { timing: 'MID', measuredOn: '2024-12-10' } as const;
    await measure({ ...between, version: '32-vcu' });
    await measure({ ...between, ...wellbeing });
    expect((await ask())[0]?.comparisons).toMatchObject([
      { comparable: false, why: 'OTHER_VERSION', changes: [] },
      { comparable: false, why: 'NOTHING_BEFORE', changes: [] },
    ]);
  });

  it('compares nothing that is not scorable, and never with 0 (R-2.4)', async () => {
    const { begin, measure, ask } = await compared();
    await begin({ ...wellbeing, answers: quality(3, 19) });
    await measure(wellbeing);
    const [found] = await ask();
    expect(found?.comparisons).toMatchObject([{ comparable: false, why: 'NOT_SCORABLE', changes: [] }]);
    expect(found?.measures[0]?.scores).toEqual(
      ['physical', 'psychological', 'social', 'environment'].map((scale) => ({ scale })),
    );
  });

  it('leaves out a scale that too little was answered to', async () => {
    const { begin, measure, ask } = await compared();
    const answers = Object.fromEntries(Object.entries(quality(3)).filter(([item]) => item !== '20' && item !== '21'));
    await begin({ ...wellbeing, answers });
    await measure(wellbeing);
    const scales = (await ask())[0]?.comparisons[0]?.changes.map(({ scale }) => scale);
    expect(scales).toEqual(['physical', 'psychological', 'environment']);
  });

  it('says what is gone with the key (D8)', async () => {
    const { begin, measure, ask, log } = await compared();
    await begin();
    await measure();
    await log.keyring.destroy(subject);
    const [found] = await ask();
    expect(found?.comparisons).toMatchObject([{ comparable: false, why: 'GONE', changes: [] }]);
    expect(found?.measures).toMatchObject([
      { timing: 'PRE', gone: ['health'] },
      { timing: 'POST', gone: ['health'] },
    ]);
    expect(found?.measures[0]).not.toHaveProperty('scores');
  });

  it('is asked by case, instrument and timing', async () => {
    const { begin, measure, ask } = await compared(2);
    await begin();
    await measure({ timing: 'MID', measuredOn: '2024-12-10' });
    await measure();
    await measure({ ...wellbeing, timing: 'PRE', measuredOn: '2024-12-03' });
    await begin({}, 1);
    expect(await ask()).toHaveLength(2);
    expect(await ask({ caseId: personOf(1).caseId })).toMatchObject([{ comparisons: [] }]);
    expect(await ask({ instrument: ['LIKERT'] })).toEqual([]);
    const timings = async (question: object) =>
      (await ask(question)).map(({ comparisons }) => comparisons.map(({ after }) => after.timing));
    expect(await timings({ timing: ['POST'] })).toEqual([['POST']]);
    expect(await timings({ caseId, instrument: ['URICA'] })).toEqual([['MID', 'POST']]);
    expect(await timings({ caseId, instrument: ['URICA', 'LIKERT'], timing: ['MID', 'POST'] })).toEqual([
      ['MID', 'POST'],
    ]);
    const [found] = await ask({ instrument: ['WHOQOL_BREF'] });
    expect(found).toMatchObject({ comparisons: [], measures: [{ instrument: 'WHOQOL_BREF' }] });
  });

  it('is read by the unit and by who serves the case, and by nobody else', async () => {
    const { begin, ask, log } = await compared();
    await begin();
    expect(await ask({}, nurse)).toHaveLength(1);
    expect(await ask({}, agencyHead)).toHaveLength(1);
    const there = { ...nurse, unitId: RECEIVING };
    expect(await ask({}, there)).toEqual([]);
    await takeOver(log.engine, 'TakeOverEvaluation', evaluationIdOf(caseId));
    expect(await ask({}, there)).toMatchObject([{ unitId: RECEIVING, measures: [{ timing: 'PRE' }] }]);
    expect(await ask({}, agencyHead)).toHaveLength(1);
    expect(await ask({}, nurse)).toEqual([]);
  });

  it('lists by the day of the first measure, as it is known now', async () => {
    const { begin, send, ask, log } = await compared(2);
    await begin();
    await begin({ measuredOn: '2024-12-04' }, 1);
    const caseIds = async () => (await ask()).map((one) => one.caseId);
    expect(await caseIds()).toEqual([personOf(1).caseId, caseId]);
    const of = await log.lastEntryOf(stream);
    const measure = {
      timing: 'PRE',
      measuredOn: '2024-12-05',
      assessorId: nurse.staffId,
      answers: readiness(2),
    } as const;
    await send({ type: 'CorrectEvaluationEntry', data: { of, reasonCode: 'WRITTEN_WRONGLY', measure } });
    expect(await caseIds()).toEqual([caseId, personOf(1).caseId]);
  });

  it('says by which cut-offs a version has them', async () => {
    const { begin, ask } = await compared(2);
    await begin({ version: '32-vcu' });
    await begin({}, 1);
    const [later] = await ask({ caseId });
    expect(later?.measures).toMatchObject([{ instrumentVersion: '32-vcu', cutoffSet: '32-vcu' }]);
    expect((await ask({ caseId: personOf(1).caseId }))[0]?.measures[0]).not.toHaveProperty('cutoffSet');
  });

  it('forgets a measure that was annulled, but shows who annulled it', async () => {
    const { begin, measure, send, ask, log } = await compared();
    await begin();
    await measure();
    const of = await log.lastEntryOf(stream);
    await send({ type: 'AnnulEvaluationEntry', data: { of, reasonCode: 'WRONG_RECORD' } }, nurse);
    const [found] = await ask();
    expect(found?.comparisons).toEqual([]);
    expect(found?.measures[1]).toMatchObject({ entryId: of, annulled: { approvedBy: nurse.staffId } });
    expect(await ask({ timing: 'POST' })).toEqual([]);
  });
});
