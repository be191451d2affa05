import {
  abandonedIn,
  type Engine,
  type History,
  historyOf,
  type RecordedEvent,
  type StreamEnd,
  withoutAbandoned,
} from '#kernel';
import type { Reservable } from './request.js';

/** What became of commands in a stream, as it was looked at. */
export interface CommandsOf {
  readonly stream: string;
  readonly history: readonly RecordedEvent[];
  /** What is appended to, unless the stream is empty. */
  readonly end?: StreamEnd;
  /** The ids of the commands that it records, none before it is born, and of those that it never will. */
  readonly input: readonly string[];
  readonly abandoned: readonly string[];
}

/** What became of commands in a stream. Throws `HistoryCorrupt`, `Unavailable`. */
export const commandsOf = async (engine: Engine, stream: string): Promise<CommandsOf> =>
  commandsIn(stream, await historyOf(engine, stream));

/** What became of commands in a stream that was looked at. */
export function commandsIn(stream: string, { whole: history, end }: History): CommandsOf {
  const handled = withoutAbandoned(history).map(({ metadata }) => metadata.command.id);
  return { stream, history, ...(end && { end }), input: handled, abandoned: abandonedIn(history) };
}

/**
 * Whether an owner needs a value no more, or is about somebody whose identity was erased (D3). Throws what the request and the keyring
 * throw.
 */
export async function isOver(
  { keyring }: Engine,
  { stream, history }: Pick<CommandsOf, 'stream' | 'history'>,
  { subjectIn, isOver: needsItNoMore }: Pick<Reservable, 'subjectIn' | 'isOver'>,
): Promise<boolean> {
  const subject = subjectIn?.(withoutAbandoned(history));
  if (subject !== undefined) {
    const keys = await keyring.keysFor([{ s: subject, c: 'identity' }]); // a destroyed one is never made anew
    if (keys.size === 0) return true;
  }
  return (await needsItNoMore?.(stream)) === true;
}
