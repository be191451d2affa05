import { QueryBus } from '@nestjs/cqrs';
import { Args, Query, Resolver } from '@nestjs/graphql';
import type { Reader } from '#platform/auth';
import { AsksGraph, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import { DirectiveFilter, InForceFilter } from './directive.questions.js';
import { DirectivePage, DirectiveView, RulePage } from './directive.views.js';
import { DirectivesInForce, type Rule } from './directives-in-force.query.js';
import { type DirectiveInFull, DirectivesIn, type DirectiveSummary, DirectiveWithId } from './directives.query.js';

@Resolver()
export class DirectiveResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => DirectivePage)
  @AsksGraph('directives')
  directives(@Args() filter: DirectiveFilter, @ReaderOf() reader: Reader): Promise<Page<DirectiveSummary>> {
    return this.queries.execute(new DirectivesIn(reader, filter));
  }

  @Query(() => DirectiveView)
  @AsksGraph('directives')
  directive(@Args('id') id: string, @ReaderOf() reader: Reader): Promise<DirectiveInFull> {
    return this.queries.execute(new DirectiveWithId(reader, id));
  }

  @Query(() => RulePage)
  @AsksGraph('directives')
  directivesInForce(@Args() { unitId, on }: InForceFilter, @ReaderOf() reader: Reader): Promise<Page<Rule>> {
    return this.queries.execute(new DirectivesInForce(reader, unitId, on));
  }
}
