import { setTimeout as delay } from 'node:timers/promises';
import type { Db } from 'mongodb';
import { believedOf, type EventStore, type RawEvent, repairStreamOf } from '#kernel';
import { type AlarmDocument, integrityAlarms } from '#platform/operations';
import { collectionOf } from '#platform/projections';
import type { ParkedStreams } from '#platform/repair';

const PAUSE_MS = 1_000;

/**
 * Keeps a register of parked streams up with the log: at first with the streams that the read model holds for parked, then with each that the
 * tail tells of; what became of a stream is always read of its own repair stream.
 */
export function keepParked(register: ParkedStreams, store: Pick<EventStore, 'read'>, pauseMs = PAUSE_MS) {
  const stopping = new AbortController();
  const { signal } = stopping;
  const stopped = (): boolean => signal.aborted;

  async function learn(repairStream: string): Promise<void> {
    believedOf(await store.read(repairStream)).forEach(register.take);
  }

  async function learnInTime(repairStream: string): Promise<void> {
    while (!stopped()) {
      const isLearnt = await learn(repairStream).then(
        () => true,
        () => false,
      );
      if (isLearnt) return;
      await delay(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  return {
    /** Learns of the streams that the read model holds for parked, or of which something was excluded. Throws what the stores throw. */
    begin: async (database: Db): Promise<void> => {
      const alarms = database
        .collection<AlarmDocument>(collectionOf(integrityAlarms))
        .find({}, { projection: { stream: 1, isParked: 1, excluded: 1 } });
      for await (const { stream, isParked, excluded = [] } of alarms) {
        if (isParked || excluded.length > 0) await learn(repairStreamOf(stream));
      }
    },
    /** Takes in an event of the tail. */
    take: ({ stream }: Pick<RawEvent, 'stream'>): void => {
      if (stream.startsWith('repair-')) void learnInTime(stream);
    },
    stop: (): void => {
      stopping.abort();
    },
  };
}
