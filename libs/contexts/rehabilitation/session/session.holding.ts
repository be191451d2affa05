import { addDays, type Asker, isAhead, staffOf, statusSaid } from '#kernel';
import type { SessionEventData } from '#contracts/rehabilitation/session.events';
import { basisOf, type CoverFact, mustBeCovered } from '../facts.rules.js';
import * as people from './session.attendees.js';
import { mustBeValid } from './session.appointment.js';
import * as record from './session.record.js';
import { object, refuse } from './session.refusals.js';

type Held = SessionEventData<'RehabSessionHeld'>;
/** How a session went, as it is recorded. Somebody suspended that day need not be named: they are marked so. */
type Holding = record.CommandOf<'HoldSession'>['data'];
type Outcome = Holding['roster'][number];

/** Who may amend an outcome when the template's window has passed. */
const SUPERVISORS: readonly string[] = ['karutan', 'kasubsi-pelayanan'];

export const decideHoldings: record.Rules<'HoldSession' | 'AmendAttendance' | 'AnswerCoverageQuestion'> = {
  HoldSession: ({ data, facts, at }, { now }) => [
    { type: 'RehabSessionHeld', data: holdingOf(record.scheduled(now), data, facts, { at }) },
  ],

  AmendAttendance: ({ data: { reason, ...input }, facts: { attendees, template }, by, today }, { now }) => {
    const session = record.held(now);
    const line = session.roster.find(({ caseId }) => caseId === input.caseId);
    const attendee = attendees.find(({ caseId }) => caseId === input.caseId);
    if (line === undefined || attendee === undefined) return refuseStrangers([input.caseId]);
    const { heldOn } = session;
    const lastOn = addDays(heldOn, template.template.amendableForDays);
    const late = today > lastOn;
    if (late && !(by.kind !== 'SYSTEM' && SUPERVISORS.includes(by.role))) {
      refuse('amendment-window-passed', { heldOn, lastOn, roles: SUPERVISORS });
    }
    const outcome = outcomeOf(line, input, attendee, heldOn);
    if (input.outcome === line.outcome && input.absenceReason === undefined && input.note === undefined) return [];
    const amended = { ...outcome, reason, amendedOn: today, amendedBy: staffOf(by), late };
    return [{ type: 'SessionAttendanceAmended', data: amended }];
  },

  AnswerCoverageQuestion: ({ data: { agreementId, answer, note }, facts: { attendees, cover }, by }, { now }) => {
    const session = record.arrangedOf(now);
    if (session.provider.agreementId !== agreementId) {
      refuse('not-under-that-agreement', { agreementId, itsAgreement: session.provider.agreementId ?? 'none' });
    }
    if (cover.coverage === 'own-staff' || cover.coverage.covered) {
      object('covered-that-day', { agreementId, on: cover.on }, { agreementId, on: cover.on });
    }
    mustBeTrue(answer, session, cover, people.admissionsOf(attendees));
    const revision = cover.basis?.revision ?? 0;
    const last = session.answers.at(-1);
    if (note === undefined && last?.answer === answer && last.revision === revision) return [];
    const basis = basisOf(cover, ...people.headsOf(attendees));
    const data = { agreementId, answer, answeredBy: staffOf(by), basis, ...(note && { note }) };
    return [{ type: 'SessionCoverageAnswered', data }];
  },
};

/** A later event of an agreement took away the cover of a session: it stands because of what is so. */
function mustBeTrue(
  answer: record.CommandOf<'AnswerCoverageQuestion'>['data']['answer'],
  session: record.ArrangedSession,
  cover: CoverFact,
  admittedOn: readonly string[],
): void {
  switch (answer) {
    case 'RUNNING_CASES_MAY_FINISH':
      mustBeCovered(cover, admittedOn);
      return;
    case 'HELD_BEFORE_IT_WAS_KNOWN':
      record.held(session);
      return;
    case 'OWN_STAFF':
      if (session.facilitatorUnits.includes(session.unitId)) return;
      return refuse('no-facilitator-of-unit', { unitId: session.unitId, units: session.facilitatorUnits });
    case 'CANCELLED':
      if (session.status === 'cancelled') return;
      return refuse('session-not-cancelled', { status: statusSaid(session.status) });
  }
}

