import { Controller, Headers, Inject, Query, Res, type OnModuleDestroy } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiProduces, ApiResponse } from '@nestjs/swagger';
import type { ServerResponse } from 'node:http';
import { Engine, formatPosition, Malformed, parsePosition, words } from '#kernel';
import { type Reader, reachOf } from '../auth/index.js';
import { Asks, IsCode, ReaderOf } from '../http/index.js';
import type { Mapping } from './cloud-event.js';
import { beginning, type Start } from './cursor.js';
import { writeEventStream } from './event-stream.js';
import { type Feed, feedsOf } from './feed.js';

export const MAPPING = Symbol('mapping');
export const HEARTBEAT_MS = Symbol('heartbeat in milliseconds');

const DRAIN_MS = 30_000;

const FEED_STARTS = words('FEED_STARTS', {
  start: 'At the first event of the log',
  now: 'At what happens from now on',
});

export class EventsFilter {
  @IsCode(FEED_STARTS, { optional: true, says: 'Where the feed starts when no Last-Event-ID says it' }) readonly from?:
    'start' | 'now';
}

interface RawReply {
  hijack(): void;
  readonly raw: ServerResponse;
}

@Controller('events')
export class EventsController implements OnModuleDestroy {
  private readonly open = new Set<AbortController>();

  private readonly feed: Feed;

  constructor(
    private readonly engine: Engine,
    @Inject(MAPPING) mapping: Mapping,
    @Inject(HEARTBEAT_MS) private readonly heartbeatMs: number,
  ) {
    this.feed = feedsOf(engine, mapping);
  }

  @Asks('', { name: 'events', roles: ['service'] }, 'Published events as Server-Sent Events, from a cursor on')
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'The cursor to continue after.' })
  @ApiOkResponse({ description: 'Frames `cloudevent` and `heartbeat`, each with the cursor as its id.' })
  @ApiResponse({ status: 410, description: 'The log no longer has the event of the cursor: begin at the start.' })
  @ApiProduces('text/event-stream')
  async stream(
    @Query() { from }: EventsFilter,
    @Headers('last-event-id') cursor: string | undefined,
    @ReaderOf() reader: Reader,
    @Res() reply: RawReply,
  ): Promise<void> {
    const { log } = this.engine;
    const gone = new AbortController();
    this.open.add(gone);
    reply.raw.on('close', () => {
      this.open.delete(gone);
      gone.abort();
    });
    const after = await beginning(this.engine, this.startOf(cursor, from));
    const steps = this.feed(reachOf(reader.actor), after, gone.signal);
    reply.hijack();
    reply.raw.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
      Connection: 'close',
    });
    if (reply.raw.req.method === 'HEAD') {
      reply.raw.end();
      return;
    }
    await writeEventStream(steps, reply.raw, after, {
      heartbeatMs: this.heartbeatMs,
      drainMs: DRAIN_MS,
      cursorOf: (position) => formatPosition(log, position),
    });
  }

  /** A stream never ends by itself: without this an application could not close. */
  onModuleDestroy(): void {
    for (const stream of this.open) stream.abort();
  }

  private startOf(cursor: string | undefined, from: 'start' | 'now' | undefined): Start {
    if (cursor !== undefined && from !== undefined) {
      throw new Malformed('two-starts');
    }
    return cursor === undefined ? (from ?? 'start') : { after: parsePosition(cursor, this.engine.log) };
  }
}
