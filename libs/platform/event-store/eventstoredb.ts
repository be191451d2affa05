import {
  AccessDeniedError,
  type AllStreamResolvedEvent,
  BACKWARDS,
  END,
  EventStoreDBClient,
  jsonEvent,
  MaxAppendSizeExceededError,
  NO_STREAM,
  type ReadPosition,
  type ResolvedEvent,
  START,
  StreamDeletedError,
  StreamNotFoundError,
  streamNameFilter,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import {
  AppendDenied,
  AppendTooLarge,
  commitOf,
  type EventStore,
  isAnswer,
  isStream,
  PATIENCE,
  type Position,
  type RawEvent,
  toPosition,
  WrongExpectedRevision,
} from '#kernel';

const KEEPALIVE_MS = 10_000;
let made = 0; // connections of this process: grpc-js shares those of equal options, and how long it has given up on them

/** Which streams are ours: `<prefix>-<uuid>` with one of these prefixes; without any, all that is outside `$` (specs). */
export interface Ours {
  readonly prefixes?: readonly string[];
}

/** The port on an EventStoreDB server (22.10 or later); `url` is its connection string, `esdb://127.0.0.1:2113?tls=false`. */
export function eventStoreDb(url: string, { prefixes }: Ours = {}): EventStore {
  const isOurs = oursIn(prefixes);
  const connections = new Set<Connection>();
  let generation = 0;
  let shared = connect();

  function connect(): Connection {
    made += 1;
    const connection = openConnection(url, made, () => connections.delete(connection));
    connections.add(connection);
    return connection;
  }

  function renew(seen = generation): Promise<void> {
    if (seen !== generation) return Promise.resolve();
    generation += 1;
    void shared.close();
    shared = connect();
    return Promise.resolve();
  }

  async function attempt<T>(call: (connection: Connection) => Promise<T>): Promise<T> {
    const seen = generation;
    try {
      return await call(shared);
    } catch (error) {
      if (isAnswer(error)) throw error;
      await renew(seen); // the client keeps a dead channel
      throw error;
    }
  }

  const append: EventStore['append'] = (stream, expected, events) =>
    attempt(async ({ client }) => {
      const batch = events.map(({ id, type, data, metadata }) => jsonEvent({ id, type, data, metadata }));
      const expectedRevision = expected === 'no-stream' ? NO_STREAM : BigInt(expected);
      const { nextExpectedRevision, position } = await client
        .appendToStream(stream, batch, { expectedRevision, requiresLeader: true, deadline: PATIENCE.attemptMs })
        .catch((error: unknown) => {
          throw answerOf(error, stream);
        });
      if (position === undefined) throw new Error('The event store did not say where it appended.');
      return { revision: Number(nextExpectedRevision), position: toPosition(position.commit, batch.at(-1)?.metadata) };
    });

  const read: EventStore['read'] = (stream, from = 0) =>
    attempt(async ({ client, all }) => {
      const events: RawEvent[] = [];
      const reading = client.readStream(stream, { fromRevision: BigInt(from), requiresLeader: true });
      try {
        for await (const { event } of all(reading)) if (event !== undefined) events.push(toRaw(event));
      } catch (error) {
        if (!(error instanceof StreamNotFoundError)) throw error;
      }
      return events;
    });

  const readOne: EventStore['readOne'] = (stream, revision) =>
    attempt(async ({ client, all }) => {
      const options = { fromRevision: BigInt(revision), maxCount: 1, requiresLeader: true };
      try {
        for await (const { event } of all(client.readStream(stream, options))) {
          if (event !== undefined && Number(event.revision) === revision) return toRaw(event);
        }
      } catch (error) {
        if (!(error instanceof StreamNotFoundError)) throw error;
      }
      return undefined;
    });

  const eventAt: EventStore['eventAt'] = (position) =>
    attempt(async ({ client, all }) => {
      const commit = commitOf(position);
      if (commit === 0n) return undefined;
      const options = { fromPosition: placeOf(position), maxCount: 1, requiresLeader: true };
      for await (const { event } of all(client.readAll(options))) {
        if (isOurs(event) && event.position.commit === commit) return toRaw(event);
      }
      return undefined;
    });

  const head: EventStore['head'] = () =>
    attempt(async ({ client, all }) => {
      const backwards = client.readAll({ direction: BACKWARDS, fromPosition: END, requiresLeader: true });
      try {
        for await (const { event } of all(backwards)) if (isOurs(event)) return toRaw(event).position;
        return undefined;
      } finally {
        await backwards.cancel().catch(() => undefined);
      }
    });

  async function* readAll(after?: Position): AsyncGenerator<RawEvent> {
    const end = await head();
    if (end === undefined || (after !== undefined && after >= end)) return;
    const { client, all, close } = connect();
    try {
      for await (const { event } of all(client.readAll({ fromPosition: placeOf(after) }))) {
        if (!isOurs(event)) continue;
        const raw = toRaw(event);
        if (after === undefined || raw.position > after) yield raw;
        if (raw.position >= end) return;
      }
    } finally {
      await close();
    }
    throw new Error('The log ended before its head.');
  }

  async function* subscribe(after: Position | undefined, signal: AbortSignal): AsyncGenerator<RawEvent> {
    const aborted = (): boolean => signal.aborted;
    if (aborted()) return;
    const { client, all, close } = connect();
    const stop = (): void => void close();
    signal.addEventListener('abort', stop);
    const filter =
      prefixes === undefined
        ? streamNameFilter({ regex: '^[^$]' })
        : streamNameFilter({ prefixes: prefixes.map((prefix) => `${prefix}-`) });
    try {
      const subscription = client.subscribeToAll({ fromPosition: placeOf(after), filter });
      for await (const { event } of all(subscription)) if (isOurs(event)) yield toRaw(event);
      throw new Error('The subscription was dropped.');
    } catch (error) {
      if (!aborted()) throw error;
    } finally {
      signal.removeEventListener('abort', stop);
      await close();
    }
  }

  return {
    append,
    read,
    readOne,
    eventAt,
    readAll,
    head,
    subscribe,
    get generation() {
      return generation;
    },
    renew,
    close: async () => {
      await Promise.all([...connections].map((connection) => connection.close()));
    },
  };
}

type Connection = ReturnType<typeof openConnection>;
type Reading = { on(event: 'error', listener: () => void): unknown; destroy(): unknown };
type Channel = { close(): void };
type StreamEvent = NonNullable<ResolvedEvent['event']>;
type LogEvent = NonNullable<AllStreamResolvedEvent['event']>;

/** One client with a connection of its own: `number` is another each time, whoever opens it. */
function openConnection(url: string, number: number, onClose: () => void) {
  const client = newClient(
    `${url}${url.includes('?') ? '&' : '?'}keepAliveInterval=${KEEPALIVE_MS + (number % 5_000)}`,
  );
  const readings = new Set<Reading>();
  let closed = false;

  /** Everything the client reads. Throws when it is cut off: a cancelled read would otherwise look like one that ended. */
  async function* all<T>(reading: Reading & AsyncIterable<T>): AsyncGenerator<T> {
    reading.on('error', () => undefined); // it comes also when nobody iterates any more
    readings.add(reading);
    try {
      yield* reading;
    } finally {
      readings.delete(reading);
    }
    if (closed) throw new Error('The connection was dropped.');
  }

  async function close(): Promise<void> {
    if (closed) return;
    closed = true;
    onClose();
    for (const reading of readings) reading.destroy();
    client.dispose().catch(() => undefined); // it waits for streams, of which some never say that they ended
    const inner = client as unknown as { getChannel(): Promise<Channel> }; // the client never closes its channel
    await inner.getChannel().then(
      (channel) => {
        channel.close();
      },
      () => undefined,
    );
  }

  return { client, all, close };
}

function newClient(url: string): EventStoreDBClient {
  try {
    const client = EventStoreDBClient.connectionString(url);
    // Batched appends share one table of callers per process: a broken stream fails them all, and a late answer throws uncaught.
    Object.assign(client, { supports: () => Promise.resolve(false) });
    return client;
  } catch {
    throw new Error('The event store cannot be reached by this connection string.'); // the cause quotes it, password and all
  }
}

function answerOf(error: unknown, stream: string): unknown {
  if (error instanceof WrongExpectedVersionError) return new WrongExpectedRevision(stream);
  if (error instanceof MaxAppendSizeExceededError) return new AppendTooLarge(error.message);
  if (error instanceof StreamDeletedError || error instanceof AccessDeniedError) return new AppendDenied(error.message);
  return error;
}

function oursIn(prefixes: readonly string[] | undefined) {
  const known = prefixes && new Set(prefixes);
  return (event: LogEvent | undefined): event is LogEvent => {
    if (event === undefined) return false;
    const { streamId } = event;
    if (known === undefined) return !streamId.startsWith('$');
    return isStream(streamId) && known.has(streamId.slice(0, streamId.indexOf('-')));
  };
}

function placeOf(position: Position | undefined): ReadPosition {
  if (position === undefined) return START;
  const commit = commitOf(position);
  return { commit, prepare: commit };
}

const toRaw = ({ streamId: stream, revision, position, ...event }: StreamEvent | LogEvent): RawEvent => ({
  stream,
  revision: Number(revision),
  id: event.id,
  type: event.type,
  data: event.data,
  metadata: event.metadata,
  position: toPosition(position?.commit ?? 0n, event.metadata),
});
