import { Controller, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Reader } from '#platform/auth';
import { Asks, ReaderOf } from '#platform/http';
import type { ProgrammeFigures } from './figures.js';
import { ProgrammeFiguresOf } from './programme-figures.query.js';
import { FiguresFilter } from './programme-figures.questions.js';
import { ProgrammeFiguresView } from './programme-figures.views.js';

@Controller('programme-figures')
export class ProgrammeFiguresController {
  constructor(private readonly queries: QueryBus) {}

  @Asks(
    '',
    'programme-figures',
    'How the programme did between two days, both in it; at most 10,000 cases are counted',
    ProgrammeFiguresView,
  )
  figures(@Query() filter: FiguresFilter, @ReaderOf() reader: Reader): Promise<ProgrammeFigures> {
    return this.queries.execute(new ProgrammeFiguresOf(reader, filter));
  }
}
