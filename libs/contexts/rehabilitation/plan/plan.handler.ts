import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Ask, Engine, id, type Told } from '#kernel';
import { caseFact, templateFact } from '../facts.js';
import { tellRecord } from '../reactions.js';
import { type PlanCommand, rehabPlan } from './plan.decider.js';
import type { PlanFacts } from './plan.facts.js';
import type { PlanState } from './plan.state.js';

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
    return tellRecord(this.engine, rehabPlan, asked, async (told, state) => ({
      ...told,
      facts: { ...(await this.facts(told, state)), ...(unitId !== undefined && { unitId }) },
    }));
  }

  private async facts(command: PlanCommand, state: PlanState): Promise<PlanFacts> {
    const caseId = command.type === 'DraftPlan' ? command.data.caseId : caseOf(state);
    const fact = await caseFact(this.engine, caseId);
    const { admission } = fact.case;
    if (admission === undefined || !RESTING_ON_TEMPLATE.includes(command.type)) return { case: fact };
    return { case: fact, template: await templateFact(this.engine, admission.templateId) };
  }
}

const RESTING_ON_TEMPLATE: readonly string[] = ['DraftPlan', 'RevisePlan', 'ExemptRequirement'];

function caseOf(state: PlanState): string {
  if (state.status === 'none') throw new Error('A plan begins with its draft.');
  return state.caseId;
}
