import { QueryBus } from '@nestjs/cqrs';
import { Args, Query, Resolver } from '@nestjs/graphql';
import type { Reader } from '#platform/auth';
import { AsksGraph, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import { FollowUpPage, FollowUpView } from './follow-up.views.js';
import { type FollowUpOnDay, FollowUpsIn, FollowUpWithId } from './follow-ups.query.js';
import { FollowUpFilter, OneFollowUp, VisitFilter } from './visit.questions.js';
import { VisitPage, VisitView } from './visit.views.js';
import { type VisitInFull, VisitsIn, type VisitSummary, VisitWithId } from './visits.query.js';

@Resolver()
export class VisitResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => VisitPage)
  @AsksGraph('visits')
  visits(@Args() filter: VisitFilter, @ReaderOf() reader: Reader): Promise<Page<VisitSummary>> {
    return this.queries.execute(new VisitsIn(reader, filter));
  }

  @Query(() => VisitView)
  @AsksGraph('visits')
  visit(@Args('id') id: string, @ReaderOf() reader: Reader): Promise<VisitInFull> {
    return this.queries.execute(new VisitWithId(reader, id));
  }

  @Query(() => FollowUpPage)
  @AsksGraph('follow-ups')
  followUps(@Args() filter: FollowUpFilter, @ReaderOf() reader: Reader): Promise<Page<FollowUpOnDay>> {
    return this.queries.execute(new FollowUpsIn(reader, filter));
  }

  @Query(() => FollowUpView)
  @AsksGraph('follow-ups')
  followUp(@Args() { id, on }: OneFollowUp, @ReaderOf() reader: Reader): Promise<FollowUpOnDay> {
    return this.queries.execute(new FollowUpWithId(reader, id, on));
  }
}
