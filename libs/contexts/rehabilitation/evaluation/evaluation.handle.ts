import { type Ask, type Engine, factAt, handle, id, load, type Receipt, unitOfActor } from '#kernel';
import { caseFact, consentFact, inmateFact } from '../facts.js';
import { rehabPlan } from '../plan/plan.decider.js';
import { planIdOf } from '../plan/plan.handle.js';
import { sendRecord } from '../reactions/index.js';
import { corrections, evaluation } from './evaluation.decider.js';
import * as its from './evaluation.record.js';

export const evaluationIdOf = (caseId: string): string => id('evaluation', caseId);

export function handleEvaluation(engine: Engine, ask: Ask): Promise<Receipt> {
  const { type, data } = ask.command;
  const caseId = type === 'BeginEvaluation' ? (data as { caseId: string }).caseId : undefined;
  const asked = caseId === undefined ? ask : { ...ask, createdId: evaluationIdOf(caseId) };
  const unitId = ask.unitId ?? unitOfActor(ask.by);
  return handle(
    engine,
    evaluation,
    asked,
    (reading) => ({
      ...readersOf(reading, unitId),
      CorrectEvaluationEntry: async (command, record) => ({
        ...(await changing(reading, record).CorrectEvaluationEntry(command, record, ask)),
        ...(await onCase(reading, record)),
      }),
      AnnulEvaluationEntry: async (command, record) => ({
        ...(await changing(reading, record).AnnulEvaluationEntry(command, record, ask)),
        ...(await onCase(reading, record)),
      }),
    }),
    sendRecord,
  );
}

/** The readers of corrections, by which entries are decided again in the unit that owns them. */
const changing = (engine: Engine, record: its.EvaluationRecord) =>
  corrections.withFacts(readersOf(engine, its.begunEvaluation(record).unitId));

const onCase = async (engine: Engine, record: its.EvaluationRecord) => ({
  case: await caseFact(engine, its.begunEvaluation(record).caseId),
});

interface Measured {
  readonly data: { readonly consentId?: string };
}

function readersOf(engine: Engine, unitId: string) {
  const measuring = async (caseId: string, consentId?: string): Promise<its.MeasuringFacts> => {
    const fact = await caseFact(engine, caseId);
    const inmate = await inmateFact(engine, fact.case.inmateId);
    return { case: fact, inmate, ...(consentId !== undefined && { consent: await consentFact(engine, consentId) }) };
  };
  const concluding = async (_: object, record: its.EvaluationRecord): Promise<its.ConcludingFacts> => {
    const fact = await caseFact(engine, its.begunEvaluation(record).caseId);
    const plan = await planOf(engine, fact.caseId);
    return { case: fact, inmate: await inmateFact(engine, fact.case.inmateId), ...(plan && { plan }) };
  };
  return {
    BeginEvaluation: async ({ data }: { readonly data: { readonly caseId: string; readonly consentId: string } }) => ({
      ...(await measuring(data.caseId, data.consentId)),
      unitId,
    }),
    RecordMeasure: ({ data }: Measured, record: its.EvaluationRecord) =>
      measuring(its.begunEvaluation(record).caseId, data.consentId),
    EvaluateRehab: concluding,
  };
}

/** The plan as the store's leader knows it, its history verified; undefined when the case has none. */
async function planOf(engine: Engine, caseId: string): Promise<its.PlanGoals | undefined> {
  const { history, state } = await load(engine, rehabPlan, `plan-${planIdOf(caseId)}`);
  const head = history.at(-1);
  if (head === undefined || state.now.status === 'none') return undefined;
  const { approved } = state.now;
  return { ...(approved && { goalIds: approved.goalIds }), basis: factAt(head) };
}
