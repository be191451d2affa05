import { QueryBus } from '@nestjs/cqrs';
import { Args, Query, Resolver } from '@nestjs/graphql';
import type { Reader } from '#platform/auth';
import { AsksGraph, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import { AftercareFilter, OneAftercare } from './aftercare.questions.js';
import { AftercarePage, AftercareView } from './aftercare.views.js';
import { type AftercareInFull, type AftercareOnDay, AftercaresIn, AftercareWithId } from './aftercares.query.js';

@Resolver()
export class AftercareResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => AftercarePage)
  @AsksGraph('aftercares')
  aftercares(@Args() filter: AftercareFilter, @ReaderOf() reader: Reader): Promise<Page<AftercareOnDay>> {
    return this.queries.execute(new AftercaresIn(reader, filter));
  }

  @Query(() => AftercareView)
  @AsksGraph('aftercares')
  aftercare(@Args() { id, on }: OneAftercare, @ReaderOf() reader: Reader): Promise<AftercareInFull> {
    return this.queries.execute(new AftercareWithId(reader, id, on));
  }
}
