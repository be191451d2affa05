import { refuse } from './errors.js';

const SKEW_MS = 5 * 60_000;

/** Refuses a day that has not come yet where it says that something happened. */
export function mustHaveHappened(day: string, today: string): void {
  if (day > today) refuse('day-in-future', 'What has not happened yet cannot be recorded.', 'R-13.1');
}

/** Refuses with `code` an instant later than the clock of the asker and ours can disagree. */
export function mustNotBeAhead(instant: string, at: string, code: string): void {
  if (Date.parse(instant) > Date.parse(at) + SKEW_MS) {
    refuse(code, 'What has not happened yet cannot be recorded.', 'R-13.1');
  }
}
