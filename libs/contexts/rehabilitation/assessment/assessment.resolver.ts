import { QueryBus } from '@nestjs/cqrs';
import { Args, Query, Resolver } from '@nestjs/graphql';
import type { Reader } from '#platform/auth';
import { AsksGraph, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import { AssessmentsDue, type QueuedOnDay } from './assessment-queue.query.js';
import { AssessmentFilter, AssessmentQueueFilter } from './assessment.questions.js';
import { AssessmentPage, AssessmentView, QueuedCasePage } from './assessment.views.js';
import { type AssessmentInFull, AssessmentsIn, type AssessmentSummary, AssessmentWithId } from './assessments.query.js';

@Resolver()
export class AssessmentResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => AssessmentPage)
  @AsksGraph('assessments')
  assessments(@Args() filter: AssessmentFilter, @ReaderOf() reader: Reader): Promise<Page<AssessmentSummary>> {
    return this.queries.execute(new AssessmentsIn(reader, filter));
  }

  @Query(() => AssessmentView)
  @AsksGraph('assessments')
  assessment(@Args('id') id: string, @ReaderOf() reader: Reader): Promise<AssessmentInFull> {
    return this.queries.execute(new AssessmentWithId(reader, id));
  }

  @Query(() => QueuedCasePage)
  @AsksGraph('assessment-queue')
  assessmentQueue(@Args() filter: AssessmentQueueFilter, @ReaderOf() reader: Reader): Promise<Page<QueuedOnDay>> {
    return this.queries.execute(new AssessmentsDue(reader, filter));
  }
}
