import { Controller, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Reader } from '#platform/auth';
import { Asks, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import { AssessmentsDue, type QueuedOnDay } from './assessment-queue.query.js';
import { AssessmentQueueFilter } from './assessment.questions.js';
import { QueuedCasePage } from './assessment.views.js';

@Controller('assessment-queue')
export class AssessmentQueueController {
  constructor(private readonly queries: QueryBus) {}

  @Asks(
    '',
    'assessment-queue',
    'Cases that wait for their assessment, its completion or a recommendation',
    QueuedCasePage,
  )
  queue(@Query() filter: AssessmentQueueFilter, @ReaderOf() reader: Reader): Promise<Page<QueuedOnDay>> {
    return this.queries.execute(new AssessmentsDue(reader, filter));
  }
}
