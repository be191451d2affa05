import { QueryBus } from '@nestjs/cqrs';
import { Args, Query, Resolver } from '@nestjs/graphql';
import type { Reader } from '#platform/auth';
import { AsksGraph, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import { type DueScreening, ScreeningQueueOf } from './screening-queue.query.js';
import { ScreeningFilter, ScreeningQueueFilter } from './screening.questions.js';
import { DueScreeningPage, ScreeningPage, ScreeningView } from './screening.views.js';
import { type ScreeningInFull, ScreeningsIn, type ScreeningSummary, ScreeningWithId } from './screenings.query.js';

@Resolver()
export class ScreeningResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => ScreeningPage)
  @AsksGraph('screenings')
  screenings(@Args() filter: ScreeningFilter, @ReaderOf() reader: Reader): Promise<Page<ScreeningSummary>> {
    return this.queries.execute(new ScreeningsIn(reader, filter));
  }

  @Query(() => ScreeningView)
  @AsksGraph('screenings')
  screening(@Args('id') id: string, @ReaderOf() reader: Reader): Promise<ScreeningInFull> {
    return this.queries.execute(new ScreeningWithId(reader, id));
  }

  @Query(() => DueScreeningPage)
  @AsksGraph('screening-queue')
  screeningQueue(@Args() filter: ScreeningQueueFilter, @ReaderOf() reader: Reader): Promise<Page<DueScreening>> {
    return this.queries.execute(new ScreeningQueueOf(reader, filter));
  }
}
