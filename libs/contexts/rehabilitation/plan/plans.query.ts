import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { NotFound, without } from '#kernel';
import { OpenedRecords } from '#platform/audit';
import type { Reader } from '#platform/auth';
import { type Page, ReadModels } from '#platform/projections';
import { type PlanParts, partsOf } from './plan.parts.js';
import { type PlanDocument, plans } from './plans.projection.js';

export interface PlanQuestion {
  readonly caseId?: string;
  readonly status?: string;
  readonly limit?: number;
  readonly after?: string;
}

export type PlanSummary = Omit<PlanDocument, 'units' | 'entries'>;

export type PlanInFull = PlanSummary & PlanParts;

export class PlansIn extends Query<Page<PlanSummary>> {
  constructor(
    readonly reader: Reader,
    readonly question: PlanQuestion,
  ) {
    super();
  }
}

export class PlanWithId extends Query<PlanInFull> {
  constructor(
    readonly reader: Reader,
    readonly planId: string,
  ) {
    super();
  }
}

@QueryHandler(PlansIn)
export class PlansInHandler implements IQueryHandler<PlansIn> {
  constructor(private readonly models: ReadModels) {}

  async execute({ reader, question: { caseId, status, limit, after } }: PlansIn): Promise<Page<PlanSummary>> {
    const page = await this.models.page(plans, reader, {
      filter: { ...(caseId && { caseId }), ...(status && { status }) },
      sort: { draftedOn: -1 },
      ...(limit !== undefined && { limit }),
      ...(after !== undefined && { after }),
    });
    return { ...page, items: page.items.map(summaryOf) };
  }
}

@QueryHandler(PlanWithId)
export class PlanWithIdHandler implements IQueryHandler<PlanWithId> {
  constructor(
    private readonly models: ReadModels,
    private readonly records: OpenedRecords,
  ) {}

  async execute({ reader, planId }: PlanWithId): Promise<PlanInFull> {
    const plan = await this.models.one(plans, reader, planId);
    if (plan === undefined) throw new NotFound('plan with that id');
    const entries = (await this.records.open(reader, 'plan', plan.entries)) as unknown as PlanDocument['entries'];
    return { ...summaryOf(plan), ...partsOf(entries) };
  }
}

const summaryOf = (plan: PlanDocument): PlanSummary => without(plan, 'units', 'entries');
