import { QueryBus } from '@nestjs/cqrs';
import { Args, Query, Resolver } from '@nestjs/graphql';
import type { Reader } from '#platform/auth';
import { AsksGraph, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import { OutcomeFilter, StatisticsFilter } from './outcome.questions.js';
import { CaseOutcomesPage, OutcomeStatisticsView } from './outcome.views.js';
import { type OutcomeStatistics, OutcomeStatisticsOf } from './outcome-statistics.query.js';
import { type OutcomesOfCase, OutcomesIn } from './outcomes.query.js';

@Resolver()
export class OutcomeResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => CaseOutcomesPage)
  @AsksGraph('outcomes')
  outcomes(@Args() filter: OutcomeFilter, @ReaderOf() reader: Reader): Promise<Page<OutcomesOfCase>> {
    return this.queries.execute(new OutcomesIn(reader, filter));
  }

  @Query(() => OutcomeStatisticsView)
  @AsksGraph('outcome-statistics')
  outcomeStatistics(@Args() filter: StatisticsFilter, @ReaderOf() reader: Reader): Promise<OutcomeStatistics> {
    return this.queries.execute(new OutcomeStatisticsOf(reader, filter));
  }
}
