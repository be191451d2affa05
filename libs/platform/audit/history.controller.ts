import { Controller, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Reader } from '../auth/index.js';
import { AnswersLike, Asks, IsActorId, IsCursor, IsId, IsInstant, IsLimit, IsText, ReaderOf } from '../http/index.js';
import { HistoryOf, type HistoryPage, type HistoryQuestion } from './history.query.js';

export class HistoryFilter implements HistoryQuestion {
  @IsId({ optional: true }) readonly agreementId?: string;
  @IsText(120, { optional: true }) readonly stream?: string;
  @IsActorId({ optional: true }) readonly actorId?: string;
  @IsInstant({ optional: true }) readonly from?: string;
  @IsInstant({ optional: true }) readonly to?: string;
  @IsLimit() readonly limit?: number;
  @IsCursor() readonly after?: string;
}

@Controller('audit')
export class HistoryController {
  constructor(private readonly queries: QueryBus) {}

  @Asks(
    'history',
    { name: 'history', roles: ['karutan', 'auditor', 'dpo'] },
    'What happened, by whom, on what ground, and whether anything was altered',
  )
  @AnswersLike('Rows in log order, each as stored, with whether its chain holds.', { items: [] })
  history(@Query() filter: HistoryFilter, @ReaderOf() reader: Reader): Promise<HistoryPage> {
    return this.queries.execute(new HistoryOf(reader, filter));
  }
}
