import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Ask, Engine, factAt, id, load, type Told } from '#kernel';
import { type CaseFact, caseFact, consentFact, type InmateFact, inmateFact } from '../facts.js';
import { rehabPlan } from '../plan/plan.decider.js';
import { tellRecord } from '../reactions.js';
import type { PlanGoals } from './evaluation.concluding.js';
import type { CorrectingFacts } from './evaluation.corrections.js';
import { evaluation, type EvaluationCommand } from './evaluation.decider.js';
import type { MeasuringFacts } from './evaluation.measuring.js';
import type { EvaluationRecord } from './evaluation.record.js';

export class TellEvaluation {
  constructor(readonly ask: Ask<EvaluationCommand>) {}
}

/** The uuid of a case's evaluation. */
export const evaluationIdOf = (caseId: string): string => id('evaluation', caseId);

@CommandHandler(TellEvaluation)
export class TellEvaluationHandler implements ICommandHandler<TellEvaluation> {
  constructor(private readonly engine: Engine) {}

  execute({ ask }: TellEvaluation): Promise<Told> {
    const { command, unitId } = ask;
    const asked = command.type === 'BeginEvaluation' ? { ...ask, createdId: evaluationIdOf(command.data.caseId) } : ask;
    return tellRecord(this.engine, evaluation, asked, (told, record) => this.prepared(told, record, unitId));
  }

  private async prepared(
    command: EvaluationCommand,
    record: EvaluationRecord,
    unitId: string | undefined,
  ): Promise<EvaluationCommand> {
    if (command.type === 'BeginEvaluation') {
      const fact = await caseFact(this.engine, command.data.caseId);
      const facts = await this.measuring(fact, command.data.consentId);
      return { ...command, facts: { ...facts, ...(unitId !== undefined && { unitId }) } };
    }
    const fact = await caseFact(this.engine, caseOf(record));
    switch (command.type) {
      case 'RecordMeasure':
        return { ...command, facts: await this.measuring(fact, command.data.consentId) };
      case 'EvaluateRehab':
        return { ...command, facts: await this.concluding(fact) };
      case 'CorrectEvaluationEntry': {
        const consent = consentOf(record, command.data.of);
        const facts: CorrectingFacts = await this.concluding(fact);
        return {
          ...command,
          facts: consent === undefined ? facts : { ...facts, consent: await consentFact(this.engine, consent) },
        };
      }
      case 'AnnulEvaluationEntry':
        return { ...command, facts: { case: fact } };
      case 'TakeOverEvaluation':
        return command;
    }
  }

  private async measuring(fact: CaseFact, consentId: string): Promise<MeasuringFacts> {
    const [inmate, consent] = await Promise.all([this.inmate(fact), consentFact(this.engine, consentId)]);
    return { case: fact, inmate, consent };
  }

  private async concluding(fact: CaseFact): Promise<CorrectingFacts> {
    const [inmate, plan] = await Promise.all([this.inmate(fact), this.plan(fact.caseId)]);
    return { case: fact, inmate, ...(plan && { plan }) };
  }

  private inmate({ case: { inmateId } }: CaseFact): Promise<InmateFact> {
    return inmateFact(this.engine, inmateId);
  }

  /** The plan as the store's leader knows it, its history verified; undefined when the case has none. */
  private async plan(caseId: string): Promise<PlanGoals | undefined> {
    const { history, state } = await load(this.engine, rehabPlan, `plan-${id('plan', caseId)}`);
    const head = history.at(-1);
    if (head === undefined || state.now.status === 'none') return undefined;
    const { approved } = state.now;
    return { ...(approved && { goalIds: approved.goalIds }), basis: factAt(head) };
  }
}

function caseOf({ now }: EvaluationRecord): string {
  if (now.status === 'none') throw new Error('An evaluation begins with its first measure.');
  return now.caseId;
}

function consentOf({ valid }: EvaluationRecord, of: string): string | undefined {
  const entry = valid.find(({ id: entryId }) => entryId === of);
  return entry?.type === 'OutcomeMeasured' ? entry.data.consentId : undefined;
}
