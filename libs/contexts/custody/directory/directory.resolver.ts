import { QueryBus } from '@nestjs/cqrs';
import { Args, Query, Resolver } from '@nestjs/graphql';
import type { Reader } from '#platform/auth';
import { AsksGraph, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import { DirectorySearch } from './directory.query.js';
import { DirectorySearchBody } from './directory.questions.js';
import { type DirectoryEntry, DirectoryPage } from './directory.views.js';

@Resolver()
export class DirectoryResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => DirectoryPage)
  @AsksGraph('directory')
  directorySearch(@Args() question: DirectorySearchBody, @ReaderOf() reader: Reader): Promise<Page<DirectoryEntry>> {
    return this.queries.execute(new DirectorySearch(reader, question));
  }
}
