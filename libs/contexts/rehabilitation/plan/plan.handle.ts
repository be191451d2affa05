import { type Ask, type Engine, handle, id, type Receipt, unitOfActor } from '#kernel';
import { caseFact, type OfCase, templateFact } from '../facts.js';
import { sendRecord } from '../reactions/index.js';
import { corrections, rehabPlan } from './plan.decider.js';
import { begunPlan, type PlanRecord, type TemplateFacts } from './plan.state.js';

export const planIdOf = (caseId: string): string => id('plan', caseId);

export function handlePlan(engine: Engine, ask: Ask): Promise<Receipt> {
  const { type, data } = ask.command;
  const asked = type === 'DraftPlan' ? { ...ask, createdId: planIdOf((data as { caseId: string }).caseId) } : ask;
  const unitId = ask.unitId ?? unitOfActor(ask.by);
  return handle(engine, rehabPlan, asked, (reading) => corrections.withFacts(readersOf(reading, unitId)), sendRecord);
}

/** Where facts are read: the case, and the template of its programme where a rule asks for that. */
function readersOf(engine: Engine, unitId: string) {
  const onCase = async (_: object, record: PlanRecord): Promise<OfCase> => ({
    case: await caseFact(engine, begunPlan(record).caseId),
  });
  const ofProgramme = async (caseId: string): Promise<TemplateFacts> => {
    const fact = await caseFact(engine, caseId);
    const { admission } = fact.case;
    return { case: fact, ...(admission && { template: await templateFact(engine, admission.templateId) }) };
  };
  const onTemplate = (_: object, record: PlanRecord) => ofProgramme(begunPlan(record).caseId);
  return {
    DraftPlan: async ({ data }: { readonly data: { readonly caseId: string } }) => ({
      ...(await ofProgramme(data.caseId)),
      unitId,
    }),
    SubmitPlan: onCase,
    ApprovePlan: onCase,
    ReturnPlan: onCase,
    RevisePlan: onTemplate,
    RecordGoalProgress: onCase,
    ExemptRequirement: onTemplate,
  };
}
