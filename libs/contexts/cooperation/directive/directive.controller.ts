import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Ask, Told } from '#kernel';
import type { Reader } from '#platform/auth';
import { Acts, Asked, Asking, Asks, Creates, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import {
  AcknowledgeDirectiveBody,
  AnnulDirectiveEntryBody,
  AnswerDirectiveClarificationBody,
  AskDirectiveClarificationBody,
  CorrectDirectiveEntryBody,
  DraftDirectiveBody,
  IssueDirectiveBody,
  RecordDirectiveFollowUpBody,
  RevokeDirectiveBody,
  SupersedeDirectiveBody,
} from './directive.bodies.js';
import type { DirectiveCommand } from './directive.decider.js';
import { TellDirective } from './directive.handler.js';
import { DirectiveFilter, InForceFilter } from './directive.questions.js';
import { DirectivePage, DirectiveView, RulePage } from './directive.views.js';
import { DirectivesInForce, type Rule } from './directives-in-force.query.js';
import { type DirectiveInFull, DirectivesIn, type DirectiveSummary, DirectiveWithId } from './directives.query.js';

@Controller('directives')
export class DirectiveController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Asks('', 'directives', 'Directives and who has acknowledged them', DirectivePage)
  list(@Query() filter: DirectiveFilter, @ReaderOf() reader: Reader): Promise<Page<DirectiveSummary>> {
    return this.queries.execute(new DirectivesIn(reader, filter));
  }

  @Asks('in-force', 'directives', 'Which directives were in force on a day', RulePage)
  inForce(@Query() { unitId, on }: InForceFilter, @ReaderOf() reader: Reader): Promise<Page<Rule>> {
    return this.queries.execute(new DirectivesInForce(reader, unitId, on));
  }

  @Asks(':id', 'directives', 'One directive in full', DirectiveView)
  one(@Param('id') id: string, @ReaderOf() reader: Reader): Promise<DirectiveInFull> {
    return this.queries.execute(new DirectiveWithId(reader, id));
  }

  @Creates('DraftDirective', 'Draft a directive')
  draft(@Body() body: DraftDirectiveBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('DraftDirective', body));
  }

  @Acts(':id/issue', 'IssueDirective', 'Issue a directive')
  issue(@Body() body: IssueDirectiveBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('IssueDirective', body));
  }

  @Acts(':id/acknowledge', 'AcknowledgeDirective', 'Acknowledge a directive')
  acknowledge(@Body() body: AcknowledgeDirectiveBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('AcknowledgeDirective', body));
  }

  @Acts(':id/ask', 'AskDirectiveClarification', 'Ask for a clarification')
  ask(@Body() body: AskDirectiveClarificationBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('AskDirectiveClarification', body));
  }

  @Acts(':id/answer', 'AnswerDirectiveClarification', 'Answer a question')
  answer(@Body() body: AnswerDirectiveClarificationBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('AnswerDirectiveClarification', body));
  }

  @Acts(':id/supersede', 'SupersedeDirective', 'Let another directive take the place of one')
  supersede(@Body() body: SupersedeDirectiveBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('SupersedeDirective', body));
  }

  @Acts(':id/revoke', 'RevokeDirective', 'Revoke a directive')
  revoke(@Body() body: RevokeDirectiveBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('RevokeDirective', body));
  }

  @Acts(':id/follow-up', 'RecordDirectiveFollowUp', 'Record what was done about a directive')
  followUp(@Body() body: RecordDirectiveFollowUpBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('RecordDirectiveFollowUp', body));
  }

  @Acts(':id/correct-entry', 'CorrectDirectiveEntry', 'Say what an entry should have said')
  correctEntry(@Body() body: CorrectDirectiveEntryBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('CorrectDirectiveEntry', body));
  }

  @Acts(':id/annul-entry', 'AnnulDirectiveEntry', 'Approve that an entry is annulled')
  annulEntry(@Body() body: AnnulDirectiveEntryBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('AnnulDirectiveEntry', body));
  }

  private tell(ask: Ask<DirectiveCommand>): Promise<Told> {
    return this.commands.execute(new TellDirective(ask));
  }
}
