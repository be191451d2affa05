import { Body, Controller, createParamDecorator, type ExecutionContext, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiParam } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import { EXCLUSION_REASONS } from '#contracts/repair/repair.events';
import type { Ask, Receipt } from '#kernel';
import { askerOf, type Reader, requestOf } from '../auth/index.js';
import { commandOf } from '../http/commands.js';
import { idempotencyKeyIn } from '../http/headers.js';
import { ActsAt, Asks, IsCode, IsWhole, ReaderOf } from '../http/index.js';
import { bodyOf } from '../http/validation.js';
import type { Page } from '../projections/index.js';
import { DisbelievedStreams, FollowersNow, pageAt } from './alarms.query.js';
import { AlarmsFilter, DisbelievedStreamPage, type DisbelievedStream } from './alarms.views.js';
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

type Asked = Omit<Ask<AskedRepair>, 'target' | 'createdId' | 'command'>;

/** Who asks for what is to become of the route's stream. Throws `Malformed` when the Idempotency-Key is none. */
const AskedOfStream = createParamDecorator((_: unknown, context: ExecutionContext): Asked => {
  const request = requestOf(context);
  const { actor, reader, idOf } = askerOf(request);
  const { stream } = request.params as { stream: string };
  const key = idempotencyKeyIn(request.headers, { required: false });
  const { name } = commandOf(context.getHandler());
  return {
    by: actor,
    commandId: key === undefined ? randomUUID() : idOf('command', name, stream, key),
    body: bodyOf(request.body),
    context: {},
    correlationId: reader.correlationId,
    causationId: reader.correlationId,
  };
});

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
    @AskedOfStream() ask: Asked,
  ): Promise<Receipt> {
    return this.send(ask, { type: 'ResumeStream', data: { stream, ...(to !== undefined && { to }) } });
  }

  @STREAM
  @ActsAt('streams/:stream/exclude', operators('AskExclusion'), 'Ask to exclude events that cannot be had back')
  exclude(
    @Param('stream') stream: string,
    @Body() { from, to, reasonCode }: ExclusionBody,
    @AskedOfStream() ask: Asked,
  ): Promise<Receipt> {
    return this.send(ask, { type: 'AskExclusion', data: { stream, from, to, reasonCode } });
  }

  @STREAM
  @ActsAt('streams/:stream/approve-exclusion', operators('ApproveExclusion'), 'Exclude them, as somebody else asked')
  approve(
    @Param('stream') stream: string,
    @Body() { from, to, reasonCode }: ExclusionBody,
    @AskedOfStream() ask: Asked,
  ): Promise<Receipt> {
    return this.send(ask, { type: 'ApproveExclusion', data: { stream, from, to, reasonCode } });
  }

  private send(ask: Asked, command: AskedRepair): Promise<Receipt> {
    return this.commands.execute(new SendRepair({ ...ask, command }));
  }
}
