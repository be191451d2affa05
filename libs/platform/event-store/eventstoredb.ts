import { jsonEvent, NO_STREAM, StreamNotFoundError, streamNameFilter, UnknownError } from '@eventstore/db-client';
import { commitOf, type EventStore, isAnswer, PATIENCE, type Position, type RawEvent, toPosition } from '#kernel';
import { announcements, LOG_STREAM } from './announcements.js';
import { appendRetries } from '../telemetry/index.js';
import { answerOf, type Connection, type LogEvent, openConnection, placeOf, toRaw } from './eventstoredb.connection.js';
import { lastOfOurs } from './eventstoredb.last.js';

let made = 0; // connections of this process: grpc-js shares those of equal options, and how long it has given up on them

/** Which streams are ours: `<prefix>-<uuid>` of these prefixes and of those that the log announces; without any, all outside `$` (specs). */
export interface Ours {
  readonly prefixes?: readonly string[];
}

/** The port on an EventStoreDB server (23.10.6 or later); `url` is its connection string, `esdb://127.0.0.1:2113?tls=false`. */
export function eventStoreDb(url: string, { prefixes }: Ours = {}): EventStore {
  const announced = announcements(prefixes);
  const isOurs = (event: LogEvent | undefined): event is LogEvent =>
    event !== undefined && announced.isOurs(event.streamId, event.position.commit);
  const connections = new Set<Connection>();
  const sent = new WeakSet<readonly unknown[]>();
  let generation = 0;
  let shared = connect();
  let lesson: Promise<void> | undefined;

  function connect(): Connection {
    made += 1;
    const connection = openConnection(url, made, () => connections.delete(connection));
    connections.add(connection);
    return connection;
  }

  function renew(seen = generation): Promise<void> {
    if (seen !== generation) return Promise.resolve();
    generation += 1;
    shared.close();
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
      if (sent.has(events)) appendRetries.inc();
      sent.add(events);
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

  /** Looks up what the log announces. */
  async function learn(): Promise<void> {
    if (prefixes !== undefined) for (const event of await read(LOG_STREAM)) announced.take(event);
  }

  function learned(): Promise<void> {
    lesson ??= learn().catch((error: unknown) => {
      lesson = undefined;
      throw error;
    });
    return lesson;
  }

  /** Learns what was announced meanwhile, when an event may be one of a kind of stream that is new. */
  async function learnOf(event: LogEvent | undefined): Promise<boolean> {
    const isNew = event !== undefined && announced.mayBeOurs(event.streamId);
    if (isNew) await learn();
    return isNew;
  }

  const headBy = lastOfOurs({ isOurs, learnOf });

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

  const eventAt: EventStore['eventAt'] = async (position) => {
    const commit = commitOf(position);
    if (commit === 0n) return undefined;
    await learned();
    return attempt(async (connection) => {
      const options = { fromPosition: placeOf(position), maxCount: 1, requiresLeader: true };
      try {
        for await (const { event } of connection.all(connection.client.readAll(options))) {
          await learnOf(event);
          if (isOurs(event) && event.position.commit === commit) return toRaw(event);
        }
      } catch (error) {
        if (!(error instanceof UnknownError)) throw error;
        await headBy(connection); // the server answers: no event begins at that position
      }
      return undefined;
    });
  };

  const head: EventStore['head'] = async (may) => {
    await learned();
    return attempt((connection) => headBy(connection, may));
  };

  async function* readAll(after?: Position): AsyncGenerator<RawEvent> {
    const end = await head();
    if (end === undefined || (after !== undefined && after >= end)) return;
    const { client, all, close } = connect();
    try {
      for await (const { event } of all(client.readAll({ fromPosition: placeOf(after) }))) {
        if (!isOurs(event)) continue;
        const raw = toRaw(event);
        announced.take(raw);
        if (after === undefined || raw.position > after) yield raw;
        if (raw.position >= end) return;
      }
    } finally {
      close();
    }
    throw new Error('The log ended before its head.');
  }

  async function* subscribe(after: Position | undefined, signal: AbortSignal): AsyncGenerator<RawEvent> {
    const aborted = (): boolean => signal.aborted;
    if (aborted()) return;
    await learn();
    let from: Position | undefined = after;
    do from = yield* subscribeOnce(from, signal);
    while (from !== undefined && !aborted());
  }

  /** Subscribes with the prefixes that are known now; answers from where to subscribe anew, because more were announced there. */
  async function* subscribeOnce(
    after: Position | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<RawEvent, Position | undefined> {
    const aborted = (): boolean => signal.aborted;
    if (aborted()) return undefined;
    const { client, all, close } = connect();
    signal.addEventListener('abort', close);
    const regex = announced.pattern();
    try {
      const subscription = client.subscribeToAll({ fromPosition: placeOf(after), filter: streamNameFilter({ regex }) });
      for await (const { event } of all(subscription, { mayBeSilent: true })) {
        if (!isOurs(event)) continue;
        const raw = toRaw(event);
        announced.take(raw);
        yield raw;
        if (raw.stream === LOG_STREAM && announced.pattern() !== regex) return raw.position;
      }
      throw new Error('The subscription was dropped.');
    } catch (error) {
      if (!aborted()) throw error;
      return undefined;
    } finally {
      signal.removeEventListener('abort', close);
      close();
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
    close: () => {
      for (const connection of connections) connection.close();
      return Promise.resolve();
    },
  };
}
