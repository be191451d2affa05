import { BACKWARDS, END, type ReadPosition } from '@eventstore/db-client';
import type { Position, RawEvent } from '#kernel';
import { type Connection, type LogEvent, toRaw } from './eventstoredb.connection.js';

const FIRST_PAGE = 4;
const LATER_PAGES = 500; // others' events may stand after ours

/** Others' events, one after another in the log. */
interface Run {
  readonly top: LogEvent;
  readonly bottom: LogEvent;
}

interface Whose {
  readonly isOurs: (event: LogEvent) => boolean;
  /** Learns what was announced meanwhile, when the event may be one of a kind of stream that is new; answers whether it did. */
  readonly learnOf: (event: LogEvent) => Promise<boolean>;
}

/** Finds the last event of ours. The run of others' events with which the log ends is read once, be it in several attempts. */
export function lastOfOurs({ isOurs, learnOf }: Whose) {
  let ending: Run | undefined;

  return async (
    connection: Connection,
    may: (event: RawEvent) => boolean = () => true,
  ): Promise<Position | undefined> => {
    const known = ending;
    let run: Run | undefined;
    let isEnding = true;
    let hasLearned = false;
    for await (const event of backwards(connection, END, known)) {
      hasLearned ||= await learnOf(event);
      if (isOurs(event)) {
        if (isEnding) ending = run;
        isEnding = false;
        const raw = toRaw(event);
        if (may(raw)) return raw.position;
      } else if (isEnding) {
        run = { top: run?.top ?? event, bottom: event };
        if (known === undefined || event.position.commit < known.top.position.commit) ending = run;
      }
    }
    return undefined;
  };
}

/** What was committed before a position, in pages of which the first is small: a server sends all that it is asked for, whoever stops reading. */
async function* backwards(connection: Connection, from: ReadPosition, known?: Run): AsyncGenerator<LogEvent> {
  const { client, all } = connection;
  let fromPosition = from;
  for (let maxCount = FIRST_PAGE; ; maxCount = LATER_PAGES) {
    let left = maxCount;
    const page = client.readAll({ direction: BACKWARDS, fromPosition, maxCount, requiresLeader: true });
    for await (const { event } of all(page)) {
      left -= 1;
      if (event === undefined) continue;
      yield event;
      fromPosition = event.position;
      if (event.id !== known?.top.id) continue;
      yield known.bottom;
      yield* backwards(connection, known.bottom.position);
      return;
    }
    if (left > 0) return;
  }
}
