import { believedOf, type Engine, HistoryCorrupt, inBackground, repairStreamOf, UnknownEvent } from '#kernel';
import { world } from '#kernel/world';
import { sendRepair } from './handler.js';
import type { ParkedStreams } from './parked-streams.js';
import { standing } from './trouble.js';

/** A stream that is not believed from a revision on, and what of that does not hold. */
export interface Disbelieved {
  readonly stream: string;
  readonly revision: number;
  readonly code: string;
}

/** Tells people of a stream that is not believed. Throws `Unavailable`, `Conflict`: try again. */
export type Park = (at: Disbelieved) => Promise<void>;

/** What is found for the first time, and whether the log says it too. */
export type Alarm = Disbelieved & { readonly recorded: boolean };

export interface Parking {
  readonly engine: Engine;
  readonly register: ParkedStreams;
  readonly alarm?: (alarm: Alarm) => void;
}

/** How many streams are parked as events in a log and hour; the rest is only alarmed, until a later hour has room ("To the byte" 3). */
export const MOST_AN_HOUR = 100;
const HOUR_MS = 3_600_000;
const AGAIN_MS = 5_000; // what is known to be so costs a look at memory

/** Parks streams one after the other, each once however many readers find it; what is parked already is told to nobody again. */
export function parkingOf({ engine, register, alarm }: Parking): Park {
  let turn = Promise.resolve();

  async function parkOne(at: Disbelieved): Promise<void> {
    const from = register.of(at.stream);
    if (from !== undefined && from <= at.revision) return;
    const now = engine.now();
    const known = register.unrecorded().get(at.stream);
    const isRecent = known !== undefined && now.getTime() - Date.parse(known.foundAt) < HOUR_MS;
    if (isRecent && known.revision <= at.revision) return;
    const mayRecord = register.parkedWithinHourBefore(now.toISOString()) < MOST_AN_HOUR;
    const recorded = mayRecord && (await isRecorded(engine, register, at));
    if (!recorded) register.note({ ...at, foundAt: now.toISOString() });
    alarm?.({ ...at, recorded });
  }

  return (at) => {
    const parked = turn.then(() => parkOne(at));
    turn = parked.catch(() => undefined);
    return parked;
  };
}

/** Records it, unless what is said of the stream is not believed either. */
async function isRecorded(engine: Engine, register: ParkedStreams, at: Disbelieved): Promise<boolean> {
  const { stream, revision, code } = at;
  const data = { stream, revision, code };
  const correlationId = world.uuid();
  try {
    await sendRepair(engine, {
      command: { type: 'ParkStream', data },
      by: { kind: 'SYSTEM', name: 'integrity' },
      commandId: world.uuid(), // the stream's state tells a repeat, whoever finds it
      body: data,
      context: {},
      correlationId,
      causationId: correlationId,
    });
    believedOf(await standing(engine, repairStreamOf(stream))).forEach(register.take);
    return true;
  } catch (error) {
    if (error instanceof HistoryCorrupt || error instanceof UnknownEvent) return false;
    throw error;
  }
}

/**
 * Parks again, now and then, what is passed by and was not recorded: what an hour had no room for is recorded in a later one, also after a
 * restart.
 */
export function parkingAgain(
  { engine, register, park }: Pick<Parking, 'engine' | 'register'> & { readonly park: Park },
  passedBy: () => readonly Disbelieved[],
  everyMs = AGAIN_MS,
): { stop(): void } {
  let isBusy = false;
  const again = world.every(everyMs, () => {
    if (isBusy) return;
    isBusy = true;
    inBackground(
      'parking again',
      parkAll().finally(() => (isBusy = false)),
    );
  });

  async function parkAll(): Promise<void> {
    for (const at of passedBy()) await parkOne(at).catch(() => undefined); // the next turn tries it
  }

  async function parkOne(at: Disbelieved): Promise<void> {
    if (register.of(at.stream) !== undefined) return;
    if (register.unrecorded().has(at.stream) || !(await wasResumed(at.stream))) await park(at);
  }

  /** Then it may be passed by for a moment more, and nothing is wrong. */
  async function wasResumed(stream: string): Promise<boolean> {
    return (await standing(engine, repairStreamOf(stream))).some(({ type }) => type === 'StreamResumed');
  }

  return { stop: again };
}
