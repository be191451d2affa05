import type { RecordedEvent } from './envelope.js';
import { Refusal } from './errors.js';

/**
 * Stands in a stream for a command that came too late to be recorded there ("To the byte" 18). It says nothing of the record: nobody folds,
 * projects or cites it, and a stream that holds only such events is unborn.
 */
export const COMMAND_ABANDONED = 'CommandAbandoned';

type Named = Pick<RecordedEvent, 'type'>;

const isAbandonment = ({ type }: Named): boolean => type === COMMAND_ABANDONED;

/** The events that tell of the record; none while the stream is unborn. */
export const withoutAbandoned = <E extends Named>(history: readonly E[]): E[] =>
  history.filter((event) => !isAbandonment(event));

/** The ids of the commands that are recorded there no more. */
export const abandonedIn = (history: readonly RecordedEvent[]): readonly string[] =>
  history.filter(isAbandonment).map(({ data }) => data.commandId as string);

/** Refuses for ever a command that was abandoned. */
export function mustNotBeAbandoned(history: readonly RecordedEvent[], commandId: string): void {
  if (!abandonedIn(history).includes(commandId)) return;
  throw new Refusal('command-abandoned');
}
