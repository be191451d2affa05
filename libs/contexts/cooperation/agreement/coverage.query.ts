import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { AgreementKind, Service } from '#contracts/cooperation/codes';
import { type Coverage, coverage } from '#contracts/cooperation/coverage';
import type { Reader } from '#platform/auth';
import { ReadModels } from '#platform/projections';
import { agreementCoverage } from './agreement-coverage.projection.js';

export interface CoverageQuestion {
  readonly service: Service;
  readonly unitId: string;
  readonly on: string;
}

/** What one agreement says about it: covered at which revision and on which terms, or why not. */
export type Covering = Coverage & { readonly agreementId: string; readonly kind: AgreementKind };

export interface CoverageAnswer extends CoverageQuestion {
  readonly covered: boolean;
  /** Every agreement that has ever named the service and the unit, those that cover first. */
  readonly agreements: readonly Covering[];
}

export class CoverageOf extends Query<CoverageAnswer> {
  constructor(
    readonly reader: Reader,
    readonly question: CoverageQuestion,
  ) {
    super();
  }
}

@QueryHandler(CoverageOf)
export class CoverageOfHandler implements IQueryHandler<CoverageOf> {
  constructor(private readonly models: ReadModels) {}

  async execute({ reader, question: { service, unitId, on } }: CoverageOf): Promise<CoverageAnswer> {
    const filter = { services: service, coveredUnitIds: unitId };
    const known = await this.models.all(agreementCoverage, reader, { filter, sort: { agreementId: 1 } });
    const agreements = known
      .map(({ agreementId, kind, events }) => ({ agreementId, kind, ...coverage(events, service, unitId, on) }))
      .sort((a, b) => Number(b.covered) - Number(a.covered));
    return { service, unitId, on, covered: agreements.some(({ covered }) => covered), agreements };
  }
}
