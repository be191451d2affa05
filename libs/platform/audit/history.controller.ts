import { Controller, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Reader } from '../auth/index.js';
import { Asks, IsActorId, IsCursor, IsId, IsInstant, IsLimit, IsText, ReaderOf } from '../http/index.js';
import { HistoryOf, type HistoryPage, type HistoryQuestion } from './history.query.js';
import { HistoryPageView } from './history.views.js';

export class HistoryFilter implements HistoryQuestion {
  @IsId({ optional: true, says: 'What is about this agreement' }) readonly agreementId?: string;
  @IsText(120, { optional: true, says: 'What is in this stream, `<aggregate>-<uuid>`' }) readonly stream?: string;
  @IsActorId({ optional: true, says: 'What this person or part of the system recorded' }) readonly actorId?: string;
  @IsInstant({ optional: true, says: 'Recorded then or later' }) readonly from?: string;
  @IsInstant({ optional: true, says: 'Recorded before then' }) readonly to?: string;
  @IsLimit() readonly limit?: number;
  @IsCursor() readonly after?: string;
}

@Controller('audit')
export class HistoryController {
  constructor(private readonly queries: QueryBus) {}

  @Asks(
    'history',
    {
      name: 'history',
      roles: ['karutan', 'auditor', 'dpo'],
      refuses: { 400: ['one-history-at-a-time', 'bad-stream'], 410: ['cursor-gone'] },
    },
    'What happened, by whom, on what ground, and whether anything was altered',
    HistoryPageView,
  )
  history(@Query() filter: HistoryFilter, @ReaderOf() reader: Reader): Promise<HistoryPage> {
    return this.queries.execute(new HistoryOf(reader, filter));
  }
}
