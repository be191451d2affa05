import { Controller, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Reader } from '#platform/auth';
import { Asks, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import { type DueScreening, ScreeningQueueOf } from './screening-queue.query.js';
import { ScreeningQueueFilter } from './screening.questions.js';
import { DueScreeningPage } from './screening.views.js';

@Controller('screening-queue')
export class ScreeningQueueController {
  constructor(private readonly queries: QueryBus) {}

  @Asks('', 'screening-queue', 'Who is to be screened', DueScreeningPage)
  queue(@Query() filter: ScreeningQueueFilter, @ReaderOf() reader: Reader): Promise<Page<DueScreening>> {
    return this.queries.execute(new ScreeningQueueOf(reader, filter));
  }
}
