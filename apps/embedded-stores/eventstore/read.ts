import { status, type StatusObject } from '@grpc/grpc-js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import { readFilter } from './filter.js';
import type { Direction, Log } from './log.js';
import { openOutlet, type Outlet, type ReadCall } from './outlet.js';
import { nextTurn, refusal, streamIdentifier, toNumber } from './protocol.js';
import { decodeRecord, withStructuredId, type Record } from './record.js';
import type { Source } from './source.js';
import { subscribe } from './subscription.js';

export function serveRead(log: Log) {
  return (call: ReadCall): void => {
    const refuse = (why: StatusObject) => void call.emit('error', why);
    const options = call.request.getOptions();
    const source = options && openSource(log, options);
    if (!source) refuse(refusal(status.INVALID_ARGUMENT, 'Say which stream to read, or $all.'));
    else if ('code' in source) refuse(source);
    else {
      const outlet = openOutlet(call);
      const running = options.hasSubscription()
        ? subscribe(log, source, options.hasAll(), outlet)
        : read(source, toNumber(options.getCount()), outlet);
      running.catch((error: unknown) => {
        refuse(refusal(status.DATA_LOSS, messageOf(error)));
      });
    }
  };
}

async function read(source: Source, count: number, outlet: Outlet): Promise<void> {
  if (source.missing === undefined) await sendEntries(source, count, outlet);
  else await outlet.send(notFound(source.missing));
  outlet.end();
}

async function sendEntries(source: Source, count: number, outlet: Outlet): Promise<void> {
  let left = count;
  let { from } = source;
  while (left > 0 && outlet.open()) {
    const page = source.page(from);
    if (page.length === 0) return;
    for (const { at, value } of page) {
      if (left === 0 || at > source.until) return;
      from = at;
      const record = decodeRecord(value);
      if (source.filter && !source.filter.wants(record)) continue;
      if (!(await outlet.send(source.message(record)))) return;
      left--;
    }
    await nextTurn();
  }
}

function openSource(log: Log, options: ReadReq.Options): Source | StatusObject | undefined {
  const direction =
    options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS ? 'backwards' : 'forwards';
  const message = options.getUuidOption()?.hasStructured() ? withStructuredId : (record: Record) => record.message;
  const filter = readFilter(options.getFilter());
  if (filter && 'code' in filter) return filter;
  const stream = options.getStream();
  const all = options.getAll();
  if (stream) {
    if (!options.hasSubscription() && readsNothing(options, stream, direction)) return unreadable;
    return { ...streamSource(log, stream, options.hasSubscription(), direction), message };
  }
  if (!all) return undefined;
  return { ...allSource(log, all, options.hasSubscription(), direction), message, ...(filter && { filter }) };
}

const readsNothing = (options: ReadReq.Options, stream: ReadReq.Options.StreamOptions, direction: Direction) =>
  toNumber(options.getCount()) === 0 || (direction === 'forwards' && stream.hasEnd());

const unreadable = refusal(status.UNKNOWN, 'Unexpected ReadStreamResult: Error'); // a server's own words

type Place = Omit<Source, 'message' | 'filter'>;

function streamSource(log: Log, options: ReadReq.Options.StreamOptions, live: boolean, direction: Direction): Place {
  const name = Buffer.from(options.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();
  const head = log.head(name);
  const last = head?.revision ?? -1;
  const step = direction === 'forwards' ? 1 : -1;
  const page = (from: number) => {
    const stream = head ?? log.head(name); // a subscription may wait for a stream to begin
    return stream && from + step >= 0 ? log.streamPage(stream.id, from + step, direction) : [];
  };
  const until = live || direction === 'backwards' ? Infinity : last;
  return { page, from: start(), until, ...(!head && { missing: name }) };

  function start(): number {
    if (live)
      return options.hasRevision() ? Math.min(toNumber(options.getRevision()), last) : options.hasEnd() ? last : -1;
    const wanted = options.hasRevision() ? toNumber(options.getRevision()) : options.hasEnd() ? last + 1 : 0;
    if (direction === 'forwards') return Math.min(wanted, last + 1) - 1;
    return Math.min(wanted, last) + 1;
  }
}

function allSource(log: Log, options: ReadReq.Options.AllOptions, live: boolean, direction: Direction): Place {
  const last = log.lastPosition();
  const position = options.getPosition();
  const wanted = options.hasEnd() ? Infinity : position ? toNumber(position.getCommitPosition()) : 0;
  const page = (from: number) => log.page(from, direction);
  if (live) return { page, from: wanted === Infinity ? last : wanted, until: Infinity };
  if (direction === 'backwards') return { page, from: Math.min(wanted, last + 1), until: Infinity };
  return { page, from: wanted === Infinity ? last : Math.max(0, wanted - 1), until: last };
}

function notFound(name: string): Buffer {
  const missing = new streams.ReadResp.StreamNotFound();
  missing.setStreamIdentifier(streamIdentifier(name));
  const response = new streams.ReadResp();
  response.setStreamNotFound(missing);
  return Buffer.from(response.serializeBinary());
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
