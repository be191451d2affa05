import { QueryBus } from '@nestjs/cqrs';
import { Args, Query, Resolver } from '@nestjs/graphql';
import type { Reader } from '#platform/auth';
import { AsksGraph, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import { type CustodyChange, CustodyChangesIn } from './custody-changes.query.js';
import { CustodyChangeFilter, InmateFilter } from './inmate.questions.js';
import { CustodyChangePage, InmatePage, InmateView } from './inmate.views.js';
import { type InmateInFull, InmatesIn, type InmateSummary, InmateWithId } from './inmates.query.js';

@Resolver()
export class InmateResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => InmatePage)
  @AsksGraph('inmates')
  inmates(@Args() filter: InmateFilter, @ReaderOf() reader: Reader): Promise<Page<InmateSummary>> {
    return this.queries.execute(new InmatesIn(reader, filter));
  }

  @Query(() => InmateView)
  @AsksGraph('inmates')
  inmate(@Args('id') id: string, @ReaderOf() reader: Reader): Promise<InmateInFull> {
    return this.queries.execute(new InmateWithId(reader, id));
  }

  @Query(() => CustodyChangePage)
  @AsksGraph('custody-changes')
  custodyChanges(@Args() filter: CustodyChangeFilter, @ReaderOf() reader: Reader): Promise<Page<CustodyChange>> {
    return this.queries.execute(new CustodyChangesIn(reader, filter));
  }
}
