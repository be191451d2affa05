import { randomUUID } from 'node:crypto';
import { believedOf, type Engine, HistoryCorrupt, repairStreamOf, UnknownEvent } from '#kernel';
import { tellRepair } from './handler.js';
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

/** How many streams are parked as events in a log and hour; the rest is only alarmed ("To the byte" 3). */
export const MOST_AN_HOUR = 100;
const HOUR_MS = 3_600_000;

/** Parks streams one after the other, each once however many readers find it; what is parked already is told to nobody again. */
export function parkingOf({ engine, register, alarm }: Parking): Park {
  const unrecorded = new Map<string, number>();
  let turn = Promise.resolve();

  async function parkOne(at: Disbelieved): Promise<void> {
    const from = register.of(at.stream);
    if (from !== undefined && from <= at.revision) return;
    const now = engine.now();
    const key = `${at.stream}@${at.revision}`;
    if (now.getTime() - (unrecorded.get(key) ?? -Infinity) < HOUR_MS) return;
    const mayRecord = register.parkedWithinHourBefore(now.toISOString()) < MOST_AN_HOUR;
    const recorded = mayRecord && (await isRecorded(engine, register, at));
    if (!recorded) unrecorded.set(key, now.getTime());
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
  const correlationId = randomUUID();
  try {
    await tellRepair(engine, {
      command: { type: 'ParkStream', data },
      by: { kind: 'SYSTEM', name: 'integrity' },
      commandId: randomUUID(), // the stream's state tells a repeat, whoever finds it
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
