import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { daysBetween, Engine, NotFound, shown, type ShownEntry, without } from '#kernel';
import { OpenedRecords } from '#platform/audit';
import type { Reader } from '#platform/auth';
import { type Page, ReadModels } from '#platform/projections';
import { todayOf } from '#platform/auth';
import { followUpBoard, type FollowUpDocument } from './follow-up-board.projection.js';

export interface FollowUpQuestion {
  readonly ownerId?: string;
  /** The unit of the owner. */
  readonly unitId?: string;
  readonly status?: string;
  readonly dueBefore?: string;
  /** Open though its due day has passed on the day asked for. */
  readonly late?: boolean;
  /** The business day the answer is for; today in the reader's unit when absent. */
  readonly on?: string;
  readonly limit?: number;
  readonly after?: string;
}

/** A follow-up on the day asked for. */
export interface FollowUpOnDay extends Omit<FollowUpDocument, 'units' | 'entries'> {
  readonly isLate: boolean;
  readonly ageInDays: number;
  readonly raised: readonly ShownEntry[];
  readonly extensions: readonly ShownEntry[];
  readonly completions: readonly ShownEntry[];
  readonly verifications: readonly ShownEntry[];
}

export class FollowUpsIn extends Query<Page<FollowUpOnDay>> {
  constructor(
    readonly reader: Reader,
    readonly question: FollowUpQuestion,
  ) {
    super();
  }
}

export class FollowUpWithId extends Query<FollowUpOnDay> {
  constructor(
    readonly reader: Reader,
    readonly id: string,
    readonly on?: string,
  ) {
    super();
  }
}

@QueryHandler(FollowUpsIn)
export class FollowUpsInHandler implements IQueryHandler<FollowUpsIn> {
  constructor(
    private readonly engine: Engine,
    private readonly models: ReadModels,
    private readonly records: OpenedRecords,
  ) {}

  async execute({ reader, question }: FollowUpsIn): Promise<Page<FollowUpOnDay>> {
    const { limit, after, on = todayOf(this.engine, reader) } = question;
    const page = await this.models.page(followUpBoard, reader, {
      filter: filterOf(question, on),
      sort: { dueOn: 1 },
      ...(limit !== undefined && { limit }),
      ...(after !== undefined && { after }),
    });
    const opened = await this.records.open(reader, 'follow-ups', page.items);
    return { ...page, items: (opened as unknown as readonly FollowUpDocument[]).map((one) => onDay(one, on)) };
  }
}

@QueryHandler(FollowUpWithId)
export class FollowUpWithIdHandler implements IQueryHandler<FollowUpWithId> {
  constructor(
    private readonly engine: Engine,
    private readonly models: ReadModels,
    private readonly records: OpenedRecords,
  ) {}

  async execute({ reader, id, on = todayOf(this.engine, reader) }: FollowUpWithId): Promise<FollowUpOnDay> {
    const followUp = await this.models.one(followUpBoard, reader, id);
    if (followUp === undefined) throw new NotFound('follow-up with that id');
    const [opened] = await this.records.open(reader, 'follow-ups', [followUp]);
    return onDay(opened as unknown as FollowUpDocument, on);
  }
}

const filterOf = (
  { ownerId, unitId, status, dueBefore, late }: FollowUpQuestion,
  on: string,
): Record<string, unknown> => ({
  ...(ownerId && { ownerId }),
  ...(unitId && { ownerUnitId: unitId }),
  ...(status && { status }),
  ...(dueBefore && { dueOn: { $lt: dueBefore } }),
  ...(late === true && { $and: [{ status: 'OPEN' }, { dueOn: { $lt: on } }] }),
  ...(late === false && { $or: [{ status: { $ne: 'OPEN' } }, { dueOn: { $gte: on } }] }),
});

const onDay = (followUp: FollowUpDocument, on: string): FollowUpOnDay => ({
  ...without(followUp, 'units', 'entries'),
  isLate: followUp.status === 'OPEN' && followUp.dueOn < on,
  ageInDays: Math.max(0, daysBetween(followUp.raisedOn, on)),
  raised: shown(followUp.entries, 'FollowUpRaised'),
  extensions: shown(followUp.entries, 'FollowUpExtended'),
  completions: shown(followUp.entries, 'FollowUpCompleted'),
  verifications: shown(followUp.entries, 'FollowUpVerified'),
});
