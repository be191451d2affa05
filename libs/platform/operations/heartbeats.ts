import { world } from '#kernel/world';
import type { Db } from 'mongodb';
import type { Follower } from './followers.js';

/** What a process that follows the log last said of itself. */
export interface Heartbeat {
  /** Whose it is: host and process. */
  readonly _id: string;
  readonly log: string;
  /** An instant of that process's own clock. */
  readonly heardAt: string;
  readonly followers: readonly Follower[];
}

/** Who is not heard of for so long is silent; processes' clocks may differ by some of it. */
export const SILENT_AFTER_MS = 30_000;
const EVERY_MS = 5_000;
const KEPT_MS = 86_400_000;

const heartbeatsIn = (db: Db) => db.collection<Heartbeat>('followers');

interface Beating {
  readonly _id: string;
  readonly log: string;
  readonly followers: () => readonly Follower[];
  readonly everyMs?: number;
  readonly now?: () => Date;
}

/** Says in MongoDB, every few seconds until it is stopped, how those who follow the log here are; what cannot be said now is said next time. */
export function keepHeartbeat(
  db: Db,
  { _id, log, followers, everyMs = EVERY_MS, now = () => new Date(world.now()) }: Beating,
) {
  const stopping = new AbortController();
  const { signal } = stopping;
  const done = beat();

  return {
    /** Takes back what was said: nobody follows here any more. */
    stop: async (): Promise<void> => {
      stopping.abort();
      await done;
    },
  };

  async function beat(): Promise<void> {
    await forgetOld().catch(() => undefined);
    while (!signal.aborted) {
      await say().catch(() => undefined);
      await world.delay(everyMs, { signal, ref: false }).catch(() => undefined);
    }
    await takeBack().catch(() => undefined);
  }

  async function say(): Promise<void> {
    const heartbeat = { log, heardAt: now().toISOString(), followers: followers() };
    await heartbeatsIn(db).replaceOne({ _id }, heartbeat, { upsert: true });
  }

  async function takeBack(): Promise<void> {
    await heartbeatsIn(db).deleteOne({ _id });
  }

  async function forgetOld(): Promise<void> {
    await heartbeatsIn(db).deleteMany({ heardAt: { $lt: new Date(now().getTime() - KEPT_MS).toISOString() } });
  }
}

/** What is heard of the processes that follow a log, the last heard first. Throws what MongoDB throws. */
export const heartbeatsOf = (db: Db, log: string): Promise<readonly Heartbeat[]> =>
  heartbeatsIn(db).find({ log }).sort({ heardAt: -1 }).toArray();
