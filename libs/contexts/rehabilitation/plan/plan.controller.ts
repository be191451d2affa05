import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Ask, Told } from '#kernel';
import type { Reader } from '#platform/auth';
import { Acts, Asked, Asking, Asks, Creates, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import {
  AnnulPlanEntryBody,
  ApprovePlanBody,
  CorrectPlanEntryBody,
  DraftPlanBody,
  ExemptRequirementBody,
  RecordGoalProgressBody,
  ReturnPlanBody,
  RevisePlanBody,
  SubmitPlanBody,
} from './plan.bodies.js';
import type { PlanCommand } from './plan.decider.js';
import { TellPlan } from './plan.handler.js';
import { PlanFilter } from './plan.questions.js';
import { PlanPage, PlanView } from './plan.views.js';
import { type PlanInFull, PlansIn, type PlanSummary, PlanWithId } from './plans.query.js';

@Controller('plans')
export class PlanController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Asks('', 'plans', 'Rehabilitation plans', PlanPage)
  plans(@Query() filter: PlanFilter, @ReaderOf() reader: Reader): Promise<Page<PlanSummary>> {
    return this.queries.execute(new PlansIn(reader, filter));
  }

  @Asks(':id', 'plans', 'One plan with its versions, goals and exemptions', PlanView)
  one(@Param('id') id: string, @ReaderOf() reader: Reader): Promise<PlanInFull> {
    return this.queries.execute(new PlanWithId(reader, id));
  }

  @Creates('DraftPlan', 'Draft the plan of a case')
  draft(@Body() body: DraftPlanBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('DraftPlan', body));
  }

  @Acts(':id/submit', 'SubmitPlan', 'Hand a version in for approval')
  submit(@Body() body: SubmitPlanBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('SubmitPlan', body));
  }

  @Acts(':id/approve', 'ApprovePlan', 'Approve the version that was handed in')
  approve(@Body() body: ApprovePlanBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('ApprovePlan', body));
  }

  @Acts(':id/return', 'ReturnPlan', 'Return the version that was handed in')
  returnIt(@Body() body: ReturnPlanBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('ReturnPlan', body));
  }

  @Acts(':id/revise', 'RevisePlan', 'Draft a new version in the place of the latest')
  revise(@Body() body: RevisePlanBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('RevisePlan', body));
  }

  @Acts(':id/record-progress', 'RecordGoalProgress', 'Record how far a goal is achieved')
  recordProgress(@Body() body: RecordGoalProgressBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('RecordGoalProgress', body));
  }

  @Acts(':id/exempt', 'ExemptRequirement', 'Exempt from a mandatory module')
  exempt(@Body() body: ExemptRequirementBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('ExemptRequirement', body));
  }

  @Acts(':id/correct-entry', 'CorrectPlanEntry', 'Say what an entry should have said')
  correctEntry(@Body() body: CorrectPlanEntryBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('CorrectPlanEntry', body));
  }

  @Acts(':id/annul-entry', 'AnnulPlanEntry', 'Approve that an entry is annulled')
  annulEntry(@Body() body: AnnulPlanEntryBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('AnnulPlanEntry', body));
  }

  private tell(ask: Ask<PlanCommand>): Promise<Told> {
    return this.commands.execute(new TellPlan(ask));
  }
}
