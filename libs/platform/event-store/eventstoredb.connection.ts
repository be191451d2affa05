import {
  AccessDeniedError,
  type AllStreamResolvedEvent,
  EventStoreDBClient,
  MaxAppendSizeExceededError,
  type ReadPosition,
  type ResolvedEvent,
  START,
  StreamDeletedError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { setTimeout as delay } from 'node:timers/promises';
import {
  AppendDenied,
  AppendTooLarge,
  commitOf,
  PATIENCE,
  type Position,
  type RawEvent,
  toPosition,
  WrongExpectedRevision,
} from '#kernel';
import { world } from '#kernel/world';

const KEEPALIVE_MS = 10_000;
const SILENCE_MS = 4 * PATIENCE.attemptMs; // a connection may live on which a question is never answered

export type Connection = ReturnType<typeof openConnection>;
type Reading = { on(event: 'error', listener: () => void): unknown; destroy(error?: Error): unknown };
type Channel = { close(): void };

/** Of the client what it does by itself, where nobody waits for it. */
interface Inner {
  readonly capabilities: Promise<{ readonly serverVersion: string }>;
  supports: () => Promise<boolean>;
  handleError: () => Promise<void>;
  getChannel: () => Promise<Channel>;
  getGRPCClient: (...which: readonly unknown[]) => Promise<unknown>;
}

/** One client with a connection of its own: `number` is another each time, whoever opens it. */
export function openConnection(url: string, number: number, onClose: () => void) {
  const client = newClient(
    `${url}${url.includes('?') ? '&' : '?'}keepAliveInterval=${KEEPALIVE_MS + (number % 5_000)}`,
  );
  const readings = new Set<Reading>();
  const closing = new AbortController();
  const channel = tamed(client as unknown as Inner, closing.signal);

  /** Everything the client reads. Throws when it is cut off: a cancelled read would otherwise look like one that ended; and when nothing comes for too long, unless that may be. */
  async function* all<T>(reading: Reading & AsyncIterable<T>, { mayBeSilent = false } = {}): AsyncGenerator<T> {
    reading.on('error', () => undefined); // it comes also when nobody iterates any more
    readings.add(reading);
    const listen = () =>
      mayBeSilent
        ? () => undefined
        : world.later(SILENCE_MS, () => {
            reading.destroy(new Error('The event store is silent.'));
          });
    let heard = listen();
    try {
      for await (const item of reading) {
        heard();
        yield item;
        heard = listen();
      }
    } finally {
      heard();
      readings.delete(reading);
    }
    if (closing.signal.aborted) throw dropped();
  }

  /** Drops what is open, and what is still being looked for as soon as it is found: nobody waits for that. */
  function close(): void {
    if (closing.signal.aborted) return;
    closing.abort();
    onClose();
    for (const reading of readings) reading.destroy();
    client.dispose().catch(() => undefined); // it waits for streams, of which some never say that they ended
    channel.close();
  }

  /** What the server says it is; `unknown` when it does not know the question. */
  const version = async (): Promise<string> => (await (client as unknown as Inner).capabilities).serverVersion;

  return { client, all, version, close };
}

/**
 * Keeps the client from what would end the process: it looks for another channel by itself after an error, where nobody waits for it, although
 * whoever uses it replaces it; and a call on a channel that was closed meanwhile throws where nobody catches it. No call waits for a channel for
 * longer than for an answer, or when the connection is closed.
 */
function tamed(inner: Inner, closed: AbortSignal): { close(): void } {
  const { getChannel, getGRPCClient } = inner;
  let opened: Promise<Channel> | undefined;
  let isThere = false;
  const cutOff = new Promise<never>((_, reject) => {
    closed.addEventListener('abort', () => {
      reject(dropped());
    });
  });
  cutOff.catch(() => undefined);
  // Batched appends share one table of callers per process: a broken stream fails them all, and a late answer throws uncaught.
  inner.supports = () => Promise.resolve(false);
  inner.handleError = () => Promise.resolve();
  inner.getChannel = () => (opened = getChannel());
  inner.getGRPCClient = async (...which) => {
    const stub = getGRPCClient(...which);
    await (isThere ? stub : foundInTime(stub, cutOff));
    if (closed.aborted) throw dropped();
    isThere = true;
    return stub;
  };
  return {
    close: () => {
      opened?.then(
        (channel) => {
          setImmediate(() => {
            channel.close(); // after the calls that had their stub already
          });
        },
        () => undefined,
      );
    },
  };
}

/** What is found before the connection is closed. Throws also when that takes longer than an answer may. */
async function foundInTime<T>(stub: Promise<T>, cutOff: Promise<never>): Promise<T> {
  const ended = new AbortController();
  try {
    return await Promise.race([stub, cutOff, nobodyFound(ended.signal)]);
  } finally {
    ended.abort();
  }
}

async function nobodyFound(signal: AbortSignal): Promise<never> {
  await delay(PATIENCE.attemptMs, undefined, { signal, ref: false });
  throw new Error('No server was found in time.');
}

const dropped = (): Error => new Error('The connection was dropped.');

function newClient(url: string): EventStoreDBClient {
  try {
    return EventStoreDBClient.connectionString(url);
  } catch {
    throw new Error('The event store cannot be reached by this connection string.'); // the cause quotes it, password and all
  }
}

type StreamEvent = NonNullable<ResolvedEvent['event']>;
export type LogEvent = NonNullable<AllStreamResolvedEvent['event']>;

/** What the client's error says of an append, if it is an answer. */
export function answerOf(error: unknown, stream: string): unknown {
  if (error instanceof WrongExpectedVersionError) return new WrongExpectedRevision(stream);
  if (error instanceof MaxAppendSizeExceededError) return new AppendTooLarge(error.message);
  if (error instanceof StreamDeletedError || error instanceof AccessDeniedError) return new AppendDenied(error.message);
  return error;
}

/** Where the client begins to read. */
export function placeOf(position: Position | undefined): ReadPosition {
  if (position === undefined) return START;
  const commit = commitOf(position);
  return { commit, prepare: commit };
}

/** An event as the port gives it. */
export const toRaw = ({ streamId: stream, revision, position, ...event }: StreamEvent | LogEvent): RawEvent => ({
  stream,
  revision: Number(revision),
  id: event.id,
  type: event.type,
  data: event.data,
  metadata: event.metadata,
  position: toPosition(position?.commit ?? 0n, event.metadata),
});
