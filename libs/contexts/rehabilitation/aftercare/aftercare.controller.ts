import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Ask, Told } from '#kernel';
import type { Reader } from '#platform/auth';
import { Acts, Asked, Asking, Asks, Creates, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import {
  AcceptReferralBody,
  AnnulAftercareEntryBody,
  CompleteAftercareBody,
  CorrectAftercareEntryBody,
  PlanAftercareBody,
  RecordAftercareContactBody,
  ReferAftercareBody,
  RejectReferralBody,
  RevokeReferralBody,
} from './aftercare.bodies.js';
import type { AftercareCommand } from './aftercare.decider.js';
import { TellAftercare } from './aftercare.handler.js';
import { AftercareFilter, AftercareDayFilter } from './aftercare.questions.js';
import { AftercarePage, AftercareView } from './aftercare.views.js';
import { type AftercareInFull, type AftercareOnDay, AftercaresIn, AftercareWithId } from './aftercares.query.js';

@Controller('aftercares')
export class AftercareController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Asks('', 'aftercares', 'Aftercares, with the contacts that are due', AftercarePage)
  list(@Query() filter: AftercareFilter, @ReaderOf() reader: Reader): Promise<Page<AftercareOnDay>> {
    return this.queries.execute(new AftercaresIn(reader, filter));
  }

  @Asks(':id', 'aftercares', 'One aftercare, as far as the role may see it', AftercareView)
  one(
    @Param('id') id: string,
    @Query() { on }: AftercareDayFilter,
    @ReaderOf() reader: Reader,
  ): Promise<AftercareInFull> {
    return this.queries.execute(new AftercareWithId(reader, id, on));
  }

  @Creates('PlanAftercare', 'Plan the aftercare of a case')
  plan(@Body() body: PlanAftercareBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('PlanAftercare', body));
  }

  @Acts(':id/record-contact', 'RecordAftercareContact', 'Record a contact')
  recordContact(@Body() body: RecordAftercareContactBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('RecordAftercareContact', body));
  }

  @Acts(':id/refer', 'ReferAftercare', 'Refer to a probation office or a narcotics agency')
  refer(@Body() body: ReferAftercareBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('ReferAftercare', body));
  }

  @Acts(':id/accept-referral', 'AcceptReferral', 'Accept a referral to the own unit')
  accept(@Body() body: AcceptReferralBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('AcceptReferral', body));
  }

  @Acts(':id/reject-referral', 'RejectReferral', 'Reject a referral to the own unit')
  reject(@Body() body: RejectReferralBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('RejectReferral', body));
  }

  @Acts(':id/revoke-referral', 'RevokeReferral', 'Revoke a referral that the own unit made')
  revoke(@Body() body: RevokeReferralBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('RevokeReferral', body));
  }

  @Acts(':id/complete', 'CompleteAftercare', 'Complete an aftercare')
  complete(@Body() body: CompleteAftercareBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('CompleteAftercare', body));
  }

  @Acts(':id/correct-entry', 'CorrectAftercareEntry', 'Say what an entry should have said')
  correctEntry(@Body() body: CorrectAftercareEntryBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('CorrectAftercareEntry', body));
  }

  @Acts(':id/annul-entry', 'AnnulAftercareEntry', 'Approve that an entry is annulled')
  annulEntry(@Body() body: AnnulAftercareEntryBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('AnnulAftercareEntry', body));
  }

  private tell(ask: Ask<AftercareCommand>): Promise<Told> {
    return this.commands.execute(new TellAftercare(ask));
  }
}
