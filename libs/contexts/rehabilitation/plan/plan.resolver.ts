import { QueryBus } from '@nestjs/cqrs';
import { Args, Query, Resolver } from '@nestjs/graphql';
import type { Reader } from '#platform/auth';
import { AsksGraph, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import { PlanFilter } from './plan.questions.js';
import { PlanPage, PlanView } from './plan.views.js';
import { type PlanInFull, PlansIn, type PlanSummary, PlanWithId } from './plans.query.js';

@Resolver()
export class PlanResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => PlanPage)
  @AsksGraph('plans')
  plans(@Args() filter: PlanFilter, @ReaderOf() reader: Reader): Promise<Page<PlanSummary>> {
    return this.queries.execute(new PlansIn(reader, filter));
  }

  @Query(() => PlanView)
  @AsksGraph('plans')
  plan(@Args('id') id: string, @ReaderOf() reader: Reader): Promise<PlanInFull> {
    return this.queries.execute(new PlanWithId(reader, id));
  }
}
