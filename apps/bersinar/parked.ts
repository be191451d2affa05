import type { Db } from 'mongodb';
import {
  believedOf,
  type EventStore,
  inBackground,
  type Place,
  placeHolds,
  type RawEvent,
  repairStreamOf,
} from '#kernel';
import { world } from '#kernel/world';
import { type AlarmDocument, integrityAlarms } from '#platform/operations';
import { checkpointOf, collectionOf, wholeOf } from '#platform/projections';
import type { ParkedStreams } from '#platform/repair';

const PACE = { pauseMs: 1_000, patienceMs: 2_000 };

/**
 * Keeps a register of parked streams up with the log: at first with the streams that the read model holds for parked, and with those that the log
 * tells of after the read model's place, then with each that the tail tells of; what became of a stream is always read of its own repair stream.
 */
export function keepParked(
  register: Pick<ParkedStreams, 'take'>,
  store: Pick<EventStore, 'read' | 'readOne' | 'readAll'>,
  { pauseMs, patienceMs } = PACE,
) {
  const stopping = new AbortController();
  const { signal } = stopping;
  const stopped = (): boolean => signal.aborted;

  async function learn(repairStream: string): Promise<void> {
    believedOf(await store.read(repairStream)).forEach(register.take);
  }

  /** Learns it, again and again until the store answers. */
  async function inTime(learning: () => Promise<void>): Promise<void> {
    while (!stopped()) {
      const isLearnt = await learning().then(
        () => true,
        () => false,
      );
      if (isLearnt) return;
      await world.delay(pauseMs, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** Learns of what the log tells after a place, or from its first event when it no longer has that place. */
  async function learnAfter(place: Place | undefined): Promise<void> {
    const holds = place !== undefined && (await placeHolds(store, place));
    const learnt = new Set<string>();
    for await (const { stream } of store.readAll(holds ? place.position : undefined)) {
      if (stopped()) return;
      if (!stream.startsWith('repair-') || learnt.has(stream)) continue;
      await learn(stream);
      learnt.add(stream);
    }
  }

  return {
    /**
     * Learns of the streams that the read model holds for parked, or of which something was excluded, and for a while of what it does not hold yet: what
     * that takes longer goes on after it. Throws what the stores throw.
     */
    begin: async (database: Db): Promise<void> => {
      const served = await wholeOf(database, integrityAlarms);
      const { place } = (served && (await checkpointOf(database, served))) ?? {}; // before the documents, which are of then or later
      for await (const { stream, isParked, excluded = [] } of served === undefined ? [] : alarmsIn(database, served)) {
        if (isParked || excluded.length > 0) await learn(repairStreamOf(stream));
      }
      await Promise.race([inTime(() => learnAfter(place)), world.delay(patienceMs, { signal, ref: false })]);
    },
    /** Takes in an event of the tail. */
    take: ({ stream }: Pick<RawEvent, 'stream'>): void => {
      if (stream.startsWith('repair-'))
        inBackground(
          'learning of what is parked',
          inTime(() => learn(stream)),
        );
    },
    stop: (): void => {
      stopping.abort();
    },
  };
}

const alarmsIn = (database: Db, served: Parameters<typeof collectionOf>[0]) =>
  database
    .collection<AlarmDocument>(collectionOf(served))
    .find({}, { projection: { stream: 1, isParked: 1, excluded: 1 } });
