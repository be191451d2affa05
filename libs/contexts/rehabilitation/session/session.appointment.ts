import { type Asker, type Decider, refuse, staffOf } from '#kernel';
import type { SessionEvent, SessionEventData } from '#contracts/rehabilitation/session.events';
import { basisOf, mustBeCovered } from '../facts.js';
import { admissionsOf, mustTakePart } from './session.attendees.js';
import { brought, headsOf, mustHaveFacilitator, type SchedulingFacts, type SessionFacts } from './session.facts.js';
import { scheduled, type SessionRecord } from './session.record.js';
import { mustNotClash, spanOf, wasThere } from './session.times.js';

type Scheduled = SessionEventData<'SessionScheduled'>;
export interface Overriding {
  /** Why it takes place although somebody has another session then. */
  readonly override?: { readonly reason: string };
}

/** Who is expected when and where, as it is told. */
export type Arrangement = Omit<Scheduled, 'roster' | 'basis' | 'override'> &
  Overriding & { readonly roster: readonly { readonly caseId: string }[] };
export type NewTime = Pick<SessionEventData<'SessionRescheduled'>, 'startsAt' | 'endsAt' | 'place' | 'reasonCode'> &
  Overriding;

export type AppointmentCommand =
  | { type: 'ScheduleSession'; data: Arrangement; facts?: SchedulingFacts }
  | { type: 'ScheduleCatchUp'; data: Arrangement & { readonly catchUpOf: string }; facts?: SchedulingFacts }
  | { type: 'RescheduleSession'; data: NewTime; facts?: SessionFacts }
  | { type: 'CancelSession'; data: Pick<SessionEventData<'SessionCancelled'>, 'reasonCode'> };

export const decideAppointments: Decider<SessionRecord, AppointmentCommand, SessionEvent>['decide'] = {
  ScheduleSession: ({ data, facts, ...asker }, { now }) => {
    if (now.status !== 'absent') refuseScheduled();
    return [{ type: 'SessionScheduled', data: appointmentOf(data, brought(facts), asker) }];
  },

  ScheduleCatchUp: ({ data: { catchUpOf, ...data }, facts, ...asker }, { now }) => {
    if (now.status !== 'absent') refuseScheduled();
    const known = brought(facts);
    mustHaveMissed(data, known);
    return [{ type: 'CatchUpScheduled', data: { ...appointmentOf(data, known, asker), catchUpOf } }];
  },

  RescheduleSession: ({ data: { reasonCode, place, override, ...times }, facts, by }, { now }) => {
    const { provider, roster } = scheduled(now);
    const { sessionId, cover, attendees } = brought(facts);
    const span = spanOf(times);
    mustBeCovered(cover, admissionsOf(attendees));
    if (override === undefined) mustNotClash(attendees, span, 'all', sessionId);
    return [
      {
        type: 'SessionRescheduled',
        data: {
          provider,
          ...span,
          place,
          reasonCode,
          roster: [...roster],
          ...(override && { override: { reason: override.reason, overriddenBy: staffOf(by) } }),
          basis: basisOf(cover, ...headsOf(attendees)),
        },
      },
    ];
  },

  CancelSession: ({ data: { reasonCode } }, { now }) => {
    if (now.status === 'cancelled') return [];
    const { provider, roster } = scheduled(now);
    return [{ type: 'SessionCancelled', data: { provider, reasonCode, roster: [...roster] } }];
  },
};

const refuseScheduled = (): never =>
  refuse('session-already-scheduled', 'This session was scheduled already.', 'R-3.5');

/** The appointment as it is recorded; refuses one that no template, agreement or roster allows. */
function appointmentOf(told: Arrangement, facts: SchedulingFacts, asker: Pick<Asker, 'by'>): Scheduled {
  const { attendees, cover, template, missed } = facts;
  spanOf(told);
  mustFit(told, facts);
  return arranged(
    { ...told, roster: attendees.map(({ caseId, case: { subject } }) => ({ subject, caseId })) },
    facts,
    basisOf(cover, template, missed, ...headsOf(attendees)),
    asker,
  );
}

/** What is arranged for whom; refuses who cannot facilitate or take part, what is not covered, and clashes that nobody overrides. */
export function arranged(
  told: Omit<Arrangement, 'roster'> & Pick<Scheduled, 'roster'>,
  { attendees, cover, on, sessionId }: Pick<SchedulingFacts, 'attendees' | 'cover' | 'on' | 'sessionId'>,
  basis: Scheduled['basis'],
  { by }: Pick<Asker, 'by'>,
): Scheduled {
  const { kind, module, templateId, provider, facilitators, place, roster, override } = told;
  const span = spanOf(told);
  mustHaveFacilitator(provider, facilitators);
  mustTakePart(attendees, on);
  mustBeCovered(cover, admissionsOf(attendees));
  if (override === undefined) mustNotClash(attendees, span, 'all', sessionId);
  return {
    kind,
    module,
    templateId,
    provider,
    facilitators: facilitators.map(({ staffId, unitId }) => ({ staffId, unitId })),
    place,
    ...span,
    roster,
    ...(override && { override: { reason: override.reason, overriddenBy: staffOf(by) } }),
    basis,
  };
}

function mustFit({ kind, module, roster }: Arrangement, { template: { template }, on }: SchedulingFacts): void {
  if (roster.length === 0) refuse('roster-empty', 'A session needs somebody who is expected.', 'R-3.5');
  const twice = roster.filter(({ caseId }, index) => roster.findIndex((one) => one.caseId === caseId) !== index);
  if (twice.length > 0) {
    const caseIds = twice.map(({ caseId }) => caseId);
    refuse('on-the-roster-twice', 'Everybody is on the roster once.', 'R-3.5', caseIds);
  }
  if (on < template.validFrom)
    refuse('template-not-yet-valid', 'The programme was not valid yet on that day.', 'R-3.5');
  if (!template.modules.some(({ code }) => code === module)) {
    refuse('unknown-module', 'The programme has no module with that code.', 'R-3.5');
  }
  if (kind === 'INDIVIDUAL' && roster.length > 1) {
    refuse('individual-of-many', 'An individual session is of one person.', 'R-3.5');
  }
  if (roster.length > template.maximumGroupSize) {
    refuse('group-too-large', 'The programme does not allow so many in one session.', 'R-3.5');
  }
}

/** Refuses to let somebody catch up on what they did not miss. */
function mustHaveMissed({ module, roster }: Arrangement, { missed }: SchedulingFacts): void {
  const { session } = brought(missed);
  if (session.status !== 'held') refuse('session-not-held', 'What was not held cannot be caught up on.', 'R-3.5');
  if (session.module !== module) refuse('other-module', 'A catch-up is of the module that was missed.', 'R-3.5');
  const there = roster.filter(({ caseId }) => {
    const line = session.roster.find((one) => one.caseId === caseId);
    return line === undefined || wasThere(line.outcome);
  });
  if (there.length > 0) {
    const caseIds = there.map(({ caseId }) => caseId);
    refuse('nothing-to-catch-up', 'Some of them did not miss that session.', 'R-3.5', caseIds);
  }
}
