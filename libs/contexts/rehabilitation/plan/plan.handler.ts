import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Ask, Engine, id, type Told } from '#kernel';
import { caseFact, templateFact } from '../facts.js';
import { tellRecord } from '../reactions.js';
import { type PlanCommand, rehabPlan } from './plan.decider.js';
import type { PlanFacts } from './plan.facts.js';
import type { PlanRecord } from './plan.state.js';

export class TellPlan {
  constructor(readonly ask: Ask<PlanCommand>) {}
}

/** The uuid of a case's plan. */
export const planIdOf = (caseId: string): string => id('plan', caseId);

@CommandHandler(TellPlan)
export class TellPlanHandler implements ICommandHandler<TellPlan> {
  constructor(private readonly engine: Engine) {}

  execute({ ask }: TellPlan): Promise<Told> {
    const { command, unitId } = ask;
    const asked = command.type === 'DraftPlan' ? { ...ask, createdId: planIdOf(command.data.caseId) } : ask;
    return tellRecord(this.engine, rehabPlan, asked, async (told, record) => ({
      ...told,
      facts: { ...(await this.facts(told, record)), ...(unitId !== undefined && { unitId }) },
    }));
  }

  private async facts(command: PlanCommand, record: PlanRecord): Promise<PlanFacts> {
    const caseId = command.type === 'DraftPlan' ? command.data.caseId : caseOf(record);
    const fact = await caseFact(this.engine, caseId);
    const { admission } = fact.case;
    if (admission === undefined || !RESTING_ON_TEMPLATE.includes(command.type)) return { case: fact };
    return { case: fact, template: await templateFact(this.engine, admission.templateId) };
  }
}

const RESTING_ON_TEMPLATE: readonly string[] = ['DraftPlan', 'RevisePlan', 'ExemptRequirement', 'CorrectPlanEntry'];

function caseOf({ now }: PlanRecord): string {
  if (now.status === 'none') throw new Error('A plan begins with its draft.');
  return now.caseId;
}
