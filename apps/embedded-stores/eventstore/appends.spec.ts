import {
  ANY,
  binaryEvent,
  EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  STREAM_EXISTS,
  type AppendExpectedRevision,
  type EventData,
} from '@eventstore/db-client';
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import streamsRpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { credentials } from '@grpc/grpc-js';
import timestampPb from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { authorized } from '../password-for-specs.js';
import { collect, startProcess, type StoreProcess } from '../process-for-specs.js';

let store: StoreProcess;
let client: EventStoreDBClient;

beforeAll(async () => {
  store = await startProcess();
  client = EventStoreDBClient.connectionString(store.url);
});

afterAll(async () => {
  await client.dispose();
  await store.discard();
});

const newStream = () => `visit-${randomUUID()}`;
const event = (data: Record<string, unknown> = {}) => jsonEvent({ type: 'VisitRecorded', data });
const read = async (stream: string) => (await collect(client.readStream(stream))).map(({ event }) => event);

describe.each([
  ['one stream of batches', {}],
  ['a call of its own', { credentials: { username: 'officer', password: 'none' } }],
])('an append by %s', (_, way) => {
  const append = (stream: string, events: EventData | EventData[], expectedRevision: AppendExpectedRevision) =>
    client.appendToStream(stream, events, { expectedRevision, deadline: 60_000, ...way }); // ten thousand events take long on a busy machine

  it('answers the revision and a position that grows', async () => {
    const stream = newStream();
    const first = await append(stream, [event(), event()], NO_STREAM);
    const second = await append(stream, event(), 1n);
    expect([first.success, first.nextExpectedRevision, second.nextExpectedRevision]).toEqual([true, 1n, 2n]);
    expect(first.position?.commit).toBeGreaterThan(0n);
    expect(second.position?.commit).toBeGreaterThan(first.position?.commit ?? 0n);
    expect(second.position?.prepare).toBe(second.position?.commit);
  });

  it.each<[string, AppendExpectedRevision, AppendExpectedRevision]>([
    ['NO_STREAM', NO_STREAM, 0n],
    ['ANY', ANY, 0n],
  ])('with %s starts a stream', async (_, expected, revision) => {
    expect(await append(newStream(), event(), expected)).toMatchObject({ nextExpectedRevision: revision });
  });

  it.each<[string, AppendExpectedRevision]>([
    ['ANY', ANY],
    ['STREAM_EXISTS', STREAM_EXISTS],
    ['the exact revision', 0n],
  ])('with %s continues a stream', async (_, expected) => {
    const stream = newStream();
    await append(stream, event(), NO_STREAM);
    expect(await append(stream, event(), expected)).toMatchObject({ nextExpectedRevision: 1n });
  });

  it.each<[string, AppendExpectedRevision, AppendExpectedRevision]>([
    ['NO_STREAM', NO_STREAM, 'no_stream'],
    ['a revision ahead', 5n, 5n],
  ])('with %s is refused by a stream that has another revision', async (_, expected, expectedVersion) => {
    const stream = newStream();
    await append(stream, event(), NO_STREAM);
    await expect(append(stream, event(), expected)).rejects.toMatchObject({
      type: 'wrong-expected-version',
      streamName: stream,
      expectedVersion,
      actualVersion: 0n,
    });
    expect(await read(stream)).toHaveLength(1);
  });

  it.each<[string, AppendExpectedRevision, AppendExpectedRevision]>([
    ['STREAM_EXISTS', STREAM_EXISTS, 'stream_exists'],
    ['a revision', 0n, 0n],
  ])('with %s is refused when there is no stream', async (_, expected, expectedVersion) => {
    await expect(append(newStream(), event(), expected)).rejects.toMatchObject({
      type: 'wrong-expected-version',
      expectedVersion,
      actualVersion: 'no_stream',
    });
  });

  it('is refused above one mebibyte, as a whole', async () => {
    const stream = newStream();
    const half = event({ note: 'x'.repeat(600_000) });
    await expect(append(stream, [half, event({ note: 'y'.repeat(600_000) })], NO_STREAM)).rejects.toMatchObject({
      type: 'maximum-append-size-exceeded',
      maxAppendSize: 1_048_576,
    });
    expect(await append(stream, half, NO_STREAM)).toMatchObject({ nextExpectedRevision: 0n });
  });

  it('is refused above the largest message, and the next one goes well', async () => {
    const huge = binaryEvent({ type: 'Scan', data: new Uint8Array(18 * 1024 * 1024) });
    await expect(append(newStream(), huge, ANY)).rejects.toThrow('larger than max');
    expect(await append(newStream(), event(), ANY)).toMatchObject({ nextExpectedRevision: 0n });
  });

  it('holds as many events as one mebibyte has room for', async () => {
    const many = Array.from({ length: 10_001 }, () => event());
    const stream = newStream();
    const { nextExpectedRevision } = await append(stream, many, NO_STREAM);
    const next = await append(stream, event(), nextExpectedRevision);
    expect([nextExpectedRevision, next.nextExpectedRevision]).toEqual([10_000n, 10_001n]);
  });

  it('may be to a stream, and of a type, that begins with $, but not of metadata of streams', async () => {
    const settings = jsonEvent({ type: '$settings', data: {} });
    const stream = `$settings-${randomUUID()}`;
    expect(await append(stream, settings, NO_STREAM)).toMatchObject({ nextExpectedRevision: 0n });
    await expect(append('$$visit-1', settings, ANY)).rejects.toMatchObject({ type: 'access-denied' });
  });

  it('is refused, in other words than a server has for it (E11), for an id that is no UUID and for a stream without a name', async () => {
    await expect(append(newStream(), { ...event(), id: 'visit' }, ANY)).rejects.toThrow('must be a UUID');
    await expect(append('', event(), ANY)).rejects.toThrow('1 to 1024 bytes');
    await expect(append('x'.repeat(1_025), event(), ANY)).rejects.toThrow('1 to 1024 bytes');
  });

  it('without events checks the revision and stores nothing', async () => {
    const stream = newStream();
    await append(stream, event(), NO_STREAM);
    expect(await append(stream, [], 0n)).toMatchObject({ success: true, nextExpectedRevision: 0n });
    await expect(append(stream, [], 7n)).rejects.toMatchObject({ type: 'wrong-expected-version' });
    expect(await read(stream)).toHaveLength(1);
  });

  it('keeps text, bytes, metadata, id, type and time as they were', async () => {
    const stream = `kunjungan-\u{1F5C2}-${randomUUID()}`;
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    const text = jsonEvent({
      type: 'Dicatat é',
      data: { note: 'sépia \u{1F33F} "quote"\n' },
      metadata: { by: 'officer' },
    });
    const before = Date.now() - 1;
    await append(stream, [text, binaryEvent({ type: 'Scan', data: bytes, metadata: bytes })], NO_STREAM);
    const [first, second] = await read(stream);
    expect(first).toMatchObject({ ...stored(text), streamId: stream, revision: 0n, isJson: true });
    expect(first?.created.getTime()).toBeGreaterThanOrEqual(before);
    expect(first?.created.getTime()).toBeLessThanOrEqual(Date.now());
    expect(second).toMatchObject({ type: 'Scan', isJson: false, revision: 1n });
    expect(Buffer.from(second?.data as Uint8Array)).toEqual(Buffer.from(bytes));
    expect(Buffer.from(second?.metadata as Uint8Array)).toEqual(Buffer.from(bytes));
  });
});

