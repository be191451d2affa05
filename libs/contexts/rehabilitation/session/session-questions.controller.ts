import { Controller, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Reader } from '#platform/auth';
import { Asks, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import { CoverageQuestionsIn } from './coverage-questions.query.js';
import { CoverageQuestionsView } from './coverage-questions.views.js';
import { ProgressOf } from './progress.query.js';
import { ProgressBoardView } from './progress.views.js';
import { CoverageQuestionFilter, ProgressFilter, SessionFilter } from './session.questions.js';
import { SessionPage, SessionView } from './session.views.js';
import { type SessionInFull, SessionsIn, type SessionSummary, SessionWithId } from './sessions.query.js';

@Controller()
export class SessionQuestionsController {
  constructor(private readonly queries: QueryBus) {}

  @Asks('sessions', 'sessions', 'Sessions, and which of them clash', SessionPage)
  calendar(@Query() filter: SessionFilter, @ReaderOf() reader: Reader): Promise<Page<SessionSummary>> {
    return this.queries.execute(new SessionsIn(reader, filter));
  }

  @Asks('sessions/:id', 'sessions', 'One session and its roster', SessionView)
  one(@Param('id') id: string, @ReaderOf() reader: Reader): Promise<SessionInFull> {
    return this.queries.execute(new SessionWithId(reader, id));
  }

  @Asks(
    'coverage-questions',
    'coverage-questions',
    'Sessions whose day their agreement no longer covers',
    CoverageQuestionsView,
  )
  async coverageQuestions(
    @Query() filter: CoverageQuestionFilter,
    @ReaderOf() reader: Reader,
  ): Promise<CoverageQuestionsView> {
    return { items: await this.queries.execute(new CoverageQuestionsIn(reader, filter)) };
  }

  @Asks('progress', 'progress', 'How far the cases of programmes are', ProgressBoardView)
  async progress(@Query() filter: ProgressFilter, @ReaderOf() reader: Reader): Promise<ProgressBoardView> {
    return { items: await this.queries.execute(new ProgressOf(reader, filter)) };
  }
}
