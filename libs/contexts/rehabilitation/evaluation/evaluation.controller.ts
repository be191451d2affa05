import { Body, Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Ask, Told } from '#kernel';
import { Acts, Asked, Asking, Creates } from '#platform/http';
import {
  AnnulEvaluationEntryBody,
  BeginEvaluationBody,
  CorrectEvaluationEntryBody,
  EvaluateRehabBody,
  RecordMeasureBody,
} from './evaluation.bodies.js';
import type { EvaluationCommand } from './evaluation.decider.js';
import { TellEvaluation } from './evaluation.handler.js';

@Controller('evaluations')
export class EvaluationController {
  constructor(private readonly commands: CommandBus) {}

  @Creates('BeginEvaluation', 'Record the first measure of a case')
  begin(@Body() body: BeginEvaluationBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('BeginEvaluation', body));
  }

  @Acts(':id/measure', 'RecordMeasure', 'Record one more measure')
  measure(@Body() body: RecordMeasureBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('RecordMeasure', body));
  }

  @Acts(':id/evaluate', 'EvaluateRehab', 'Say what came of the programme and of every goal')
  evaluate(@Body() body: EvaluateRehabBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('EvaluateRehab', body));
  }

  @Acts(':id/correct-entry', 'CorrectEvaluationEntry', 'Say what an entry should have said')
  correctEntry(@Body() body: CorrectEvaluationEntryBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('CorrectEvaluationEntry', body));
  }

  @Acts(':id/annul-entry', 'AnnulEvaluationEntry', 'Approve that an entry is annulled')
  annulEntry(@Body() body: AnnulEvaluationEntryBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('AnnulEvaluationEntry', body));
  }

  private tell(ask: Ask<EvaluationCommand>): Promise<Told> {
    return this.commands.execute(new TellEvaluation(ask));
  }
}