/** The session as it was held; refuses what cannot have been. */
function holdingOf(
  { provider, module, templateId, roster, isOverridden }: record.Appointment,
  input: Holding,
  { attendees, cover, on, sessionId, template }: record.SchedulingFacts,
  { at }: Pick<Asker, 'at'>,
): Held {
  const span = people.spanOf(input);
  if (isAhead(span.endsAt, at)) refuse('session-in-future', { endsAt: span.endsAt, at });
  mustBeValid(templateId, { template, on });
  people.mustHaveFacilitator(provider, input.facilitators);
  const outcomes = outcomesOf(roster, input.roster, attendees, on);
  const there = attendees.filter((one) =>
    outcomes.some(({ caseId, outcome }) => caseId === one.caseId && people.wasThere(outcome)),
  );
  if (!isOverridden) people.mustNotClash(there, span, 'held', sessionId);
  mustBeCovered(cover, people.admissionsOf(attendees));
  return {
    module,
    provider,
    facilitators: input.facilitators.map(({ staffId, unitId }) => ({ staffId, unitId })),
    ...span,
    heldOn: on,
    roster: outcomes,
    basis: basisOf(cover, ...people.headsOf(attendees)),
  };
}

const refuseStrangers = (caseIds: readonly string[]): never => refuse('not-on-the-roster', {}, caseIds);

/** Exactly one outcome for everybody on the roster. */
function outcomesOf(
  roster: readonly record.Line[],
  input: readonly Outcome[],
  attendees: readonly people.Attendee[],
  on: string,
): Held['roster'] {
  const caseIds = input.map(({ caseId }) => caseId);
  const strangers = caseIds.filter((caseId) => !roster.some((line) => line.caseId === caseId));
  if (strangers.length > 0) refuseStrangers(strangers);
  const twice = caseIds.filter((caseId, index) => caseIds.indexOf(caseId) !== index);
  if (twice.length > 0) refuse('outcome-twice', {}, twice);
  const lines = roster.flatMap((line) => {
    const outcome = input.find(({ caseId }) => caseId === line.caseId);
    return attendees
      .filter(({ caseId }) => caseId === line.caseId)
      .map((attendee) => ({ line, attendee, outcome: outcome ?? markedSuspended(attendee, on) }));
  });
  const missing = lines.filter(({ outcome }) => outcome === undefined).map(({ line }) => line.caseId);
  if (missing.length > 0) refuse('outcome-missing', {}, missing);
  return lines.flatMap(({ line, attendee, outcome }) =>
    outcome === undefined ? [] : [outcomeOf(line, outcome, attendee, on)],
  );
}

const markedSuspended = (attendee: people.Attendee, on: string): Outcome | undefined =>
  people.standingOn(attendee, on) === 'suspended-that-day'
    ? { caseId: attendee.caseId, outcome: 'SUSPENDED' }
    : undefined;

/** One outcome as it is recorded; objects to one that this person cannot have had that day. */
function outcomeOf(
  { subject, caseId }: record.Line,
  { outcome, absenceReason, note }: Outcome,
  attendee: people.Attendee,
  on: string,
): Held['roster'][number] {
  const isSuspended = people.standingOn(attendee, on) === 'suspended-that-day';
  if (isSuspended ? outcome !== 'SUSPENDED' : people.wasThere(outcome)) people.mustTakePart([attendee], on);
  if (!isSuspended && outcome === 'SUSPENDED') object('not-suspended-that-day', { day: on }, { day: on }, [caseId]);
  mustBeExplained(caseId, outcome, absenceReason);
  return { subject, caseId, outcome, ...(absenceReason && { absenceReason }), ...(note && { note }) };
}

/** Refuses an absence without a reason, a reason without an absence, and one that does not go with the other. */
function mustBeExplained(caseId: string, outcome: Outcome['outcome'], reason: Outcome['absenceReason']): void {
  const isAbsent = outcome === 'ABSENT_ACCEPTABLE' || outcome === 'ABSENT_UNACCEPTABLE';
  if (!isAbsent) {
    if (reason === undefined) return;
    refuse('absence-reason-unfounded', {}, [caseId]);
  }
  if (reason === undefined) refuse('absence-reason-missing', {}, [caseId]);
  const isExcused = outcome === 'ABSENT_ACCEPTABLE';
  if ((reason === 'REFUSED' && isExcused) || (reason === 'SICK' && !isExcused)) {
    refuse('absence-reason-other', {}, [caseId]);
  }
}
