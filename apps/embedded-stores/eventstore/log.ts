import { join } from 'node:path';
import { open, type Database } from 'lmdb';
import { roomCheck } from '../room.js';
import { idOf } from './record.js';

export type Direction = 'forwards' | 'backwards';
/** Where a value stands: its position in the log, or its revision when a stream is read. */
export type Entry = { at: number; value: Buffer };
export type StreamHead = { id: number; revision: number };
export type Addition = { stream: number; revision: number; position: number; value: Buffer };

const format = 'bersinar-event-log-1';
const pageEvents = 128;
const pageBytes = 512 * 1024;

/** The durable log in `folder`: reads are pages of what is committed, `write` resolves once its events are on disk. */
export function openLog(folder: string) {
  const root = open<Buffer, string>({
    path: folder,
    noSubdir: false, // otherwise a folder with a dot in its name is taken for a file
    overlappingSync: false, // otherwise a commit resolves before it is on disk
    eventTurnBatching: false,
    encoding: 'binary',
    maxDbs: 4,
  });
  const all = root.openDB<Buffer, number>({ name: 'all', encoding: 'binary' });
  const index = root.openDB<Buffer, Buffer>({ name: 'idx', encoding: 'binary', keyEncoding: 'binary' });
  const names = root.openDB<Buffer, Buffer>({ name: 'names', encoding: 'binary', keyEncoding: 'binary' });
  const mustHaveRoom = roomCheck(join(folder, 'data.mdb'));
  const watchers = new Set<() => void>();

  const written = root.get('format')?.toString();
  if (written !== undefined && written !== format) throw new Error(`The log in ${folder} has another format.`);
  if (written === undefined) root.putSync('format', Buffer.from(format));

  const lastPosition = () => lastKey(all) ?? 0;
  const positionAt = (stream: number, revision: number) => index.get(indexKey(stream, revision))?.readDoubleBE(0);

  return {
    lastPosition,
    positionAt,

    streamCount: () => names.getCount(),

    head(name: string): StreamHead | undefined {
      const id = names.get(Buffer.from(name))?.readUInt32BE(0);
      if (id === undefined) return undefined;
      const last = lastKey(index, { start: indexKey(id, Number.MAX_SAFE_INTEGER), end: indexKey(id, 0) });
      return { id, revision: last ? Number(last.readBigUInt64BE(4)) : -1 };
    },

    idAt(stream: number, revision: number): string | undefined {
      const position = positionAt(stream, revision);
      const value = position === undefined ? undefined : all.get(position);
      return value && idOf(value);
    },

    /** The next page of the log after, or before, a position that is itself left out. */
    page(from: number, direction: Direction): Entry[] {
      const range = { start: from, exclusiveStart: true, reverse: direction === 'backwards' };
      return fillPage(all.getRange(range), ({ key, value }) => ({ at: key, value }));
    },

    /** The next page of a stream from a revision on, inclusive. */
    streamPage(stream: number, from: number, direction: Direction): Entry[] {
      const reverse = direction === 'backwards';
      const range = reverse
        ? { start: indexKey(stream, from), end: indexKey(stream, 0), inclusiveEnd: true, reverse }
        : { start: indexKey(stream, from), end: indexKey(stream + 1, 0) };
      return fillPage(index.getRange(range), ({ key, value }) => {
        const record = all.get(value.readDoubleBE(0));
        return record && { at: Number(key.readBigUInt64BE(4)), value: record };
      });
    },

    async write(additions: Addition[], newStreams: Map<string, number>): Promise<void> {
      mustHaveRoom();
      try {
        const puts: Promise<boolean>[] = [];
        const batch = root.batch(() => {
          for (const [name, id] of newStreams) puts.push(names.put(Buffer.from(name), uint32(id)));
          for (const { stream, revision, position, value } of additions) {
            puts.push(all.put(position, value), index.put(indexKey(stream, revision), double(position)));
          }
        });
        await Promise.all([batch, ...puts]);
      } catch (error) {
        throw await causeOf(error);
      }
      for (const wake of watchers) wake();
    },

    /** Calls `wake` after each commit until the returned function is called. */
    watch(wake: () => void): () => void {
      watchers.add(wake);
      return () => watchers.delete(wake);
    },

    close: () => root.close(),
  };
}

export type Log = ReturnType<typeof openLog>;

function fillPage<T>(range: Iterable<T>, toEntry: (item: T) => Entry | undefined): Entry[] {
  const page: Entry[] = [];
  let bytes = 0;
  for (const item of range) {
    const entry = toEntry(item);
    if (!entry) throw new Error('The index of the event log points to nothing.');
    page.push(entry);
    bytes += entry.value.length;
    if (page.length === pageEvents || bytes >= pageBytes) break;
  }
  return page;
}

function lastKey<K extends number | Buffer>(
  db: Database<Buffer, K>,
  range: { start?: K; end?: K } = {},
): K | undefined {
  for (const key of db.getKeys({ ...range, ...(range.end && { inclusiveEnd: true }), reverse: true, limit: 1 }))
    return key;
  return undefined;
}

function indexKey(stream: number, revision: number): Buffer {
  const key = Buffer.allocUnsafe(12);
  key.writeUInt32BE(stream);
  key.writeBigUInt64BE(BigInt(revision), 4);
  return key;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function double(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeDoubleBE(value);
  return bytes;
}

// lmdb rejects with a general error whose cause is a promise that rejects in its turn.
async function causeOf(error: unknown): Promise<Error> {
  if (!(error instanceof Error)) return new Error(String(error));
  if (!('commitError' in error)) return error;
  return Promise.resolve(error.commitError).then(
    () => error,
    (cause: unknown) => (cause instanceof Error ? cause : error),
  );
}
