import {
  type AllStreamResolvedEvent,
  BACKWARDS,
  END,
  EventStoreDBClient,
  FORWARDS,
  jsonEvent,
  NO_STREAM,
  START,
} from '@eventstore/db-client';
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import streamsRpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { credentials, status } from '@grpc/grpc-js';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { authorized } from '../password-for-specs.js';
import { collect, startProcess, type StoreProcess, until } from '../process-for-specs.js';

let store: StoreProcess;
let client: EventStoreDBClient;
const stream = `visit-${randomUUID()}`;
const other = `visit-${randomUUID()}`;
const later = `visit-${randomUUID()}`;
const beyond = 2n ** 64n - 1n;
let positions: bigint[];

beforeAll(async () => {
  store = await startProcess();
  client = EventStoreDBClient.connectionString(store.url);
  const append = (to: string, from: number, size: number) =>
    client.appendToStream(
      to,
      Array.from({ length: size }, (_, i) => jsonEvent({ type: 'Counted', data: { n: from + i } })),
      { expectedRevision: to === other || from === 0 ? NO_STREAM : BigInt(from - 1) },
    );
  await append(stream, 0, 3);
  await append(other, 100, 1);
  await append(stream, 3, 2);
  positions = (await collect(client.readAll())).flatMap(({ event }) => (isOurs(event) ? [event.position.commit] : []));
});

afterAll(async () => {
  await client.dispose();
  await store.discard();
});

type FilterOptions = ReadReq.Options.FilterOptions;
type StreamRead = Parameters<typeof client.readStream>[1];
type AllRead = Parameters<typeof client.readAll>[0];

const readStream = async (options: StreamRead) =>
  (await collect(client.readStream(stream, options))).map(({ event }) => Number(event?.revision));
type LogEvent = AllStreamResolvedEvent['event'];
const isOurs = (event: LogEvent): event is NonNullable<LogEvent> => event?.streamId.startsWith('$') === false;
const readAll = async (options: AllRead) =>
  (await collect(client.readAll(options))).flatMap(({ event }) =>
    isOurs(event) ? [(event.data as { n: number }).n] : [],
  );
const at = (index: number) => ({ commit: positions[index] ?? 0n, prepare: positions[index] ?? 0n });

describe('reading a stream', () => {
  it.each<[string, StreamRead, number[]]>([
    ['forwards from the start', {}, [0, 1, 2, 3, 4]],
    ['forwards from a revision, which is included', { fromRevision: 2n }, [2, 3, 4]],
    ['forwards with a maximum', { fromRevision: 1n, maxCount: 2 }, [1, 2]],
    ['forwards from beyond the end', { fromRevision: 9n }, []],
    ['forwards from the largest revision', { fromRevision: beyond }, []],
    ['backwards from the end', { direction: BACKWARDS, fromRevision: END }, [4, 3, 2, 1, 0]],
    ['backwards from a revision, which is included', { direction: BACKWARDS, fromRevision: 1n }, [1, 0]],
    ['backwards with a maximum', { direction: BACKWARDS, fromRevision: END, maxCount: 2 }, [4, 3]],
    ['backwards from the start', { direction: BACKWARDS, fromRevision: START }, [0]],
    ['backwards from the largest revision', { direction: BACKWARDS, fromRevision: beyond }, [4, 3, 2, 1, 0]],
  ])('goes %s', async (_, options, revisions) => {
    expect(await readStream(options)).toEqual(revisions);
  });

  it.each<[string, StreamRead]>([
    ['forwards from the end', { fromRevision: END }],
    ['for no event at all', { maxCount: 0 }],
  ])('is refused %s', async (_, options) => {
    await expect(readStream(options)).rejects.toThrow('Unexpected ReadStreamResult: Error');
  });

  it('fills positions as reading $all does', async () => {
    const [first] = await collect(client.readStream(stream, { maxCount: 1 }));
    expect(first?.event?.position).toEqual(at(0));
    expect(first?.commitPosition).toBe(positions[0]);
  });

  it.each([FORWARDS, BACKWARDS] as const)('that is not there says so, %s', async (direction) => {
    const missing = `visit-${randomUUID()}`;
    await expect(collect(client.readStream(missing, { direction }))).rejects.toMatchObject({
      type: 'stream-not-found',
    });
  });
});

