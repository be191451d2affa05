import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiParam } from '@nestjs/swagger';
import { EXCLUSION_REASONS } from '#contracts/repair/repair.events';
import type { Receipt } from '#kernel';
import type { Reader } from '../auth/index.js';
import { ActsAt, Asks, IsCode, IsWhole, ReaderOf } from '../http/index.js';
import type { Page } from '../projections/index.js';
import { DisbelievedStreams, FollowersNow, pageAt } from './alarms.query.js';
import { AlarmsFilter, DisbelievedStreamPage, type DisbelievedStream } from './alarms.views.js';
import { type Asked, AskedOf } from './asked.js';
import { type Follower, FollowersView } from './followers.js';
import { operators } from './operators.js';
import { type AskedRepair, SendRepair } from './repair.command.js';

const MOST = Number.MAX_SAFE_INTEGER;
const STREAM = ApiParam({ name: 'stream', description: '`<aggregate>-<uuid>`.' });

export class ResumptionBody {
  @IsWhole(0, MOST, { optional: true, says: 'The last revision that is believed' }) readonly to?: number;
}

export class ExclusionBody {
  @IsWhole(0, MOST, 'The first revision that is excluded') readonly from!: number;
  @IsWhole(0, MOST, 'The last revision that is excluded') readonly to!: number;
  @IsCode(EXCLUSION_REASONS, 'Why they are') readonly reasonCode!: (typeof EXCLUSION_REASONS)[number];
}

@Controller('operations')
export class OperationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Asks(
    'alarms',
    operators('alarms'),
    'Streams that were not what was written, the last alarm first',
    DisbelievedStreamPage,
  )
  alarms(@Query() filter: AlarmsFilter, @ReaderOf() reader: Reader): Promise<Page<DisbelievedStream>> {
    return this.queries.execute(new DisbelievedStreams(reader, pageAt(filter)));
  }

  @Asks('parked', operators('parked'), 'Streams that are passed by until somebody resumes them', DisbelievedStreamPage)
  parked(@Query() filter: AlarmsFilter, @ReaderOf() reader: Reader): Promise<Page<DisbelievedStream>> {
    return this.queries.execute(new DisbelievedStreams(reader, { ...pageAt(filter), isParked: true }));
  }

  @Asks('projections', operators('projections'), 'Where those who follow the log are', FollowersView)
  projections(@ReaderOf() reader: Reader): Promise<{ readonly items: readonly Follower[] }> {
    return this.queries.execute(new FollowersNow(reader));
  }

  @STREAM
  @ActsAt(
    'streams/:stream/resume',
    operators('ResumeStream'),
    'Believe a stream again, up to its last event by default',
  )
  resume(
    @Param('stream') stream: string,
    @Body() { to }: ResumptionBody,
    @AskedOf('stream') ask: Asked,
  ): Promise<Receipt> {
    return this.send(ask, { type: 'ResumeStream', data: { stream, ...(to !== undefined && { to }) } });
  }

  @STREAM
  @ActsAt('streams/:stream/exclude', operators('AskExclusion'), 'Ask to exclude events that cannot be had back')
  exclude(
    @Param('stream') stream: string,
    @Body() { from, to, reasonCode }: ExclusionBody,
    @AskedOf('stream') ask: Asked,
  ): Promise<Receipt> {
    return this.send(ask, { type: 'AskExclusion', data: { stream, from, to, reasonCode } });
  }

  @STREAM
  @ActsAt('streams/:stream/approve-exclusion', operators('ApproveExclusion'), 'Exclude them, as somebody else asked')
  approve(
    @Param('stream') stream: string,
    @Body() { from, to, reasonCode }: ExclusionBody,
    @AskedOf('stream') ask: Asked,
  ): Promise<Receipt> {
    return this.send(ask, { type: 'ApproveExclusion', data: { stream, from, to, reasonCode } });
  }

  private send(ask: Asked, command: AskedRepair): Promise<Receipt> {
    return this.commands.execute(new SendRepair({ ...ask, command }));
  }
}
