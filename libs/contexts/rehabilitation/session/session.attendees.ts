import { type Fact, type Projected, toStoredInstant } from '#kernel';
import type { CaseEvent } from '#contracts/rehabilitation/case.events';
import type { AttendanceOutcome } from '#contracts/rehabilitation/codes';
import type { CaseFact, InmateFact, Provider } from '../facts.rules.js';
import { object, refuse } from './session.refusals.js';

export interface Span {
  readonly startsAt: string;
  readonly endsAt: string;
}

const LONGEST_HOURS = 12;

/** The span as it is stored; refuses one that does not end after it starts, or lasts more than half a day. */
export function spanOf({ startsAt, endsAt }: Span): Span {
  const lasts = Date.parse(endsAt) - Date.parse(startsAt);
  if (lasts <= 0) refuse('ends-before-start', { startsAt, endsAt });
  if (lasts > LONGEST_HOURS * 3_600_000) refuse('session-too-long', { startsAt, endsAt, hours: LONGEST_HOURS });
  return { startsAt: toStoredInstant(startsAt), endsAt: toStoredInstant(endsAt) };
}

/** Whether two spans of time share a moment; one that begins when the other ends does not. */
export const overlap = (one: Span, other: Span): boolean => one.startsAt < other.endsAt && other.startsAt < one.endsAt;

const ATTENDING: readonly AttendanceOutcome[] = ['ATTENDED', 'ATTENDED_LATE', 'FAILED_TO_COMPLY'];

export const wasThere = (outcome: AttendanceOutcome | undefined): boolean =>
  outcome !== undefined && ATTENDING.includes(outcome);

/** A case and its inmate, with the days on which its programme was interrupted and ended. */
export interface Attendee extends CaseFact {
  readonly days: ProgrammeDays;
  readonly inmate: InmateFact;
}

export interface ProgrammeDays {
  readonly suspensions: readonly { readonly from: string; readonly until?: string }[];
  readonly endedOn?: string;
}

/** How somebody stands to a programme on a day; all but the first keep them from attending. */
export type Standing = 'takes-part' | 'not-admitted-that-day' | 'inmate-left' | 'programme-over' | 'suspended-that-day';

export const daysIn = (events: readonly Projected<CaseEvent>[]): ProgrammeDays =>
  events.reduce<ProgrammeDays>(
    (days, event) => {
      const { type, data } = event;
      if (type === 'RehabSuspended') return { ...days, suspensions: [...days.suspensions, { from: data.suspendedOn }] };
      if (type === 'RehabResumed') {
        const until = data.resumedOn;
        return { ...days, suspensions: days.suspensions.map((one) => ({ until, ...one })) };
      }
      const endedOn = days.endedOn ?? endIn(event);
      return { ...days, ...(endedOn && { endedOn }) };
    },
    { suspensions: [] },
  );

/** The day on which an event of a case ended its programme. */
export function endIn({ type, data }: CaseEvent): string | undefined {
  if (type === 'RehabCompleted') return data.completedOn;
  if (type === 'RehabDiscontinued') return data.discontinuedOn;
  if (type === 'RehabCaseExited') return data.exitedOn;
  return type === 'RehabCaseClosed' ? data.closedOn : undefined;
}

export function standingOn({ case: { admission }, days, inmate: { presence } }: Attendee, day: string): Standing {
  if (admission === undefined || day < admission.admittedOn) return 'not-admitted-that-day';
  if (presence.left !== undefined && day > presence.left.on) return 'inmate-left';
  if (days.endedOn !== undefined && day > days.endedOn) return 'programme-over';
  const isSuspended = days.suspensions.some(({ from, until }) => from <= day && (until === undefined || day < until));
  return isSuspended ? 'suspended-that-day' : 'takes-part';
}

const KEPT_OUT = ['not-admitted-that-day', 'inmate-left', 'programme-over', 'suspended-that-day'] as const;

const casesOf = (attendees: readonly CaseFact[]): readonly string[] => attendees.map(({ caseId }) => caseId);

/** Objects to the session of a day for those who are kept from it, naming their cases. */
export function mustTakePart(attendees: readonly Attendee[], day: string): void {
  for (const kept of KEPT_OUT) {
    const caseIds = casesOf(attendees.filter((one) => standingOn(one, day) === kept));
    if (caseIds.length > 0) object(kept, { day }, { day }, caseIds);
  }
  const withdrawn = attendees.filter((one) => one.case.consent?.status === 'WITHDRAWN');
  if (withdrawn.length > 0) {
    const consentId = withdrawn.flatMap((one) => one.case.consent?.consentId ?? []);
    object('consent-withdrawn', {}, { consentId }, casesOf(withdrawn));
  }
}

/** Objects to a span in which somebody has another session, naming their cases. */
export function mustNotClash(
  attendees: readonly Attendee[],
  span: Span,
  among: 'all' | 'held',
  sessionId: string,
): void {
  const clashing = attendees.filter(({ case: { sessions } }) =>
    sessions.some(({ sessionId: other, status, outcome, startsAt, endsAt }) => {
      if (other === sessionId || startsAt === undefined || endsAt === undefined) return false;
      const counts = status === 'HELD' ? wasThere(outcome) : status === 'SCHEDULED' && among === 'all';
      return counts && overlap(span, { startsAt, endsAt });
    }),
  );
  if (clashing.length > 0) {
    object('session-clash', span, { startsAt: span.startsAt, endsAt: span.endsAt }, casesOf(clashing));
  }
}

/** Refuses a session without anybody of the unit that provides it. */
export function mustHaveFacilitator(provider: Provider, facilitators: readonly { readonly unitId: string }[]): void {
  if (!facilitators.some(({ unitId }) => unitId === provider.unitId)) {
    refuse('no-facilitator-of-provider', { unitId: provider.unitId });
  }
}

export const admissionsOf = (attendees: readonly Attendee[]): readonly string[] =>
  attendees.flatMap(({ case: { admission } }) => (admission === undefined ? [] : [admission.admittedOn]));

export const headsOf = (attendees: readonly Attendee[]): readonly { readonly basis: Fact }[] => [
  ...attendees,
  ...attendees.map(({ inmate }) => inmate),
];
