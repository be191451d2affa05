import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { open, type Database } from 'lmdb';
import { roomCheck } from '../room.js';
import { MongoError } from './mongo-error.js';

/** `documents`: collection | _id key -> document; `entries`: index | index key | _id key -> _id key; `catalog`: namespace -> its indexes. */
export type Storage = {
  readonly documents: Table;
  readonly entries: Table;
  readonly catalog: Database<Buffer, string>;
  /** Runs `work` in the next transaction, with whatever else waits, and answers once it is on disk. */
  commit<T>(work: () => T): Promise<T>;
  /** Runs `work` so that all of it is undone when it throws; inside `commit` only. */
  atomically<T>(work: () => T): T;
  /** Called when a transaction was undone: what is remembered of the catalog must be read again. */
  readonly onUndone: (listener: () => void) => void;
  close(): Promise<void>;
};
export type Table = Database<Buffer, Buffer>;

type Waiting = { work: () => unknown; resolve: (result: unknown) => void; reject: (reason: unknown) => void };
type Outcome = { result: unknown } | { refusal: MongoError };

const mostPerTransaction = 256;
export const longestKey = 1978;

export function openStorage(dataDir: string): Storage {
  const path = join(dataDir, 'mongodb');
  mkdirSync(path, { recursive: true });
  const root = open({ path, noSubdir: false, overlappingSync: false, maxDbs: 3, cache: false });
  const mustHaveRoom = roomCheck(join(path, 'data.mdb'));
  const bytes = { encoding: 'binary', keyEncoding: 'binary' } as const;
  const waiting: Waiting[] = [];
  const undone: (() => void)[] = [];
  let scheduled = false;

  return {
    documents: root.openDB<Buffer, Buffer>('documents', bytes),
    entries: root.openDB<Buffer, Buffer>('entries', bytes),
    catalog: root.openDB<Buffer, string>('catalog', { encoding: 'binary' }),
    commit: <T>(work: () => T) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({ work, resolve: resolve as (result: unknown) => void, reject });
        schedule();
      }),
    atomically: (work) => {
      try {
        return root.transactionSync(work);
      } catch (error) {
        for (const listener of undone) listener();
        throw error;
      }
    },
    onUndone: (listener) => undone.push(listener),
    close: async () => {
      flushAll();
      await root.close();
    },
  };

  function schedule(): void {
    if (scheduled || waiting.length === 0) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      flush(waiting.splice(0, mostPerTransaction));
      schedule();
    });
  }

  function flushAll(): void {
    while (waiting.length > 0) flush(waiting.splice(0, mostPerTransaction));
  }

  function flush(group: Waiting[]): void {
    if (group.length === 0) return;
    try {
      mustHaveRoom();
      const outcomes = root.transactionSync(() => group.map(({ work }) => attempt(work)));
      group.forEach(({ resolve, reject }, position) => {
        const outcome = outcomes[position];
        if (outcome && 'result' in outcome) resolve(outcome.result);
        else reject(outcome?.refusal);
      });
    } catch (error) {
      for (const listener of undone) listener();
      if (group.length === 1) group[0]?.reject(storageError(error));
      else for (const one of group) flush([one]); // one that fails takes no other with it
    }
  }
}

function attempt(work: () => unknown): Outcome {
  try {
    return { result: work() };
  } catch (error) {
    if (error instanceof MongoError) return { refusal: error };
    throw error;
  }
}

const noSpace = /MDB_MAP_FULL|MDB_TXN_FULL|ENOSPC|EFBIG|EDQUOT|No space left|File too large|quota/i;

function storageError(error: unknown): MongoError {
  const text = error instanceof Error ? `${error.message} ${'code' in error ? String(error.code) : ''}` : String(error);
  return noSpace.test(text)
    ? new MongoError('OutOfDiskSpace', 'There is no space left to write; nothing of this command was kept.')
    : new MongoError('InternalError', 'The write failed; nothing of this command was kept.');
}
