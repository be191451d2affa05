import { id } from '#kernel';
import { agencyHead, assessor, caseId, consentId, inmateId, nurse, subject } from '../facts-for-specs.js';
import { goalId } from '../plan/plan-for-specs.js';
import { planIdOf } from '../plan/plan.handler.js';
import type { Conclusion } from './evaluation.concluding.js';
import type { EvaluationCommand } from './evaluation.decider.js';
import { conclusion, measuring, readiness } from './evaluation-for-specs.js';
import { played } from './evaluation-played-for-specs.js';
import { evaluationIdOf } from './evaluation.handler.js';

const stream = `evaluation-${evaluationIdOf(caseId)}`;
const evaluate: EvaluationCommand = {
  type: 'EvaluateRehab',
  data: { ...conclusion, goals: [{ goalId, outcome: 'ACHIEVED' }] },
};

describe('TellEvaluation', () => {
  it('begins the evaluation of a case under the id that follows from it, its answers sealed (D3, D8)', async () => {
    const { begin, log } = await played();
    expect(await begin()).toMatchObject({ id: evaluationIdOf(caseId), revision: 0 });
    const [event] = await log.engine.store.read(stream);
    expect(event).toMatchObject({
      metadata: { about: [{ subject, caseId }] },
      data: {
        sealed: [{ s: subject, c: 'health' }],
        basis: [
          { stream: `rehabcase-${caseId}` },
          { stream: `inmate-${inmateId}` },
          { stream: `consent-${consentId}` },
        ],
      },
    });
    expect(event?.data).not.toHaveProperty('answers');
    expect(event?.data).not.toHaveProperty('sums');
  });

  it('reads the approved plan, and tells the case at once that its programme was evaluated', async () => {
    const { begin, measure, tell, log } = await played();
    await begin();
    await measure();
    const { position } = await tell(evaluate);
    const told = (await log.events()).slice(-2);
    expect(told).toMatchObject([
      {
        type: 'RehabEvaluated',
        data: { basis: expect.arrayContaining([cited(`plan-${planIdOf(caseId)}`)]) as unknown },
      },
      { type: 'RehabCaseAdvanced', position, data: { milestone: 'EVALUATED' } },
    ]);
    await expect(tell({ ...evaluate, data: { ...evaluate.data, goals: [] } })).rejects.toMatchObject({
      code: 'goal-without-outcome',
    });
  });

  it('sets the case back when the conclusion is annulled (D12)', async () => {
    const { begin, tell, log, typesOf } = await played();
    await begin();
    await tell(evaluate);
    const of = await log.lastEntryOf(stream);
    await tell({ type: 'AnnulEvaluationEntry', data: { of, reasonCode: 'WRONG_RECORD' } }, nurse);
    expect((await typesOf(`rehabcase-${caseId}`)).at(-1)).toBe('RehabCaseSetBack');
    await tell(evaluate);
    const conclusions = (await typesOf(stream)).filter((type) => type === 'RehabEvaluated');
    expect(conclusions).toHaveLength(2);
  });

  it('corrects what is sealed without having to open it (D8)', async () => {
    const { begin, tell, log, typesOf } = await played();
    await begin();
    const of = await log.lastEntryOf(stream);
    const measure = { timing: 'PRE', measuredOn: '2024-12-04', assessorId: nurse.id, answers: readiness(2) } as const;
    log.keyring.destroy(subject);
    await tell({ type: 'CorrectEvaluationEntry', data: { of, reasonCode: 'WRITTEN_WRONGLY', measure } });
    await tell(evaluate);
    const concluded = await log.lastEntryOf(stream);
    const anew: Conclusion = { ...conclusion, goals: [{ goalId, outcome: 'NOT_ACHIEVED' }] };
    const data = { of: concluded, reasonCode: 'LEARNED_LATER', conclusion: anew } as const;
    await tell({ type: 'CorrectEvaluationEntry', data });
    expect(await typesOf(stream)).toEqual([
      'OutcomeMeasured',
      'EvaluationEntryCorrected',
      'RehabEvaluated',
      'EvaluationEntryCorrected',
    ]);
  });

  it('finds no case, consent or evaluation where there is none', async () => {
    const { begin, tell } = await played();
    const nobody = { ...measuring, caseId: id('spec', 'nobody') };
    await expect(tell({ type: 'BeginEvaluation', data: nobody })).rejects.toThrow('There is no case');
    await expect(begin({ consentId: id('spec', 'none') })).rejects.toThrow('There is no consent');
    await expect(tell(evaluate)).rejects.toThrow('There is no evaluation');
  });

  it('is for the unit that owns the case and those that serve it', async () => {
    const { begin, tell } = await played();
    const begun: EvaluationCommand = { type: 'BeginEvaluation', data: { ...measuring, caseId } };
    await expect(tell(begun, assessor, 0, 'RUTAN-PURBALINGGA')).rejects.toMatchObject({
      code: 'case-of-another-unit',
    });
    const stranger = { ...agencyHead, unitId: 'BNNK-CILACAP' };
    await expect(tell(begun, stranger)).rejects.toThrow('units other than yours');
    await begin();
    await expect(tell(evaluate, stranger)).rejects.toThrow('units other than yours');
  });
});

const cited = (of: string): unknown => expect.objectContaining({ stream: of });
