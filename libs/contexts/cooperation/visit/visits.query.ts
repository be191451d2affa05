import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { NotFound, shown, type ShownEntry, without } from '#kernel';
import { OpenedRecords } from '#platform/audit';
import type { Reader } from '#platform/auth';
import { type Page, ReadModels } from '#platform/projections';
import { visitBoard, type VisitDocument } from './visit-board.projection.js';

export interface VisitQuestion {
  /** The unit that is visited or visits. */
  readonly unitId?: string;
  readonly purpose?: string;
  readonly announced?: boolean;
  readonly status?: string;
  /** First and last day, inclusive. */
  readonly from?: string;
  readonly to?: string;
  readonly limit?: number;
  readonly after?: string;
}

export type VisitSummary = Omit<VisitDocument, 'units' | 'entries'>;

export interface VisitInFull extends VisitSummary {
  readonly arrivals: readonly ShownEntry[];
  readonly observations: readonly ShownEntry[];
  readonly raised: readonly ShownEntry[];
  readonly conclusions: readonly ShownEntry[];
}

export class VisitsIn extends Query<Page<VisitSummary>> {
  constructor(
    readonly reader: Reader,
    readonly question: VisitQuestion,
  ) {
    super();
  }
}

export class VisitWithId extends Query<VisitInFull> {
  constructor(
    readonly reader: Reader,
    readonly visitId: string,
  ) {
    super();
  }
}

@QueryHandler(VisitsIn)
export class VisitsInHandler implements IQueryHandler<VisitsIn> {
  constructor(private readonly models: ReadModels) {}

  async execute({ reader, question }: VisitsIn): Promise<Page<VisitSummary>> {
    const { unitId, purpose, announced, status, from, to, limit, after } = question;
    const days = { ...(from && { $gte: from }), ...(to && { $lte: to }) };
    const page = await this.models.page(visitBoard, reader, {
      filter: {
        ...(unitId && { units: unitId }),
        ...(purpose && { purpose }),
        ...(announced !== undefined && { announced }),
        ...(status && { status }),
        ...(Object.keys(days).length > 0 && { visitedOn: days }),
      },
      sort: { visitedOn: -1 },
      ...(limit !== undefined && { limit }),
      ...(after !== undefined && { after }),
    });
    return { ...page, items: page.items.map(summaryOf) };
  }
}

@QueryHandler(VisitWithId)
export class VisitWithIdHandler implements IQueryHandler<VisitWithId> {
  constructor(
    private readonly models: ReadModels,
    private readonly records: OpenedRecords,
  ) {}

  async execute({ reader, visitId }: VisitWithId): Promise<VisitInFull> {
    const visit = await this.models.one(visitBoard, reader, visitId);
    if (visit === undefined) throw new NotFound('visit with that id');
    const entries = (await this.records.open(reader, 'visit', visit.entries)) as unknown as VisitDocument['entries'];
    return {
      ...summaryOf(visit),
      arrivals: shown(entries, 'VisitStarted'),
      observations: shown(entries, 'VisitObservationRecorded'),
      raised: shown(entries, 'FollowUpRaised'),
      conclusions: shown(entries, 'VisitConcluded'),
    };
  }
}

const summaryOf = (visit: VisitDocument): VisitSummary => without(visit, 'units', 'entries');
