import { refuse, toStoredInstant } from '#kernel';
import type { AttendanceOutcome } from '#contracts/rehabilitation/codes';
import type { Attendee } from './session.attendees.js';

export interface Span {
  readonly startsAt: string;
  readonly endsAt: string;
}

const LONGEST_MS = 12 * 3_600_000;

/** The span as it is stored; refuses one that does not end after it starts, or lasts more than half a day. */
export function spanOf({ startsAt, endsAt }: Span): Span {
  const lasts = Date.parse(endsAt) - Date.parse(startsAt);
  if (lasts <= 0) refuse('ends-before-start', 'A session ends after it starts.', 'R-3.5');
  if (lasts > LONGEST_MS) refuse('session-too-long', 'A session lasts twelve hours at most.', 'R-3.5');
  return { startsAt: toStoredInstant(startsAt), endsAt: toStoredInstant(endsAt) };
}

/** Whether two spans of time share a moment; one that begins when the other ends does not. */
export const overlap = (one: Span, other: Span): boolean => one.startsAt < other.endsAt && other.startsAt < one.endsAt;

const ATTENDING: readonly AttendanceOutcome[] = ['ATTENDED', 'ATTENDED_LATE', 'FAILED_TO_COMPLY'];

/** Whether somebody with that outcome was there. */
export const wasThere = (outcome: AttendanceOutcome | undefined): boolean =>
  outcome !== undefined && ATTENDING.includes(outcome);

/** Refuses a span in which somebody has another session, naming their cases. */
export function mustNotClash(
  attendees: readonly Attendee[],
  span: Span,
  among: 'all' | 'held',
  sessionId: string,
): void {
  const caseIds = attendees
    .filter(({ case: { sessions } }) =>
      sessions.some(({ sessionId: other, standing, outcome, startsAt, endsAt }) => {
        if (other === sessionId || startsAt === undefined || endsAt === undefined) return false;
        const counts = standing === 'HELD' ? wasThere(outcome) : standing === 'SCHEDULED' && among === 'all';
        return counts && overlap(span, { startsAt, endsAt });
      }),
    )
    .map(({ caseId }) => caseId);
  if (caseIds.length > 0) {
    refuse(
      'session-clash',
      'Some of them have another session then: choose another time, or say why.',
      'R-3.8',
      caseIds,
    );
  }
}
