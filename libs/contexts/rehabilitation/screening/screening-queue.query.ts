import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { daysBetween, Engine } from '#kernel';
import { type Reader, todayOf } from '#platform/auth';
import { type Page, ReadModels } from '#platform/projections';
import { plansOf, type QueuedCase, screeningQueue } from './screening-queue.projection.js';

export interface ScreeningQueueQuestion {
  readonly unitId?: string;
  /** Due though its day had passed on the day asked for. */
  readonly overdue?: boolean;
  /** The business day that a screening is planned for. */
  readonly plannedOn?: string;
  /** The business day the answer is for; today in the reader's unit when absent. */
  readonly on?: string;
  readonly limit?: number;
  readonly after?: string;
}

/** A case in which somebody is to be screened, on the day asked for. */
export interface DueScreening extends Pick<
  QueuedCase,
  'caseId' | 'inmateId' | 'unitId' | 'openedOn' | 'since' | 'dueOn'
> {
  readonly daysWaiting: number;
  readonly isOverdue: boolean;
  readonly daysOverdue: number;
  readonly plans: ReturnType<typeof plansOf>;
}

export class ScreeningQueueOf extends Query<Page<DueScreening>> {
  constructor(
    readonly reader: Reader,
    readonly question: ScreeningQueueQuestion,
  ) {
    super();
  }
}

@QueryHandler(ScreeningQueueOf)
export class ScreeningQueueOfHandler implements IQueryHandler<ScreeningQueueOf> {
  constructor(
    private readonly engine: Engine,
    private readonly models: ReadModels,
  ) {}

  async execute({ reader, question }: ScreeningQueueOf): Promise<Page<DueScreening>> {
    const { unitId, overdue, plannedOn, limit, after, on = todayOf(this.engine, reader) } = question;
    const page = await this.models.page(screeningQueue, reader, {
      filter: {
        isDue: true,
        since: { $lte: on },
        unitId,
        plannedOn,
        ...(overdue !== undefined && { dueOn: overdue ? { $lt: on } : { $gte: on } }),
      },
      sort: { dueOn: 1 },
      ...(limit !== undefined && { limit }),
      ...(after !== undefined && { after }),
    });
    return { ...page, items: page.items.map((one) => onDay(one, on)) };
  }
}

const onDay = (
  { caseId, inmateId, unitId, openedOn, since, dueOn, screenings }: QueuedCase,
  on: string,
): DueScreening => ({
  caseId,
  inmateId,
  unitId,
  openedOn,
  since,
  daysWaiting: daysBetween(since, on),
  dueOn,
  isOverdue: dueOn < on,
  daysOverdue: Math.max(0, daysBetween(dueOn, on)),
  plans: plansOf(screenings),
});
