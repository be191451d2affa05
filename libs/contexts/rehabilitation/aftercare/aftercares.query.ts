import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Engine, NotFound, shown, type ShownEntry, without } from '#kernel';
import { OpenedRecords } from '#platform/audit';
import { type Reader, todayOf } from '#platform/auth';
import { type Page, ReadModels } from '#platform/projections';
import { withholding } from '../withheld.js';
import { aftercareBoard, type AftercareDocument, referralsIn } from './aftercare-board.projection.js';

export interface AftercareQuestion {
  readonly status?: string;
  /** The unit it is referred to, asked or accepted. */
  readonly referredTo?: string;
  /** The business day the answer is for; today in the reader's unit when absent. */
  readonly on?: string;
  readonly limit?: number;
  readonly after?: string;
}

/** An aftercare on the day asked for. */
export interface AftercareOnDay extends Omit<AftercareDocument, 'units' | 'entries'> {
  readonly isContactOverdue: boolean;
}

export interface AftercareInFull extends AftercareOnDay {
  readonly plans: readonly ShownEntry[];
  readonly contacts: readonly ShownEntry[];
  readonly completions: readonly ShownEntry[];
}

export class AftercaresIn extends Query<Page<AftercareOnDay>> {
  constructor(
    readonly reader: Reader,
    readonly question: AftercareQuestion,
  ) {
    super();
  }
}

export class AftercareWithId extends Query<AftercareInFull> {
  constructor(
    readonly reader: Reader,
    readonly aftercareId: string,
    readonly on?: string,
  ) {
    super();
  }
}

/** Who reads pseudonyms and what is clear (domain 5.5). */
const PSEUDONYMOUS: readonly string[] = ['auditor'];

@QueryHandler(AftercaresIn)
export class AftercaresInHandler implements IQueryHandler<AftercaresIn> {
  constructor(
    private readonly engine: Engine,
    private readonly models: ReadModels,
  ) {}

  async execute({ reader, question }: AftercaresIn): Promise<Page<AftercareOnDay>> {
    const { status, referredTo, on = todayOf(this.engine, reader), limit, after } = question;
    const page = await this.models.page(aftercareBoard, reader, {
      filter: { ...(status && { status }), ...(referredTo && { referredTo }) },
      sort: { plannedOn: 1 },
      ...(limit !== undefined && { limit }),
      ...(after !== undefined && { after }),
    });
    return { ...page, items: page.items.map((one) => onDay(one, on)) };
  }
}

@QueryHandler(AftercareWithId)
export class AftercareWithIdHandler implements IQueryHandler<AftercareWithId> {
  constructor(
    private readonly engine: Engine,
    private readonly models: ReadModels,
    private readonly records: OpenedRecords,
  ) {}

  async execute({ reader, aftercareId, on = todayOf(this.engine, reader) }: AftercareWithId): Promise<AftercareInFull> {
    const found = await this.models.one(aftercareBoard, reader, aftercareId);
    if (found === undefined) throw new NotFound('aftercare with that id');
    const read = PSEUDONYMOUS.includes(reader.actor.role)
      ? withholding(found.entries)
      : await this.records.open(reader, 'aftercare', found.entries);
    const entries = read as unknown as AftercareDocument['entries'];
    return {
      ...onDay(found, on),
      referrals: referralsIn(entries),
      plans: shown(entries, 'AftercarePlanned'),
      contacts: shown(entries, 'AftercareContactRecorded'),
      completions: shown(entries, 'AftercareCompleted'),
    };
  }
}

const onDay = (aftercare: AftercareDocument, on: string): AftercareOnDay => ({
  ...without(aftercare, 'units', 'entries'),
  isContactOverdue: aftercare.nextContactOn !== undefined && aftercare.nextContactOn < on,
});
