import { Controller, Headers, Inject, Query, Res, type OnModuleDestroy } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Engine, formatPosition, Malformed, parsePosition, repeated, Unavailable, words } from '#kernel';
import { world } from '#kernel/world';
import { type Reader, reachOf } from '../auth/index.js';
import { AnswersText, AS_POSITION, Asks, EXAMPLE_POSITION, IsCode, isOver, onceOver, ReaderOf } from '../http/index.js';
import { subscribers } from '../telemetry/index.js';
import type { Mapping } from './cloud-event.js';
import { beginning, type Start } from './cursor.js';
import { writeEventStream } from './event-stream.js';
import { type Feed, feedsOf } from './feed.js';

export const MAPPING = Symbol('mapping');
export const HEARTBEAT_MS = Symbol('heartbeat in milliseconds');

const DRAIN_MS = 30_000;
/** How many streams one identity has open at a time, and all together. */
const [MOST_OF_ONE, MOST_IN_ALL] = [20, 500];

const FEED_STARTS = words('FEED_STARTS', {
  start: 'At the first event of the log',
  now: 'At what happens from now on',
});

const PUBLISHED = {
  specversion: '1.0',
  id: '2f1d6a0e-8c3b-5d47-9a52-6e0f4b7c9d18',
  source: 'urn:bersinar:log:0194c6f2-6b1e-7d3a-9c41-2f5b8e7a1d60',
  type: 'rutan.rehab.case-opened.v1',
  subject: '0194c6f2-7a00-7b11-8c22-9d33ae44bf55',
  datacontenttype: 'application/json',
  on: '2025-01-20',
  zone: 'Asia/Jakarta',
  recordedtime: '2025-01-20T02:00:00.000Z',
  correlationid: '0194c6f2-7a00-7b11-8c22-9d33ae44bf56',
  data: {},
};
const FRAMES = `event: cloudevent\nid: ${EXAMPLE_POSITION}\ndata: ${JSON.stringify(PUBLISHED)}\n\nevent: heartbeat\nid: ${EXAMPLE_POSITION}\ndata: {}\n\n`;

export class EventsFilter {
  @IsCode(FEED_STARTS, { optional: true, says: 'Where the feed starts when no Last-Event-ID says it' }) readonly from?:
    'start' | 'now';
}

interface RawReply {
  hijack(): void;
  /** What was said so far, of every answer. */
  getHeaders(): OutgoingHttpHeaders;
  readonly raw: ServerResponse;
}

@Controller('events')
export class EventsController implements OnModuleDestroy {
  private readonly open = new Map<AbortController, string>();

  private readonly feed: Feed;

  constructor(
    private readonly engine: Engine,
    @Inject(MAPPING) mapping: Mapping,
    @Inject(HEARTBEAT_MS) private readonly heartbeatMs: number,
  ) {
    this.feed = feedsOf(engine, mapping);
  }

  @Asks(
    '',
    {
      name: 'events',
      roles: ['service'],
      scope: 'events',
      refuses: { 400: ['two-starts'], 429: ['too-many-streams'] },
    },
    'Published events as Server-Sent Events, from a cursor on',
  )
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'The cursor to continue after.',
    schema: AS_POSITION,
  })
  @AnswersText('Frames `cloudevent` and `heartbeat`, each with the cursor as its id.', FRAMES, 'text/event-stream')
  @ApiResponse({ status: 410, description: 'The log no longer has the event of the cursor: begin at the start.' })
  async stream(
    @Query() { from }: EventsFilter,
    @Headers('last-event-id') cursor: string | undefined,
    @ReaderOf() reader: Reader,
    @Res() reply: RawReply,
  ): Promise<void> {
    if (isOver(reply.raw)) return; // they left before they were let in: nobody would say so any more
    const { log } = this.engine;
    const gone = new AbortController();
    this.mustHaveRoomFor(reader);
    this.open.set(gone, reader.actor.staffId);
    subscribers.inc();
    const end = () => {
      gone.abort();
    };
    const watched = [endsWithToken(reader, end), endsWithGrant(reader, end)];
    onceOver(reply.raw, () => {
      this.open.delete(gone);
      subscribers.dec();
      for (const unwatch of watched) unwatch();
      gone.abort();
    });
    const after = await beginning(this.engine, this.startOf(cursor, from));
    const steps = this.feed(reachOf(reader.actor), after, gone.signal);
    reply.hijack();
    reply.raw.writeHead(200, {
      ...reply.getHeaders(),
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
    for (const stream of this.open.keys()) stream.abort();
  }

  private mustHaveRoomFor({ actor }: Reader): void {
    const own = [...this.open.values()].filter((staffId) => staffId === actor.staffId);
    if (own.length < MOST_OF_ONE && this.open.size < MOST_IN_ALL) return;
    const most = own.length < MOST_OF_ONE ? MOST_IN_ALL : MOST_OF_ONE;
    throw new Unavailable('too-many-streams', { status: 429, retryAfterSeconds: 10, values: { most } });
  }

  private startOf(cursor: string | undefined, from: 'start' | 'now' | undefined): Start {
    if (cursor !== undefined && from !== undefined) {
      throw new Malformed('two-starts', { lastEventId: repeated(cursor), from });
    }
    return cursor === undefined ? (from ?? 'start') : { after: parsePosition(cursor, this.engine.log) };
  }
}

/** The longest that a timer takes; whoever has a token for longer asks again after it. */
const LONGEST_MS = 2 ** 31 - 1;

/** Ends what was asked for when the token ends that it was asked with. */
function endsWithToken({ until }: Reader, end: () => void): () => void {
  if (until === undefined) return () => undefined;
  return world.later(Math.min(Math.max(until - world.now(), 0), LONGEST_MS), end);
}

const LOOKED_AT_MS = 500;

/** Ends what was asked for within a second when the grant is taken away that it was asked under. */
function endsWithGrant({ isStillGranted }: Reader, end: () => void): () => void {
  if (isStillGranted === undefined) return () => undefined;
  let isLooking = false;
  return world.every(LOOKED_AT_MS, () => {
    if (isLooking) return;
    isLooking = true;
    isStillGranted().then(
      (isGranted) => {
        isLooking = false;
        if (!isGranted) end();
      },
      () => {
        isLooking = false; // a store that is away takes nothing away
      },
    );
  });
}
