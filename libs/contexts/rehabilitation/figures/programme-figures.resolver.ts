import { QueryBus } from '@nestjs/cqrs';
import { Args, Query, Resolver } from '@nestjs/graphql';
import type { Reader } from '#platform/auth';
import { AsksGraph, ReaderOf } from '#platform/http';
import type { ProgrammeFigures } from './figures.js';
import { ProgrammeFiguresOf } from './programme-figures.query.js';
import { FiguresFilter } from './programme-figures.questions.js';
import { ProgrammeFiguresView } from './programme-figures.views.js';

@Resolver()
export class ProgrammeFiguresResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => ProgrammeFiguresView)
  @AsksGraph('programme-figures')
  programmeFigures(@Args() filter: FiguresFilter, @ReaderOf() reader: Reader): Promise<ProgrammeFigures> {
    return this.queries.execute(new ProgrammeFiguresOf(reader, filter));
  }
}
