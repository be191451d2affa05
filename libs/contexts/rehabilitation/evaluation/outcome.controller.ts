import { Controller, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Reader } from '#platform/auth';
import { Asks, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import { OutcomeFilter, StatisticsFilter } from './outcome.questions.js';
import { CaseOutcomesPage, OutcomeStatisticsView } from './outcome.views.js';
import { type OutcomeStatistics, OutcomeStatisticsOf } from './outcome-statistics.query.js';
import { type OutcomesOfCase, OutcomesIn } from './outcomes.query.js';

@Controller()
export class OutcomeController {
  constructor(private readonly queries: QueryBus) {}

  @Asks('outcomes', 'outcomes', 'What was measured in cases, and what changed', CaseOutcomesPage)
  outcomes(@Query() filter: OutcomeFilter, @ReaderOf() reader: Reader): Promise<Page<OutcomesOfCase>> {
    return this.queries.execute(new OutcomesIn(reader, filter));
  }

  @Asks('outcome-statistics', 'outcome-statistics', 'What changed in the mean, by method', OutcomeStatisticsView)
  statistics(@Query() filter: StatisticsFilter, @ReaderOf() reader: Reader): Promise<OutcomeStatistics> {
    return this.queries.execute(new OutcomeStatisticsOf(reader, filter));
  }
}
