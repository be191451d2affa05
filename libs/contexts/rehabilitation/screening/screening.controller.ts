import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Ask, Told } from '#kernel';
import type { Reader } from '#platform/auth';
import {
  Acts,
  Asked,
  AskedMany,
  type Asking,
  type AskingMany,
  Asks,
  Creates,
  CreatesMany,
  ReaderOf,
  type ToldMany,
} from '#platform/http';
import type { Page } from '#platform/projections';
import {
  AnnulScreeningEntryBody,
  CorrectScreeningEntryBody,
  GiveBasicEducationBody,
  RecordScheduledScreeningBody,
  RecordScreeningBody,
  RecordScreeningsBody,
  RefuseScreeningBody,
  ScheduleScreeningBody,
} from './screening.bodies.js';
import type { ScreeningCommand } from './screening.decider.js';
import { TellScreening } from './screening.handler.js';
import { ScreeningFilter } from './screening.questions.js';
import { ScreeningPage, ScreeningView, ToldScreeningsView } from './screening.views.js';
import { type ScreeningInFull, ScreeningsIn, type ScreeningSummary, ScreeningWithId } from './screenings.query.js';

@Controller('screenings')
export class ScreeningController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Asks('', 'screenings', 'Screenings', ScreeningPage)
  list(@Query() filter: ScreeningFilter, @ReaderOf() reader: Reader): Promise<Page<ScreeningSummary>> {
    return this.queries.execute(new ScreeningsIn(reader, filter));
  }

  @Asks(':id', 'screenings', 'One screening, with answers and scores for who screens and treats', ScreeningView)
  one(@Param('id') id: string, @ReaderOf() reader: Reader): Promise<ScreeningInFull> {
    return this.queries.execute(new ScreeningWithId(reader, id));
  }

  @Creates('ScheduleScreening', 'Schedule a screening; opens the case of the inmate when there is none', 'schedule')
  schedule(@Body() body: ScheduleScreeningBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('ScheduleScreening', body));
  }

  @Creates('RecordScreening', 'Record a screening that was not scheduled; opens the case when there is none')
  record(@Body() body: RecordScreeningBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('RecordScreening', body));
  }

  @CreatesMany('RecordScreening', 'Record a screening day, each interview for itself', 'batch', {
    idAs: 'screeningId',
    shows: ToldScreeningsView,
  })
  recordMany(@Body() body: RecordScreeningsBody, @AskedMany() asked: AskingMany): Promise<ToldMany> {
    return asked.each('RecordScreening', body, (ask) => this.tell(ask));
  }

  @Acts(':id/record', 'RecordScheduledScreening', 'Record a screening that was scheduled')
  recordAsScheduled(@Body() body: RecordScheduledScreeningBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('RecordScheduledScreening', body));
  }

  @Acts(':id/refuse', 'RefuseScreening', 'Record that a scheduled screening did not take place')
  refuse(@Body() body: RefuseScreeningBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('RefuseScreening', body));
  }

  @Acts(':id/educate', 'GiveBasicEducation', 'Record the brief education of who is of low risk')
  educate(@Body() body: GiveBasicEducationBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('GiveBasicEducation', body));
  }

  @Acts(':id/correct-entry', 'CorrectScreeningEntry', 'Say what an entry should have said')
  correctEntry(@Body() body: CorrectScreeningEntryBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('CorrectScreeningEntry', body));
  }

  @Acts(':id/annul-entry', 'AnnulScreeningEntry', 'Approve that an entry is annulled')
  annulEntry(@Body() body: AnnulScreeningEntryBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('AnnulScreeningEntry', body));
  }

  private tell(ask: Ask<ScreeningCommand>): Promise<Told> {
    return this.commands.execute(new TellScreening(ask));
  }
}
