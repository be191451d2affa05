import { Controller, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Reader } from '#platform/auth';
import { Asks, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import { FollowUpPage, FollowUpView } from './follow-up.views.js';
import { type FollowUpOnDay, FollowUpsIn, FollowUpWithId } from './follow-ups.query.js';
import { FollowUpFilter, OnDayFilter } from './visit.questions.js';

@Controller('follow-ups')
export class FollowUpController {
  constructor(private readonly queries: QueryBus) {}

  @Asks('', 'follow-ups', 'Follow-ups of visits', FollowUpPage)
  board(@Query() filter: FollowUpFilter, @ReaderOf() reader: Reader): Promise<Page<FollowUpOnDay>> {
    return this.queries.execute(new FollowUpsIn(reader, filter));
  }

  @Asks(':id', 'follow-ups', 'One follow-up', FollowUpView)
  one(@Param('id') id: string, @Query() { on }: OnDayFilter, @ReaderOf() reader: Reader): Promise<FollowUpOnDay> {
    return this.queries.execute(new FollowUpWithId(reader, id, on));
  }
}
