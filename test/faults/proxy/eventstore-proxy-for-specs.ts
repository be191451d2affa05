import streams from '@eventstore/db-client/generated/streams_pb.js';
import { once } from 'node:events';
import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  constants,
  createServer,
  type Http2Session,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type Decide, DELAY_MS, type Fault, LATE_MS } from './faults-for-specs.js';
import { type Line, passOn } from './line-for-specs.js';

const GRPC_PREFIX = 5;
const NOT_FOUND = '5';

/** What a client asks, whole, and the connection on which it does. */
interface Asked {
  readonly stream: ServerHttp2Stream;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly line: Line | undefined;
  /** Told each thing that a subscription delivers. */
  readonly strike: (() => void) | undefined;
}

/** Stands before an EventStoreDB server at a port: it knows each call from its answer, and does to them what is decided. */
export async function eventStoreProxy(target: number, decide: Decide) {
  const upstreams = new Map<Http2Session, ClientHttp2Session>();
  const inner = createServer();
  const front = await passOn(() => (inner.address() as AddressInfo).port);

  inner.on('stream', (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
    const chunks: Buffer[] = [];
    stream.on('error', () => undefined);
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.once('end', () => {
      const line = front.lineFrom(stream.session?.socket.remotePort);
      const body = Buffer.concat(chunks);
      const call = callOf(headers, body);
      const strike =
        call === 'subscribe'
          ? () => {
              strikeDelivery(line, decide('delivery'));
            }
          : undefined;
      serve({ stream, headers, body, line, strike }, decide(call)).catch(() => line?.cut());
    });
  });
  inner.on('session', (session) => {
    session.on('error', () => undefined);
    session.once('close', () => {
      upstreams.get(session)?.destroy();
      upstreams.delete(session);
    });
  });
  inner.listen(0, '127.0.0.1');
  await once(inner, 'listening');

  async function serve(asked: Asked, fault: Fault | undefined): Promise<void> {
    const { stream, line } = asked;
    switch (fault) {
      case 'drop-before':
        line?.cut();
        return;
      case 'hang':
        return;
      case 'not-leader':
        refuse(stream, front.port);
        return;
      case 'half-open':
        forwarded(asked);
        line?.freeze();
        return;
      case 'drop-after':
        await whenDone(forwarded(asked));
        line?.cut();
        return;
      case 'cut':
        relay(asked, forwarded(asked), { cut: true });
        return;
      case 'delay':
        await delay(DELAY_MS);
        relay(asked, forwarded(asked));
        return;
      case 'late': {
        const request = forwarded(asked).pause();
        await delay(LATE_MS);
        relay(asked, request);
        return;
      }
      case 'restart':
      case 'older-copy':
      case undefined:
        relay(asked, forwarded(asked));
    }
  }

  function forwarded({ stream, headers, body, line }: Asked): ClientHttp2Stream {
    const request = upstreamOf(stream, line).request({ ...headers });
    request.on('error', () => line?.cut());
    stream.once('close', () => {
      request.close(constants.NGHTTP2_CANCEL);
    });
    request.end(body);
    return request;
  }

  function upstreamOf({ session }: ServerHttp2Stream, line: Line | undefined): ClientHttp2Session {
    if (session === undefined) throw new Error('The client has gone.');
    const known = upstreams.get(session);
    if (known !== undefined) return known;
    const upstream = connect(`http://127.0.0.1:${target}`);
    upstream.on('error', () => line?.cut());
    upstream.once('close', () => line?.cut());
    upstreams.set(session, upstream);
    return upstream;
  }

  return {
    port: front.port,
    /** Drops every connection. */
    cut: front.cut,
    close: (): void => {
      front.close();
      inner.close();
      for (const upstream of upstreams.values()) upstream.destroy();
    },
  };
}

function callOf({ ':path': path = '' }: IncomingHttpHeaders, body: Buffer): string {
  const [name = ''] = path.split('/').slice(-1);
  if (name !== 'Read') return name.toLowerCase();
  const asked = streams.ReadReq.deserializeBinary(body.subarray(GRPC_PREFIX)).getOptions();
  if (asked?.hasSubscription()) return 'subscribe';
  return asked?.hasAll() ? 'read-all' : 'read';
}

/** Resolves when the server has answered, or has begun to and goes on. */
async function whenDone(request: ClientHttp2Stream): Promise<void> {
  await once(request, 'response');
  request.resume();
  await Promise.race([once(request, 'end'), delay(DELAY_MS)]);
}

function relay({ stream, line, strike }: Asked, request: ClientHttp2Stream, { cut = false } = {}): void {
  let trailers: IncomingHttpHeaders = {};
  request.on('trailers', (sent: IncomingHttpHeaders) => {
    trailers = sent;
  });
  request.on('response', (headers: IncomingHttpHeaders, flags: number) => {
    const endStream = (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0;
    if (stream.destroyed) return;
    stream.respond(headers, endStream ? { endStream } : { waitForTrailers: true });
    if (endStream) return;
    stream.once('wantTrailers', () => {
      stream.sendTrailers(trailers);
    });
    if (strike !== undefined) request.on('data', strike);
    if (!cut) request.pipe(stream);
    else
      request.once('data', (bytes: Buffer) => {
        stream.write(bytes.subarray(0, bytes.length / 2));
        setTimeout(() => line?.cut(), DELAY_MS);
      });
  });
}

/** A subscription that has begun is dropped, or falls silent. */
function strikeDelivery(line: Line | undefined, fault: Fault | undefined): void {
  if (fault === 'hang' || fault === 'late' || fault === 'half-open') line?.freeze();
  else if (fault !== undefined) line?.cut();
}

function refuse(stream: ServerHttp2Stream, leader: number): void {
  stream.respond(
    {
      ':status': 200,
      'content-type': 'application/grpc',
      'grpc-status': NOT_FOUND,
      'grpc-message': 'Leader info available',
      exception: 'not-leader',
      'leader-endpoint-host': '127.0.0.1',
      'leader-endpoint-port': String(leader),
    },
    { endStream: true },
  );
}
