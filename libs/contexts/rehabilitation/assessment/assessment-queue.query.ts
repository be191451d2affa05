import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { addDays, daysBetween, Engine, Malformed, without } from '#kernel';
import { type Reader, todayOf } from '#platform/auth';
import { type Page, ReadModels } from '#platform/projections';
import { templateFact } from '../facts.js';
import { assessmentQueue, QUEUE_STAGES, type QueuedCase } from './assessment-queue.projection.js';

export interface QueueQuestion {
  readonly stage?: string;
  readonly riskBand?: string;
  /** The programme template whose days a screening is recent within: by it somebody is due. */
  readonly templateId?: string;
  /** Still waited for though the due day has passed on the day asked for; needs the template. */
  readonly overdue?: boolean;
  /** The business day the answer is for; today in the reader's unit when absent. */
  readonly on?: string;
  readonly limit?: number;
  readonly after?: string;
}

/** A waiting case on the day asked for; without a due day when no template was named. */
export interface QueuedOnDay extends Omit<QueuedCase, 'units' | 'case' | 'screenings' | 'starts' | 'completions'> {
  readonly daysWaiting: number;
  readonly dueOn?: string;
  readonly isOverdue?: boolean;
}

export class AssessmentsDue extends Query<Page<QueuedOnDay>> {
  constructor(
    readonly reader: Reader,
    readonly question: QueueQuestion,
  ) {
    super();
  }
}

@QueryHandler(AssessmentsDue)
export class AssessmentsDueHandler implements IQueryHandler<AssessmentsDue> {
  constructor(
    private readonly engine: Engine,
    private readonly models: ReadModels,
  ) {}

  async execute({ reader, question }: AssessmentsDue): Promise<Page<QueuedOnDay>> {
    const { stage, riskBand, templateId, overdue, on = todayOf(this.engine, reader), limit, after } = question;
    if (overdue !== undefined && templateId === undefined) {
      throw new Malformed('template-needed', 'Name the template by whose days somebody is overdue: templateId.');
    }
    const days =
      templateId === undefined
        ? undefined
        : (await templateFact(this.engine, templateId)).template.screeningValidForDays;
    const firstNotOverdue = days === undefined ? on : addDays(on, -days);
    const page = await this.models.page(assessmentQueue, reader, {
      filter: {
        stage: stage ?? { $in: [...QUEUE_STAGES] },
        since: { $lte: on },
        ...(riskBand && { riskBand }),
        ...(overdue !== undefined && { screenedOn: overdue ? { $lt: firstNotOverdue } : { $gte: firstNotOverdue } }),
      },
      sort: { screenedOn: 1 },
      ...(limit !== undefined && { limit }),
      ...(after !== undefined && { after }),
    });
    return { ...page, items: page.items.map((queued) => onDay(queued, on, days)) };
  }
}

function onDay(queued: QueuedCase, on: string, days: number | undefined): QueuedOnDay {
  const { since = on, screenedOn } = queued;
  const dueOn = days === undefined || screenedOn === undefined ? undefined : addDays(screenedOn, days);
  return {
    ...without(queued, 'units', 'case', 'screenings', 'starts', 'completions'),
    daysWaiting: daysBetween(since, on),
    ...(dueOn && { dueOn, isOverdue: dueOn < on }),
  };
}