const stored = ({ id, type, data, metadata }: EventData) => ({ id, type, data, metadata });

describe('the deadline of a batch, which a server was not seen to keep (E9): here nobody waits for ever', () => {
  it('that has passed on arrival refuses the append and stores nothing', async () => {
    const stream = newStream();
    await expect(client.appendToStream(stream, event(), { deadline: -1_000 })).rejects.toMatchObject({
      type: 'deadline-exceeded',
    });
    expect(await client.appendToStream(stream, event(), { expectedRevision: NO_STREAM })).toMatchObject({
      nextExpectedRevision: 0n,
    });
  });

  it('is enforced when the last fragment never comes', async () => {
    const raw = new streamsRpc.StreamsClient(`127.0.0.1:${store.port}`, credentials.createInsecure());
    const call = raw.batchAppend(authorized());
    call.on('error', () => undefined);
    const fragment = proposal(newStream());
    fragment.getOptions()?.setDeadline(timestampPb.Timestamp.fromDate(new Date(Date.now() + 50)));
    fragment.setIsFinal(false);
    call.write(fragment);
    const [answer] = (await once(call, 'data')) as [BatchAppendResp];
    expect(answer.getError()?.getDetails()?.getTypeName()).toBe('event_store.client.Timeout');
    call.cancel();
    raw.close();
  });
});

describe('a batch as another client may send it', () => {
  async function answerTo(request: BatchAppendReq): Promise<BatchAppendResp> {
    const raw = new streamsRpc.StreamsClient(`127.0.0.1:${store.port}`, credentials.createInsecure());
    const call = raw.batchAppend(authorized());
    call.on('error', () => undefined);
    call.write(request);
    const [answer] = (await once(call, 'data')) as [BatchAppendResp];
    call.cancel();
    raw.close();
    return answer;
  }

  it('is refused when it does not say what it expects of the stream', async () => {
    const stream = newStream();
    const request = proposal(stream);
    request.getOptions()?.clearAny();
    const answer = await answerTo(request);
    expect(answer.getError()?.getDetails()?.getTypeName()).toBe('event_store.client.BadRequest');
    await expect(read(stream)).rejects.toMatchObject({ type: 'stream-not-found' });
  });

  it('may give ids in two halves, which are the same ids as in text', async () => {
    const stream = newStream();
    expect((await answerTo(proposal(stream))).getSuccess()?.getCurrentRevision()).toBe('0');
    expect((await read(stream))[0]?.id).toBe('fedcba98-7654-3210-8000-000000000001');
  });
});

/** As the client builds it, but for the form of its ids. */
function proposal(stream: string) {
  const halves = new sharedPb.UUID.Structured();
  halves.setMostSignificantBits(BigInt.asIntN(64, 0xfedcba9876543210n).toString());
  halves.setLeastSignificantBits(BigInt.asIntN(64, 0x8000000000000001n).toString());
  const id = new sharedPb.UUID();
  id.setStructured(halves);
  const identifier = new sharedPb.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream));
  const options = new streamsPb.BatchAppendReq.Options();
  options.setStreamIdentifier(identifier);
  options.setDeadline(timestampPb.Timestamp.fromDate(new Date(Date.now() + 10_000)));
  options.setAny(new sharedPb.Empty());
  const message = new streamsPb.BatchAppendReq.ProposedMessage();
  message.setId(id);
  message.getMetadataMap().set('type', 'VisitRecorded').set('content-type', 'application/octet-stream');
  message.setData(Buffer.from('{}'));
  const request = new streamsPb.BatchAppendReq();
  request.setOptions(options);
  request.setCorrelationId(id);
  request.addProposedMessages(message);
  request.setIsFinal(true);
  return request;
}
