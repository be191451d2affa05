import { QueryBus } from '@nestjs/cqrs';
import { Args, Query, Resolver } from '@nestjs/graphql';
import type { Reader } from '#platform/auth';
import { AsksGraph, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import { ConsentFilter } from './consent.questions.js';
import { ConsentPage, ConsentView } from './consent.views.js';
import { type ConsentInFull, ConsentsIn, type ConsentSummary, ConsentWithId } from './consents.query.js';

@Resolver()
export class ConsentResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => ConsentPage)
  @AsksGraph('consents')
  consents(@Args() filter: ConsentFilter, @ReaderOf() reader: Reader): Promise<Page<ConsentSummary>> {
    return this.queries.execute(new ConsentsIn(reader, filter));
  }

  @Query(() => ConsentView)
  @AsksGraph('consents')
  consent(@Args('id') id: string, @ReaderOf() reader: Reader): Promise<ConsentInFull> {
    return this.queries.execute(new ConsentWithId(reader, id));
  }
}
