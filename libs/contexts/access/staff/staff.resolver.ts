import { QueryBus } from '@nestjs/cqrs';
import { Args, Query, Resolver } from '@nestjs/graphql';
import type { Reader } from '#platform/auth';
import { AsksGraph, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import { StaffIn, StaffWithId, WhoAmI } from './staff.query.js';
import { StaffFilter } from './staff.questions.js';
import { ColleaguePage, type ColleagueView, MeView, StaffRecordView } from './staff.views.js';

@Resolver()
export class StaffResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => ColleaguePage)
  @AsksGraph('staff')
  staff(@Args() filter: StaffFilter, @ReaderOf() reader: Reader): Promise<Page<ColleagueView>> {
    return this.queries.execute(new StaffIn(reader, filter));
  }

  @Query(() => StaffRecordView)
  @AsksGraph('staff')
  staffRecord(@Args('id') id: string, @ReaderOf() reader: Reader): Promise<StaffRecordView> {
    return this.queries.execute(new StaffWithId(reader, id));
  }

  @Query(() => MeView)
  @AsksGraph('me')
  me(@ReaderOf() reader: Reader): Promise<MeView> {
    return this.queries.execute(new WhoAmI(reader));
  }
}
