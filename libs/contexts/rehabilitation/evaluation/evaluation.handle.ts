import { type AnyCommand, type Ask, type Engine, factAt, handle, id, load, type Told, unitOfActor } from '#kernel';
import { caseFact, consentFact, inmateFact } from '../facts.js';
import { rehabPlan } from '../plan/plan.decider.js';
import { planIdOf } from '../plan/plan.handle.js';
import { tellRecord } from '../reactions.js';
import { evaluation } from './evaluation.decider.js';
import {
  begunEvaluation,
  type ConcludingFacts,
  type EvaluationRecord,
  type MeasuringFacts,
  type PlanGoals,
} from './evaluation.record.js';

/** The uuid of a case's evaluation. */
export const evaluationIdOf = (caseId: string): string => id('evaluation', caseId);

/** Tells an evaluation one command, and its case what follows from it. */
export function handleEvaluation(engine: Engine, ask: Ask<AnyCommand>): Promise<Told> {
  const { type, data } = ask.command;
  const caseId = type === 'BeginEvaluation' ? (data as { caseId: string }).caseId : undefined;
  const asked = caseId === undefined ? ask : { ...ask, createdId: evaluationIdOf(caseId) };
  const unitId = ask.unitId ?? unitOfActor(ask.by);
  return handle(engine, evaluation, asked, (reading) => readersOf(reading, unitId), tellRecord);
}

interface Measured {
  readonly data: { readonly consentId: string };
}

function readersOf(engine: Engine, unitId: string) {
  const measuring = async (caseId: string, consentId: string): Promise<MeasuringFacts> => {
    const fact = await caseFact(engine, caseId);
    const [inmate, consent] = [inmateFact(engine, fact.case.inmateId), consentFact(engine, consentId)];
    return { case: fact, inmate: await inmate, consent: await consent };
  };
  const concluding = async (_: object, record: EvaluationRecord): Promise<ConcludingFacts> => {
    const fact = await caseFact(engine, begunEvaluation(record).caseId);
    const plan = await planOf(engine, fact.caseId);
    return { case: fact, inmate: await inmateFact(engine, fact.case.inmateId), ...(plan && { plan }) };
  };
  return {
    BeginEvaluation: async ({ data }: { readonly data: { readonly caseId: string; readonly consentId: string } }) => ({
      ...(await measuring(data.caseId, data.consentId)),
      unitId,
    }),
    RecordMeasure: ({ data }: Measured, record: EvaluationRecord) =>
      measuring(begunEvaluation(record).caseId, data.consentId),
    EvaluateRehab: concluding,
    CorrectEvaluationEntry: async (command: { readonly data: { readonly of: string } }, record: EvaluationRecord) => {
      const consentId = consentOf(record, command.data.of);
      const facts = await concluding(command, record);
      return consentId === undefined ? facts : { ...facts, consent: await consentFact(engine, consentId) };
    },
    AnnulEvaluationEntry: async (_: object, record: EvaluationRecord) => ({
      case: await caseFact(engine, begunEvaluation(record).caseId),
    }),
  };
}

/** The plan as the store's leader knows it, its history verified; undefined when the case has none. */
async function planOf(engine: Engine, caseId: string): Promise<PlanGoals | undefined> {
  const { history, state } = await load(engine, rehabPlan, `plan-${planIdOf(caseId)}`);
  const head = history.at(-1);
  if (head === undefined || state.now.status === 'none') return undefined;
  const { approved } = state.now;
  return { ...(approved && { goalIds: approved.goalIds }), basis: factAt(head) };
}

function consentOf({ valid }: EvaluationRecord, of: string): string | undefined {
  const entry = valid.find((one) => one.id === of);
  return entry?.type === 'OutcomeMeasured' ? entry.data.consentId : undefined;
}
