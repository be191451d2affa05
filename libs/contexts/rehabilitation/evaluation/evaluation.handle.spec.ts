import { jest } from '@jest/globals';
import { type AnyCommand, type Engine, id, type Keyring, type Seal } from '#kernel';
import {
  agencyHead,
  assessor,
  caseId,
  consentId,
  factOn,
  inmateId,
  karutan,
  nurse,
  subject,
  RECEIVING,
} from '../facts-for-specs.js';
import { summedOf } from '../instruments/catalogue.js';
import { takeOver } from '../taking-over-for-specs.js';
import { goalId } from '../plan/plan-for-specs.js';
import { planIdOf } from '../plan/plan.handle.js';
import { askOf } from '../plan/programme-for-specs.js';
import type { Conclusion } from './evaluation.concluding.js';
import { conclusion, measuring, quality, readiness } from './evaluation-for-specs.js';
import { LATE, played } from './evaluation-played-for-specs.js';
import { evaluationIdOf, handleEvaluation } from './evaluation.handle.js';

const stream = `evaluation-${evaluationIdOf(caseId)}`;
const evaluate: AnyCommand = {
  type: 'EvaluateRehab',
  data: { ...conclusion, goals: [{ goalId, outcome: 'ACHIEVED' }] },
};

describe('handleEvaluation', () => {
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

  it('pads what was answered as a list, so that its length says little (D8)', async () => {
    const { begin, log } = await played();
    await begin({ instrument: 'WHOQOL_BREF', answers: quality(3) });
    const [event] = await log.engine.store.read(stream);
    const { sealed } = event?.data as { sealed: Seal[] };
    const padded = sealed.map(({ ct }) => Buffer.from(ct, 'base64url').length - 16);
    expect(padded.map((bytes) => bytes % 256)).toEqual([0]);
  });

  it('reads the approved plan, and tells the case at once that its programme was evaluated', async () => {
    const { begin, measure, send, log } = await played();
    await begin();
    await measure();
    const { position } = await send(evaluate);
    const recorded = (await log.events()).slice(-2);
    expect(recorded).toMatchObject([
      {
        type: 'RehabEvaluated',
        data: { basis: expect.arrayContaining([cited(`plan-${planIdOf(caseId)}`)]) as unknown },
      },
      { type: 'RehabCaseAdvanced', position, data: { milestone: 'EVALUATED' } },
    ]);
    await expect(send({ ...evaluate, data: { ...evaluate.data, goals: [] } })).rejects.toMatchObject({
      code: 'goal-without-outcome',
    });
  });

  it('sets the case back when the conclusion is annulled (D12)', async () => {
    const { begin, send, log, typesOf } = await played();
    await begin();
    await send(evaluate);
    const of = await log.lastEntryOf(stream);
    await send({ type: 'AnnulEvaluationEntry', data: { of, reasonCode: 'WRONG_RECORD' } }, nurse);
    expect((await typesOf(`rehabcase-${caseId}`)).at(-1)).toBe('RehabCaseSetBack');
    await send(evaluate);
    const conclusions = (await typesOf(stream)).filter((type) => type === 'RehabEvaluated');
    expect(conclusions).toHaveLength(2);
  });

  it('corrects what is sealed without having to open it (D8)', async () => {
    const { begin, log, typesOf } = await played();
    const keyring: Keyring = {
      keysFor: (owners) => log.keyring.keysFor(owners),
      find: () => Promise.reject(new Error('Nothing is opened here.')),
      macKeyAt: (at) => log.keyring.macKeyAt(at),
      macKey: (of) => log.keyring.macKey(of),
      houseKeys: () => log.keyring.houseKeys(),
      destroy: (s, classes) => log.keyring.destroy(s, classes),
    };
    const { store, registry, staff, keys, build, zoneOf, now } = log.engine;
    const engine: Engine = { store, registry, staff, keys, build, zoneOf, now, log: log.engine.log, keyring };
    const send = (command: AnyCommand) =>
      handleEvaluation(engine, askOf(command, assessor, evaluationIdOf(caseId), undefined, LATE));
    await begin();
    const of = await log.lastEntryOf(stream);
    const measure = {
      timing: 'PRE',
      measuredOn: '2024-12-04',
      assessorId: nurse.staffId,
      answers: readiness(2),
    } as const;
    await send({ type: 'CorrectEvaluationEntry', data: { of, reasonCode: 'WRITTEN_WRONGLY', measure } });
    await send(evaluate);
    const concluded = await log.lastEntryOf(stream);
    const anew: Conclusion = { ...conclusion, goals: [{ goalId, outcome: 'NOT_ACHIEVED' }] };
    const data = { of: concluded, reasonCode: 'LEARNED_LATER', conclusion: anew } as const;
    await send({ type: 'CorrectEvaluationEntry', data });
    expect(await typesOf(stream)).toEqual([
      'OutcomeMeasured',
      'EvaluationEntryCorrected',
      'RehabEvaluated',
      'EvaluationEntryCorrected',
    ]);
  });

  it('sums a form once, when it is recorded and when it is corrected; the one that was stays sealed', async () => {
    const sums = jest.spyOn(summedOf(measuring.instrument), 'sumsOf');
    const { begin, send, log } = await played();
    await begin();
    expect(sums.mock.calls).toEqual([[measuring.answers]]);
    const { timing, measuredOn, assessorId } = measuring;
    const measure = { timing, measuredOn, assessorId, answers: readiness(2) };
    const of = await log.lastEntryOf(stream);
    await send({ type: 'CorrectEvaluationEntry', data: { of, reasonCode: 'WRITTEN_WRONGLY', measure } });
    expect(sums.mock.calls.filter(([answers]) => Object.keys(answers).length > 0).slice(1)).toEqual([[readiness(2)]]);
    sums.mockRestore();
  });

  it('seals what came of each goal under the person, and keeps in clear which goal (D8)', async () => {
    const { begin, send, log } = await played();
    await begin();
    await send(evaluate);
    const concluded = (await log.events()).find(({ type }) => type === 'RehabEvaluated');
    expect(concluded?.data).toMatchObject({
      conclusion: 'COMPLETE',
      goals: [{ subject, goalId, sealed: [{ s: subject, c: 'health' }] }],
    });
    expect(JSON.stringify(concluded)).not.toContain('ACHIEVED');
  });

  it('records nothing more of somebody whose data were erased (D8)', async () => {
    const { begin, send, log } = await played();
    await begin();
    const of = await log.lastEntryOf(stream);
    await log.keyring.destroy(subject);
    const before = (await log.events()).length;
    const measure = { ...measuring, answers: readiness(2) };
    for (const command of [
      evaluate,
      { type: 'RecordMeasure', data: { ...measure, timing: 'POST', measuredOn: '2024-12-15' } },
      { type: 'CorrectEvaluationEntry', data: { of, reasonCode: 'WRITTEN_WRONGLY', measure } },
    ] as const) {
      await expect(send(command)).rejects.toMatchObject({ code: 'subject-erased' });
    }
    expect(await log.events()).toHaveLength(before);
    await send({ type: 'AnnulEvaluationEntry', data: { of, reasonCode: 'WRONG_RECORD' } }, nurse);
  });

  it('rests a measure on the consent that it cites, or on what overrides it (D1)', async () => {
    const { begin, measure, send, log } = await played();
    await begin();
    const overrideId = id('spec', 'override');
    await log.write(`consent-${overrideId}`, karutan, {
      type: 'ConsentOverridden',
      data: {
        subject,
        inmateId,
        purposes: ['REHABILITATION'],
        overrideBasis: 'VITAL_INTEREST',
        reason: 'Overdosis.',
        overriddenOn: '2024-12-10',
        approvedBy: karutan.staffId,
        basis: [factOn(`inmate-${inmateId}`)],
      },
    });
    await measure({ consentId: overrideId });
    await send(evaluate);
    const of = (await log.engine.store.read(stream))[1]?.id ?? '';
    await send({ type: 'AnnulEvaluationEntry', data: { of, reasonCode: 'WRONG_RECORD' } }, nurse);
    const events = (await log.events()).filter((event) => event.stream === stream);
    expect(events.map(({ metadata: { about } }) => about)).toEqual(
      ['CONSENT', 'VITAL_INTEREST', 'LEGAL_DUTY', 'VITAL_INTEREST'].map((legalBasis) => [
        { subject, caseId, legalBasis },
      ]),
    );
    expect(events.map(({ metadata: { on } }) => on)).toEqual(['2024-12-03', '2024-12-15', '2024-12-15', '2024-12-16']);
  });

  it('is another unit’s once that took it over, also when all that was measured is annulled (R-1.7)', async () => {
    const { begin, send, log } = await played();
    await begin();
    const of = await log.lastEntryOf(stream);
    await takeOver(log.engine, 'TakeOverEvaluation', evaluationIdOf(caseId));
    expect((await log.events()).at(-1)).toMatchObject({
      type: 'EvaluationTakenOver',
      data: { subject, caseId, fromUnitId: nurse.unitId },
      metadata: { unitId: RECEIVING, on: '2024-12-15' },
    });
    const annulled = { type: 'AnnulEvaluationEntry', data: { of, reasonCode: 'WRONG_RECORD' } } as const;
    await expect(send(annulled, nurse)).rejects.toThrow('units other than yours');
    const there = { ...nurse, unitId: RECEIVING };
    await send(annulled, there);
    await send({ type: 'RecordMeasure', data: { ...measuring, measuredOn: '2024-12-15' } }, there);
    expect((await log.events()).at(-1)).toMatchObject({ type: 'OutcomeMeasured', metadata: { unitId: RECEIVING } });
    const takenOver = (await log.engine.store.read(stream))[1]?.id ?? '';
    const cited = { of: takenOver, reasonCode: 'WRONG_RECORD' } as const;
    await expect(send({ type: 'AnnulEvaluationEntry', data: cited }, there)).rejects.toMatchObject({
      code: 'entry-not-annullable',
    });
    await expect(send({ type: 'CorrectEvaluationEntry', data: { ...cited, conclusion } }, there)).rejects.toMatchObject(
      {
        code: 'entry-not-correctable',
      },
    );
  });

  it('finds no case, consent or evaluation where there is none', async () => {
    const { begin, send } = await played();
    const nobody = { ...measuring, caseId: id('spec', 'nobody') };
    await expect(send({ type: 'BeginEvaluation', data: nobody })).rejects.toThrow('There is no case');
    await expect(begin({ consentId: id('spec', 'none') })).rejects.toThrow('There is no consent');
    await expect(send(evaluate)).rejects.toThrow('There is no evaluation');
  });

  it('is for the unit that owns the case and those that serve it', async () => {
    const { begin, send } = await played();
    const begun: AnyCommand = { type: 'BeginEvaluation', data: { ...measuring, caseId } };
    await expect(send(begun, assessor, 0, 'RUTAN-PURBALINGGA')).rejects.toMatchObject({
      code: 'case-of-another-unit',
    });
    const stranger = { ...agencyHead, unitId: 'BNNK-CILACAP' };
    await expect(send(begun, stranger)).rejects.toThrow('units other than yours');
    await begin();
    await expect(send(evaluate, stranger)).rejects.toThrow('units other than yours');
  });
});

const cited = (of: string): unknown => expect.objectContaining({ stream: of });