describe('reading $all', () => {
  it.each<[string, () => AllRead, number[]]>([
    ['forwards from the start', () => ({}), [0, 1, 2, 100, 3, 4]],
    ['forwards from a position, which is included', () => ({ fromPosition: at(3) }), [100, 3, 4]],
    ['forwards with a maximum', () => ({ fromPosition: at(2), maxCount: 2 }), [2, 100]],
    ['forwards from the end', () => ({ fromPosition: END }), []],
    ['backwards from the end', () => ({ direction: BACKWARDS, fromPosition: END }), [4, 3, 100, 2, 1, 0]],
    ['backwards from a position, which is left out', () => ({ direction: BACKWARDS, fromPosition: at(3) }), [2, 1, 0]],
    ['backwards with a maximum', () => ({ direction: BACKWARDS, fromPosition: after(5), maxCount: 1 }), [4]],
    ['backwards from the start', () => ({ direction: BACKWARDS, fromPosition: START }), []],
    ['backwards from the largest position', () => fromLargest(), [4, 3, 100, 2, 1, 0]],
  ])('goes %s', async (_, options, numbers) => {
    expect(await readAll(options())).toEqual(numbers);
  });

  it('has positions that start above zero and grow', () => {
    expect(positions[0]).toBeGreaterThan(0n);
    expect(positions).toEqual([...new Set(positions)].sort((a, b) => Number(a - b)));
  });

  it('finds nothing beyond the end of the log', async () => {
    const fromPosition = { commit: 10n ** 12n, prepare: 10n ** 12n };
    expect(await readAll({ fromPosition })).toEqual([]);
  });

  it('shows what the server says of itself: before the events of others, after them, and between', async () => {
    const streams = async (): Promise<string[]> =>
      (await collect(client.readAll())).map(({ event: { streamId = '' } = {} }) =>
        streamId.startsWith('$') ? streamId : 'ours',
      );
    await until(async () => (await streams()).at(-1) !== 'ours');
    const said = await streams();
    expect(said[0]).toBe('$stats-127.0.0.1');
    expect(said.filter((stream) => stream === 'ours')).toHaveLength(6);
    await delay(2_500);
    expect(await streams()).toEqual(said); // it does not talk to itself
    const heard: string[] = [];
    const subscription = client.subscribeToAll({
      fromPosition: { commit: positions[5] ?? 0n, prepare: positions[5] ?? 0n },
    });
    subscription.on('data', ({ event: { streamId = '' } = {} }) => heard.push(streamId));
    await client.appendToStream(later, jsonEvent({ type: 'Counted', data: { n: 5 } }));
    expect((await streams()).slice(said.lastIndexOf('ours'))).toEqual(['ours', '$stats-127.0.0.1', 'ours']);
    await until(() => Promise.resolve(heard.includes(later)));
    expect(heard.filter((stream) => stream === later || stream.startsWith('$'))).toEqual(['$stats-127.0.0.1', later]);
    await subscription.unsubscribe();
  });
});

/** The place after the event that is there. */
const after = (index: number) => ({ commit: (positions[index] ?? 0n) + 1n, prepare: (positions[index] ?? 0n) + 1n });
const fromLargest = (): AllRead => ({ direction: BACKWARDS, fromPosition: { commit: beyond, prepare: beyond } });

describe('a read as other clients ask for it', () => {
  const { ReadReq } = streamsPb;

  async function readFiltered(window: (filter: FilterOptions) => void) {
    const expression = new ReadReq.Options.FilterOptions.Expression();
    expression.setPrefixList([other]);
    const filter = new ReadReq.Options.FilterOptions();
    filter.setStreamIdentifier(expression);
    filter.setCheckpointintervalmultiplier(1);
    window(filter);
    const ids = new ReadReq.Options.UUIDOption();
    ids.setStructured(new sharedPb.Empty());
    const all = new ReadReq.Options.AllOptions();
    all.setStart(new sharedPb.Empty());
    const options = new ReadReq.Options();
    options.setAll(all);
    options.setFilter(filter);
    options.setUuidOption(ids);
    options.setCount('10');
    const request = new ReadReq();
    request.setOptions(options);
    const raw = new streamsRpc.StreamsClient(`127.0.0.1:${store.port}`, credentials.createInsecure());
    return collect<ReadResp>(raw.read(request, authorized())).finally(() => {
      raw.close();
    });
  }

  it('filters $all and gives ids in two halves', async () => {
    const answers = await readFiltered((filter) => {
      filter.setMax(32);
    });
    const [{ event } = {}] = await collect(client.readStream(other));
    const id = answers[0]?.getEvent()?.getEvent()?.getId()?.getStructured();
    const halves = [id?.getMostSignificantBits(), id?.getLeastSignificantBits()].map((bits) =>
      BigInt.asUintN(64, BigInt(bits ?? 0))
        .toString(16)
        .padStart(16, '0'),
    );
    expect(answers).toHaveLength(1);
    expect(halves.join('')).toBe(event?.id.replaceAll('-', ''));
  });

  it('is refused when its filter has no window', async () => {
    await expect(readFiltered(() => undefined)).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
  });
});

describe('a big read', () => {
  it('arrives whole and in order, over many pages, and may be left early', async () => {
    const big = `visit-${randomUUID()}`;
    const note = 'x'.repeat(40_000);
    for (let i = 0; i < 40; i++) {
      const events = Array.from({ length: 20 }, (_, j) =>
        jsonEvent({ type: 'Counted', data: { n: i * 20 + j, note } }),
      );
      await client.appendToStream(big, events);
    }
    const numbers = (await collect(client.readStream(big))).map(({ event }) => (event?.data as { n: number }).n);
    expect(numbers).toEqual(Array.from({ length: 800 }, (_, i) => i));
    for await (const { event } of client.readStream(big)) if (event?.revision === 3n) break;
    const [last] = await collect(client.readStream(big, { direction: BACKWARDS, fromRevision: END, maxCount: 1 }));
    expect(last?.event?.revision).toBe(799n);
  });
});
