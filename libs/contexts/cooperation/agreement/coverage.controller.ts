import { Controller, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Reader } from '#platform/auth';
import { Asks, ReaderOf } from '#platform/http';
import { CoverageFilter } from './agreement.questions.js';
import { CoverageView } from './agreement.views.js';
import { type CoverageAnswer, CoverageOf } from './coverage.query.js';

@Controller('coverage')
export class CoverageController {
  constructor(private readonly queries: QueryBus) {}

  @Asks('', 'coverage', 'Whether a service is covered at a unit on a day, and by which agreement', CoverageView)
  coverage(@Query() question: CoverageFilter, @ReaderOf() reader: Reader): Promise<CoverageAnswer> {
    return this.queries.execute(new CoverageOf(reader, question));
  }
}
