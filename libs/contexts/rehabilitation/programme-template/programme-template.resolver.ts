import { QueryBus } from '@nestjs/cqrs';
import { Args, Query, Resolver } from '@nestjs/graphql';
import type { Reader } from '#platform/auth';
import { AsksGraph, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import { ProgrammeTemplateFilter } from './programme-template.questions.js';
import { ProgrammeTemplatePage, ProgrammeTemplateView } from './programme-template.views.js';
import {
  type ProgrammeTemplateInFull,
  ProgrammeTemplatesOn,
  ProgrammeTemplateWithId,
} from './programme-templates.query.js';

@Resolver()
export class ProgrammeTemplateResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => ProgrammeTemplatePage)
  @AsksGraph('programme-templates')
  programmeTemplates(
    @Args() filter: ProgrammeTemplateFilter,
    @ReaderOf() reader: Reader,
  ): Promise<Page<ProgrammeTemplateInFull>> {
    return this.queries.execute(new ProgrammeTemplatesOn(reader, filter));
  }

  @Query(() => ProgrammeTemplateView)
  @AsksGraph('programme-templates')
  programmeTemplate(@Args('id') id: string, @ReaderOf() reader: Reader): Promise<ProgrammeTemplateInFull> {
    return this.queries.execute(new ProgrammeTemplateWithId(reader, id));
  }
}
