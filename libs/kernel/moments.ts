import { refuse } from './refusals.js';

const SKEW_MS = 5 * 60_000;

/** Refuses a day that has not come yet where it says that something happened. */
export function mustHaveHappened(day: string, today: string): void {
  if (day > today) refuse('day-in-future', { day, today });
}

/** Whether an instant is later than the clock of the asker and ours can disagree. */
export const isAhead = (instant: string, at: string): boolean => Date.parse(instant) > Date.parse(at) + SKEW_MS;
