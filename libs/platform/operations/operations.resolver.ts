import { QueryBus } from '@nestjs/cqrs';
import { Args, Query, Resolver } from '@nestjs/graphql';
import type { Reader } from '../auth/index.js';
import { AsksGraph, ReaderOf } from '../http/index.js';
import type { Page } from '../projections/index.js';
import { DisbelievedStreams, FollowersNow, pageAt } from './alarms.query.js';
import { AlarmsFilter, DisbelievedStreamPage, type DisbelievedStream } from './alarms.views.js';
import { type Follower, FollowersView } from './followers.js';
import { operators } from './operators.js';

@Resolver()
export class OperationsResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => DisbelievedStreamPage, { nullable: true, description: 'Streams that were not what was written' })
  @AsksGraph(operators('alarms'))
  alarms(@Args() filter: AlarmsFilter, @ReaderOf() reader: Reader): Promise<Page<DisbelievedStream>> {
    return this.queries.execute(new DisbelievedStreams(reader, pageAt(filter)));
  }

  @Query(() => DisbelievedStreamPage, { nullable: true, description: 'Streams of which nothing more is taken in' })
  @AsksGraph(operators('parked'))
  parked(@Args() filter: AlarmsFilter, @ReaderOf() reader: Reader): Promise<Page<DisbelievedStream>> {
    return this.queries.execute(new DisbelievedStreams(reader, { ...pageAt(filter), isParked: true }));
  }

  @Query(() => FollowersView, { nullable: true, description: 'Who follows the log, and where they are' })
  @AsksGraph(operators('projections'))
  projections(@ReaderOf() reader: Reader): Promise<{ readonly items: readonly Follower[] }> {
    return this.queries.execute(new FollowersNow(reader));
  }
}
