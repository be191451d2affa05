import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Ask, Told } from '#kernel';
import type { Reader } from '#platform/auth';
import { Acts, Asked, Asking, Asks, Creates, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import { PublishProgrammeTemplateBody, RetireProgrammeTemplateBody } from './programme-template.bodies.js';
import type { ProgrammeTemplateCommand } from './programme-template.decider.js';
import { TellProgrammeTemplate } from './programme-template.handler.js';
import { ProgrammeTemplateFilter } from './programme-template.questions.js';
import { ProgrammeTemplatePage, ProgrammeTemplateView } from './programme-template.views.js';
import {
  type ProgrammeTemplateInFull,
  ProgrammeTemplatesOn,
  ProgrammeTemplateWithId,
} from './programme-templates.query.js';

@Controller('programme-templates')
export class ProgrammeTemplateController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Asks('', 'programme-templates', 'Programme templates that are offered on a day', ProgrammeTemplatePage)
  offered(
    @Query() filter: ProgrammeTemplateFilter,
    @ReaderOf() reader: Reader,
  ): Promise<Page<ProgrammeTemplateInFull>> {
    return this.queries.execute(new ProgrammeTemplatesOn(reader, filter));
  }

  @Asks(':id', 'programme-templates', 'One programme template', ProgrammeTemplateView)
  one(@Param('id') id: string, @ReaderOf() reader: Reader): Promise<ProgrammeTemplateInFull> {
    return this.queries.execute(new ProgrammeTemplateWithId(reader, id));
  }

  @Creates('PublishProgrammeTemplate', 'Publish a programme template')
  publish(@Body() body: PublishProgrammeTemplateBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('PublishProgrammeTemplate', body));
  }

  @Acts(':id/retire', 'RetireProgrammeTemplate', 'Say from which day on a template is no longer offered')
  retire(@Body() body: RetireProgrammeTemplateBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('RetireProgrammeTemplate', body));
  }

  private tell(ask: Ask<ProgrammeTemplateCommand>): Promise<Told> {
    return this.commands.execute(new TellProgrammeTemplate(ask));
  }
}
