import { QueryBus } from '@nestjs/cqrs';
import { Args, Query, Resolver } from '@nestjs/graphql';
import type { Reader } from '#platform/auth';
import { AsksGraph, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import { TimelineOf } from './case-timeline.query.js';
import { CaseFilter, OneCase, OneTimeline } from './case.questions.js';
import { CasePage, CaseView, TimelinePage, type TimelineRowView } from './case.views.js';
import { type CaseInFull, CasesIn, type CaseSummary, CaseWithId } from './cases.query.js';

@Resolver()
export class CaseResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => CasePage)
  @AsksGraph('cases')
  cases(@Args() filter: CaseFilter, @ReaderOf() reader: Reader): Promise<Page<CaseSummary>> {
    return this.queries.execute(new CasesIn(reader, filter));
  }

  @Query(() => CaseView)
  @AsksGraph('cases')
  rehabCase(@Args() { id, on }: OneCase, @ReaderOf() reader: Reader): Promise<CaseInFull> {
    return this.queries.execute(new CaseWithId(reader, id, on));
  }

  @Query(() => TimelinePage)
  @AsksGraph('case-timeline')
  async caseTimeline(
    @Args() { id, at, limit, after }: OneTimeline,
    @ReaderOf() reader: Reader,
  ): Promise<Page<TimelineRowView>> {
    const page = await this.queries.execute(new TimelineOf(reader, { caseId: id, at, limit, after }));
    return { ...page, items: page.items.map((row) => ({ ...row, data: JSON.stringify(row.data) })) };
  }
}
