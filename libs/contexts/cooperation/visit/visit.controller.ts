import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Ask, Told } from '#kernel';
import type { Reader } from '#platform/auth';
import { Acts, Asked, Asking, Asks, Creates, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import {
  AddFollowUpBody,
  AnnounceVisitBody,
  AnnulVisitEntryBody,
  CompleteFollowUpBody,
  ConcludeVisitBody,
  CorrectVisitEntryBody,
  ExtendFollowUpBody,
  RecordAnnouncedArrivalBody,
  RecordArrivalBody,
  RecordObservationBody,
  VerifyFollowUpBody,
} from './visit.bodies.js';
import type { VisitCommand } from './visit.decider.js';
import { TellVisit } from './visit.handler.js';
import { VisitFilter } from './visit.questions.js';
import { VisitPage, VisitView } from './visit.views.js';
import { type VisitInFull, VisitsIn, type VisitSummary, VisitWithId } from './visits.query.js';

@Controller('visits')
export class VisitController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Asks('', 'visits', 'Visits', VisitPage)
  board(@Query() filter: VisitFilter, @ReaderOf() reader: Reader): Promise<Page<VisitSummary>> {
    return this.queries.execute(new VisitsIn(reader, filter));
  }

  @Asks(':id', 'visits', 'One visit in full', VisitView)
  one(@Param('id') id: string, @ReaderOf() reader: Reader): Promise<VisitInFull> {
    return this.queries.execute(new VisitWithId(reader, id));
  }

  @Creates('AnnounceVisit', 'Announce a visit', 'announce')
  announce(@Body() body: AnnounceVisitBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('AnnounceVisit', body));
  }

  @Creates('RecordArrival', 'Record the arrival of an unannounced visit')
  arrive(@Body() body: RecordArrivalBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('RecordArrival', body));
  }

  @Acts(':id/arrive', 'RecordAnnouncedArrival', 'Record the arrival of an announced visit')
  arriveAsAnnounced(@Body() body: RecordAnnouncedArrivalBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('RecordAnnouncedArrival', body));
  }

  @Acts(':id/observe', 'RecordObservation', 'Record an observation')
  observe(@Body() body: RecordObservationBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('RecordObservation', body));
  }

  @Acts(':id/add-follow-up', 'AddFollowUp', 'Raise a follow-up')
  addFollowUp(@Body() body: AddFollowUpBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('AddFollowUp', body));
  }

  @Acts(':id/complete-follow-up', 'CompleteFollowUp', 'Record that a follow-up was completed')
  completeFollowUp(@Body() body: CompleteFollowUpBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('CompleteFollowUp', body));
  }

  @Acts(':id/extend-follow-up', 'ExtendFollowUp', 'Give a follow-up a later due day')
  extendFollowUp(@Body() body: ExtendFollowUpBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('ExtendFollowUp', body));
  }

  @Acts(':id/verify-follow-up', 'VerifyFollowUp', 'Verify that a follow-up was completed')
  verifyFollowUp(@Body() body: VerifyFollowUpBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('VerifyFollowUp', body));
  }

  @Acts(':id/conclude', 'ConcludeVisit', 'Conclude a visit')
  conclude(@Body() body: ConcludeVisitBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('ConcludeVisit', body));
  }

  @Acts(':id/correct-entry', 'CorrectVisitEntry', 'Say what an entry should have said')
  correctEntry(@Body() body: CorrectVisitEntryBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('CorrectVisitEntry', body));
  }

  @Acts(':id/annul-entry', 'AnnulVisitEntry', 'Approve that an entry is annulled')
  annulEntry(@Body() body: AnnulVisitEntryBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('AnnulVisitEntry', body));
  }

  private tell(ask: Ask<VisitCommand>): Promise<Told> {
    return this.commands.execute(new TellVisit(ask));
  }
}
