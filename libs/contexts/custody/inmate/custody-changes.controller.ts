import { Controller, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Reader } from '#platform/auth';
import { Asks, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import { type CustodyChange, CustodyChangesIn } from './custody-changes.query.js';
import { CustodyChangeFilter } from './inmate.questions.js';
import { CustodyChangePage } from './inmate.views.js';

@Controller('custody-changes')
export class CustodyChangesController {
  constructor(private readonly queries: QueryBus) {}

  @Asks('', 'custody-changes', 'Inmates who left with an open case', CustodyChangePage)
  list(@Query() filter: CustodyChangeFilter, @ReaderOf() reader: Reader): Promise<Page<CustodyChange>> {
    return this.queries.execute(new CustodyChangesIn(reader, filter));
  }
}
