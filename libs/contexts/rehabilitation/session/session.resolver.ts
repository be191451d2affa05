import { QueryBus } from '@nestjs/cqrs';
import { Args, Query, Resolver } from '@nestjs/graphql';
import type { Reader } from '#platform/auth';
import { AsksGraph, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import { CoverageQuestionsIn } from './coverage-questions.query.js';
import { CoverageQuestionsView } from './coverage-questions.views.js';
import { ProgressOf } from './progress.query.js';
import { ProgressBoardView } from './progress.views.js';
import { CoverageQuestionFilter, ProgressFilter, SessionFilter } from './session.questions.js';
import { SessionPage, SessionView } from './session.views.js';
import { type SessionInFull, SessionsIn, type SessionSummary, SessionWithId } from './sessions.query.js';

@Resolver()
export class SessionResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => SessionPage)
  @AsksGraph('sessions')
  sessions(@Args() filter: SessionFilter, @ReaderOf() reader: Reader): Promise<Page<SessionSummary>> {
    return this.queries.execute(new SessionsIn(reader, filter));
  }

  @Query(() => SessionView)
  @AsksGraph('sessions')
  session(@Args('id') id: string, @ReaderOf() reader: Reader): Promise<SessionInFull> {
    return this.queries.execute(new SessionWithId(reader, id));
  }

  @Query(() => CoverageQuestionsView)
  @AsksGraph('coverage-questions')
  async coverageQuestions(
    @Args() filter: CoverageQuestionFilter,
    @ReaderOf() reader: Reader,
  ): Promise<CoverageQuestionsView> {
    return { items: await this.queries.execute(new CoverageQuestionsIn(reader, filter)) };
  }

  @Query(() => ProgressBoardView)
  @AsksGraph('progress')
  async progress(@Args() filter: ProgressFilter, @ReaderOf() reader: Reader): Promise<ProgressBoardView> {
    return { items: await this.queries.execute(new ProgressOf(reader, filter)) };
  }
}
