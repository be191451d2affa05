import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Ask, Told } from '#kernel';
import type { Reader } from '#platform/auth';
import { Acts, Asked, Asking, Asks, Creates, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import {
  AnnulConsentEntryBody,
  CorrectConsentEntryBody,
  GiveConsentBody,
  OverrideConsentBody,
  WithdrawConsentBody,
} from './consent.bodies.js';
import type { ConsentCommand } from './consent.decider.js';
import { TellConsent } from './consent.handler.js';
import { ConsentFilter } from './consent.questions.js';
import { ConsentPage, ConsentView } from './consent.views.js';
import { type ConsentInFull, ConsentsIn, type ConsentSummary, ConsentWithId } from './consents.query.js';

@Controller('consents')
export class ConsentController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Asks('', 'consents', 'Consents', ConsentPage)
  list(@Query() filter: ConsentFilter, @ReaderOf() reader: Reader): Promise<Page<ConsentSummary>> {
    return this.queries.execute(new ConsentsIn(reader, filter));
  }

  @Asks(':id', 'consents', 'One consent in full', ConsentView)
  one(@Param('id') id: string, @ReaderOf() reader: Reader): Promise<ConsentInFull> {
    return this.queries.execute(new ConsentWithId(reader, id));
  }

  @Creates('GiveConsent', 'Record that an inmate consented')
  give(@Body() body: GiveConsentBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('GiveConsent', body));
  }

  @Creates('OverrideConsent', 'Decide that a service is rendered without consent', 'override')
  override(@Body() body: OverrideConsentBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('OverrideConsent', body));
  }

  @Acts(':id/withdraw', 'WithdrawConsent', 'Record that an inmate withdrew the consent')
  withdraw(@Body() body: WithdrawConsentBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('WithdrawConsent', body));
  }

  @Acts(':id/correct-entry', 'CorrectConsentEntry', 'Say what an entry should have said')
  correctEntry(@Body() body: CorrectConsentEntryBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('CorrectConsentEntry', body));
  }

  @Acts(':id/annul-entry', 'AnnulConsentEntry', 'Approve that an entry is annulled')
  annulEntry(@Body() body: AnnulConsentEntryBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('AnnulConsentEntry', body));
  }

  private tell(ask: Ask<ConsentCommand>): Promise<Told> {
    return this.commands.execute(new TellConsent(ask));
  }
}
