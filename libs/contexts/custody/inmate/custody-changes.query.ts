import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { dayIn, daysBetween, Engine } from '#kernel';
import type { Reader } from '#platform/auth';
import { type Page, ReadModels } from '#platform/projections';
import { custodyChanges, type CustodyChangeDocument, type LeavingWithCase } from './custody-changes.projection.js';

export interface CustodyChangeQuestion {
  readonly unitId?: string;
  readonly acknowledged?: boolean;
  readonly limit?: number;
  readonly after?: string;
}

/** An inmate who left with an open case; `daysOpen` counts until it was acknowledged, or until today. */
export interface CustodyChange extends Omit<LeavingWithCase, 'acknowledgement'> {
  readonly inmateId: string;
  readonly unitId: string;
  readonly acknowledged: boolean;
  readonly daysOpen: number;
}

export class CustodyChangesIn extends Query<Page<CustodyChange>> {
  constructor(
    readonly reader: Reader,
    readonly question: CustodyChangeQuestion,
  ) {
    super();
  }
}

@QueryHandler(CustodyChangesIn)
export class CustodyChangesInHandler implements IQueryHandler<CustodyChangesIn> {
  constructor(
    private readonly engine: Engine,
    private readonly models: ReadModels,
  ) {}

  async execute({ reader, question }: CustodyChangesIn): Promise<Page<CustodyChange>> {
    const { unitId, acknowledged, limit, after } = question;
    const { zoneOf, now } = this.engine;
    const todayIn = (unit: string): string => dayIn(zoneOf(unit) ?? 'UTC', now().toISOString());
    const page = await this.models.page(custodyChanges, reader, {
      filter: { units: unitId, acknowledged: acknowledged ?? { $exists: true } },
      sort: { leftOn: 1 },
      ...(limit !== undefined && { limit }),
      ...(after !== undefined && { after }),
    });
    return { ...page, items: page.items.flatMap((document) => changeIn(document, todayIn)) };
  }
}

function changeIn(
  { inmateId, unitId, change }: CustodyChangeDocument,
  todayIn: (unitId: string) => string,
): readonly CustodyChange[] {
  if (change === undefined) return [];
  const { acknowledgement, ...left } = change;
  const daysOpen = Math.max(0, daysBetween(left.on, left.acknowledgedOn ?? todayIn(unitId)));
  return [{ inmateId, unitId, ...left, acknowledged: acknowledgement !== undefined, daysOpen }];
}
