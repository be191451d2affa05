import { QueryBus } from '@nestjs/cqrs';
import { Args, Query, Resolver } from '@nestjs/graphql';
import type { Reader } from '#platform/auth';
import { AsksGraph, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import { AgreementFilter, AgreementOnDay, CoverageFilter } from './agreement.questions.js';
import { AgreementPage, AgreementView, CoverageView } from './agreement.views.js';
import { type AgreementInFull, AgreementsIn, type AgreementSummary, AgreementWithId } from './agreements.query.js';
import { type CoverageAnswer, CoverageOf } from './coverage.query.js';

@Resolver()
export class AgreementResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => AgreementPage)
  @AsksGraph('agreements')
  agreements(@Args() filter: AgreementFilter, @ReaderOf() reader: Reader): Promise<Page<AgreementSummary>> {
    return this.queries.execute(new AgreementsIn(reader, filter));
  }

  @Query(() => AgreementView)
  @AsksGraph('agreements')
  agreement(@Args() { id, on }: AgreementOnDay, @ReaderOf() reader: Reader): Promise<AgreementInFull> {
    return this.queries.execute(new AgreementWithId(reader, id, on));
  }

  @Query(() => CoverageView)
  @AsksGraph('coverage')
  coverage(@Args() question: CoverageFilter, @ReaderOf() reader: Reader): Promise<CoverageAnswer> {
    return this.queries.execute(new CoverageOf(reader, question));
  }
}
