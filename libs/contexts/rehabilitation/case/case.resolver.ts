import { QueryBus } from '@nestjs/cqrs';
import { Args, Query, Resolver } from '@nestjs/graphql';
import type { Reader } from '#platform/auth';
import { AsksGraph, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import { CaseFilter, OneCase } from './case.questions.js';
import { CasePage, CaseView } from './case.views.js';
import { type CaseInFull, CasesIn, type CaseSummary, CaseWithId } from './cases.query.js';

@Resolver()
export class CaseResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => CasePage)
  @AsksGraph('cases')
  cases(@Args() filter: CaseFilter, @ReaderOf() reader: Reader): Promise<Page<CaseSummary>> {
    return this.queries.execute(new CasesIn(reader, filter));
  }

  @Query(() => CaseView)
  @AsksGraph('cases')
  rehabCase(@Args() { id, on }: OneCase, @ReaderOf() reader: Reader): Promise<CaseInFull> {
    return this.queries.execute(new CaseWithId(reader, id, on));
  }
}
