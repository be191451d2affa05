import { addDays, type Asker, type Decider, mustNotBeAhead, refuse, staffOf } from '#kernel';
import type { ABSENCE_REASONS, AttendanceOutcome } from '#contracts/rehabilitation/codes';
import type { SessionEvent, SessionEventData } from '#contracts/rehabilitation/session.events';
import { basisOf, mustBeCovered } from '../facts.js';
import { admissionsOf, type Attendee, mustTakePart, standingOn } from './session.attendees.js';
import { type AmendingFacts, brought, headsOf, mustHaveFacilitator, type SessionFacts } from './session.facts.js';
import { type Appointment, held, type Line, scheduled, type SessionRecord } from './session.record.js';
import { mustNotClash, spanOf, wasThere } from './session.times.js';

type Held = SessionEventData<'RehabSessionHeld'>;
type AbsenceReason = (typeof ABSENCE_REASONS)[number];

/** What came of one person's appointment. */
export interface OutcomeTold {
  readonly caseId: string;
  readonly outcome: AttendanceOutcome;
  readonly absenceReason?: AbsenceReason;
  readonly note?: string;
}

/** How a session went, as it is told. Somebody suspended that day need not be named: they are marked so. */
export type Holding = Pick<Held, 'startsAt' | 'endsAt' | 'facilitators'> & { readonly roster: readonly OutcomeTold[] };

export type HoldingCommand =
  | { type: 'HoldSession'; data: Holding; facts?: SessionFacts }
  | { type: 'AmendAttendance'; data: OutcomeTold & { readonly reason: string }; facts?: AmendingFacts };

/** Who may amend an outcome when the template's window has passed. */
const SUPERVISORS: readonly string[] = ['karutan', 'kasubsi-pelayanan'];

export const decideHoldings: Decider<SessionRecord, HoldingCommand, SessionEvent>['decide'] = {
  HoldSession: ({ data, facts, at }, { now }) => [
    { type: 'RehabSessionHeld', data: holdingOf(scheduled(now), data, brought(facts), { at }) },
  ],

  AmendAttendance: ({ data: { reason, ...told }, facts, by, today }, { now }) => {
    const session = held(now);
    const { attendee, template } = brought(facts);
    const line = session.roster.find(({ caseId }) => caseId === told.caseId);
    if (line === undefined || attendee === undefined) return refuseStrangers([told.caseId]);
    const late = today > addDays(session.heldOn, template.template.amendableForDays);
    if (late && !(by.kind !== 'SYSTEM' && SUPERVISORS.includes(by.role))) {
      refuse('amendment-window-passed', 'So late, only a supervisor may amend who attended.', 'R-3.7');
    }
    const outcome = outcomeOf(line, told, attendee, session.heldOn);
    if (told.outcome === line.outcome && told.absenceReason === undefined && told.note === undefined) return [];
    const amended = { ...outcome, reason, amendedOn: today, amendedBy: staffOf(by), late };
    return [{ type: 'SessionAttendanceAmended', data: amended }];
  },
};

/** The session as it was held; refuses what cannot have been. */
export function holdingOf(
  { provider, module, roster, isOverridden }: Appointment,
  told: Holding,
  { attendees, cover, on, sessionId }: SessionFacts,
  { at }: Pick<Asker, 'at'>,
): Held {
  const span = spanOf(told);
  mustNotBeAhead(span.endsAt, at, 'session-in-future');
  mustHaveFacilitator(provider, told.facilitators);
  const outcomes = outcomesOf(roster, told.roster, attendees, on);
  const there = attendees.filter((one) =>
    outcomes.some(({ caseId, outcome }) => caseId === one.caseId && wasThere(outcome)),
  );
  if (!isOverridden) mustNotClash(there, span, 'held', sessionId);
  mustBeCovered(cover, admissionsOf(attendees));
  return {
    module,
    provider,
    facilitators: told.facilitators.map(({ staffId, unitId }) => ({ staffId, unitId })),
    ...span,
    heldOn: on,
    roster: outcomes,
    basis: basisOf(cover, ...headsOf(attendees)),
  };
}

const refuseStrangers = (caseIds: readonly string[]): never =>
  refuse('not-on-the-roster', 'Some of them were not expected at this session.', 'R-3.5', caseIds);

/** Exactly one outcome for everybody on the roster. */
function outcomesOf(
  roster: readonly Line[],
  told: readonly OutcomeTold[],
  attendees: readonly Attendee[],
  on: string,
): Held['roster'] {
  const caseIds = told.map(({ caseId }) => caseId);
  const strangers = caseIds.filter((caseId) => !roster.some((line) => line.caseId === caseId));
  if (strangers.length > 0) refuseStrangers(strangers);
  const twice = caseIds.filter((caseId, index) => caseIds.indexOf(caseId) !== index);
  if (twice.length > 0) refuse('outcome-twice', 'Everybody has one outcome.', 'R-3.5', twice);
  const lines = roster.map((line) => {
    const attendee = brought(attendees.find(({ caseId }) => caseId === line.caseId));
    const isSuspended = standingOn(attendee, on) === 'suspended-that-day';
    const outcome = told.find(({ caseId }) => caseId === line.caseId);
    return { line, attendee, outcome: outcome ?? (isSuspended ? markedSuspended(line) : undefined) };
  });
  const missing = lines.filter(({ outcome }) => outcome === undefined).map(({ line }) => line.caseId);
  if (missing.length > 0) refuse('outcome-missing', 'Everybody on the roster needs an outcome.', 'R-3.5', missing);
  return lines.flatMap(({ line, attendee, outcome }) =>
    outcome === undefined ? [] : [outcomeOf(line, outcome, attendee, on)],
  );
}

const markedSuspended = ({ caseId }: Line): OutcomeTold => ({ caseId, outcome: 'SUSPENDED' });

/** One outcome as it is recorded; refuses one that this person cannot have had that day. */
function outcomeOf(
  { subject, caseId }: Line,
  { outcome, absenceReason, note }: OutcomeTold,
  attendee: Attendee,
  on: string,
): Held['roster'][number] {
  const standing = standingOn(attendee, on);
  if (standing === 'suspended-that-day') {
    if (outcome !== 'SUSPENDED') mustTakePart([attendee], on);
  } else if (outcome === 'SUSPENDED') {
    refuse('not-suspended-that-day', 'The programme of some of them was not suspended that day.', 'R-3.6', [caseId]);
  }
  if (wasThere(outcome)) mustTakePart([attendee], on);
  mustBeExplained(caseId, outcome, absenceReason);
  return { subject, caseId, outcome, ...(absenceReason && { absenceReason }), ...(note && { note }) };
}

/** Refuses an absence without a reason, a reason without an absence, and one that does not go with the other. */
function mustBeExplained(caseId: string, outcome: AttendanceOutcome, reason: AbsenceReason | undefined): void {
  const isAbsent = outcome === 'ABSENT_ACCEPTABLE' || outcome === 'ABSENT_UNACCEPTABLE';
  if (!isAbsent) {
    if (reason === undefined) return;
    refuse('absence-reason-unfounded', 'Only who was absent has a reason for it.', 'R-3.6', [caseId]);
  }
  if (reason === undefined) refuse('absence-reason-missing', 'Say why they were absent.', 'R-3.6', [caseId]);
  const isExcused = outcome === 'ABSENT_ACCEPTABLE';
  if ((reason === 'REFUSED' && isExcused) || (reason === 'SICK' && !isExcused)) {
    refuse('absence-reason-other', 'Who is sick is excused, and who refuses is not.', 'R-3.6', [caseId]);
  }
}
