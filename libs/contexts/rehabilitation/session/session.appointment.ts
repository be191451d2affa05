import { type Asker, staffOf, statusSaid } from '#kernel';
import type { SessionEventData } from '#contracts/rehabilitation/session.events';
import { basisOf, mustBeCovered } from '../facts.rules.js';
import * as people from './session.attendees.js';
import * as record from './session.record.js';
import { object, refuse } from './session.refusals.js';

type Scheduled = SessionEventData<'SessionScheduled'>;
type Arrangement = record.CommandOf<'ScheduleSession'>['data'];
type Scheduling = 'ScheduleSession' | 'ScheduleCatchUp' | 'RescheduleSession' | 'CancelSession';

export const decideAppointments: record.Rules<Scheduling> = {
  ScheduleSession: ({ data, facts, by }, { now }) => {
    if (now.status !== 'absent') refuseScheduled(now);
    return [{ type: 'SessionScheduled', data: appointmentOf(data, facts, by) }];
  },

  ScheduleCatchUp: ({ data: { catchUpOf, ...data }, facts, by }, { now }) => {
    if (now.status !== 'absent') refuseScheduled(now);
    mustHaveMissed(data, catchUpOf, facts.missed);
    return [{ type: 'CatchUpScheduled', data: { ...appointmentOf(data, facts, by, facts.missed), catchUpOf } }];
  },

  RescheduleSession: ({ data: { reasonCode, place, override, ...times }, facts, by }, { now }) => {
    const { provider, roster, templateId } = record.scheduled(now);
    const { sessionId, on, cover, attendees } = facts;
    const span = people.spanOf(times);
    mustBeValid(templateId, facts);
    people.mustTakePart(attendees, on);
    mustBeCovered(cover, people.admissionsOf(attendees));
    if (override === undefined) people.mustNotClash(attendees, span, 'all', sessionId);
    const basis = basisOf(cover, ...people.headsOf(attendees));
    const data = { provider, ...span, place, reasonCode, roster: [...roster], ...overriddenBy(by, override), basis };
    return [{ type: 'SessionRescheduled', data }];
  },

  CancelSession: ({ data: { reasonCode } }, { now }) => {
    if (now.status === 'cancelled') return [];
    const { provider, roster } = record.scheduled(now);
    return [{ type: 'SessionCancelled', data: { provider, reasonCode, roster: [...roster] } }];
  },
};

const refuseScheduled = ({ status }: record.ArrangedSession): never =>
  refuse('session-already-scheduled', { status: statusSaid(status) });

/** Who decided that it takes place although somebody has another session then, and why. */
const overriddenBy = (by: Asker['by'], override: Arrangement['override']): Pick<Scheduled, 'override'> =>
  override === undefined ? {} : { override: { reason: override.reason, overriddenBy: staffOf(by) } };

/** The appointment as it is recorded; refuses one that no template, agreement or roster allows, and clashes that nobody overrides. */
function appointmentOf(
  input: Arrangement,
  facts: record.SchedulingFacts,
  by: Asker['by'],
  missed?: record.Missed,
): Scheduled {
  const { kind, module, templateId, provider, facilitators, place, override } = input;
  const { attendees, cover, on, sessionId, template } = facts;
  const span = people.spanOf(input);
  mustFit(input, facts);
  people.mustHaveFacilitator(provider, facilitators);
  people.mustTakePart(attendees, on);
  mustBeCovered(cover, people.admissionsOf(attendees));
  if (override === undefined) people.mustNotClash(attendees, span, 'all', sessionId);
  return {
    kind,
    module,
    templateId,
    provider,
    facilitators: facilitators.map(({ staffId, unitId }) => ({ staffId, unitId })),
    place,
    ...span,
    roster: attendees.map(({ caseId, case: { subject } }) => ({ subject, caseId })),
    ...overriddenBy(by, override),
    basis: basisOf(cover, template, missed, ...people.headsOf(attendees)),
  };
}

/** Objects to a day on which the template is not valid yet. */
export function mustBeValid(
  templateId: string,
  { template, on }: Pick<record.SchedulingFacts, 'template' | 'on'>,
): void {
  const { validFrom } = template.template;
  if (on < validFrom) object('template-not-yet-valid', { templateId, on }, { on, validFrom });
}

function mustFit({ kind, module, templateId, roster }: Arrangement, facts: record.SchedulingFacts): void {
  const { modules, maximumGroupSize } = facts.template.template;
  if (roster.length === 0) refuse('roster-empty');
  const twice = roster.filter(({ caseId }, index) => roster.findIndex((one) => one.caseId === caseId) !== index);
  if (twice.length > 0) refuse('on-the-roster-twice', {}, casesOf(twice));
  mustBeValid(templateId, facts);
  const codes = modules.map(({ code }) => code);
  if (!codes.includes(module)) refuse('unknown-module', { module, modules: codes });
  if (kind === 'INDIVIDUAL' && roster.length > 1) refuse('individual-of-many', { count: roster.length });
  if (roster.length > maximumGroupSize) refuse('group-too-large', { count: roster.length, maximumGroupSize });
}

const casesOf = (lines: Arrangement['roster']): readonly string[] => lines.map(({ caseId }) => caseId);

/** Objects to letting somebody catch up on what they did not miss, or was not held. */
function mustHaveMissed({ module, roster }: Arrangement, catchUpOf: string, { session }: record.Missed): void {
  if (session.status !== 'held') {
    if (session.status === 'absent') return refuse('session-not-scheduled');
    object('session-not-held', { catchUpOf }, { status: statusSaid(session.status) });
    return;
  }
  if (session.module !== module) refuse('other-module', { module, missed: session.module });
  const there = roster.filter(({ caseId }) => {
    const line = session.roster.find((one) => one.caseId === caseId);
    return line === undefined || people.wasThere(line.outcome);
  });
  if (there.length > 0) object('nothing-to-catch-up', { catchUpOf }, { catchUpOf }, casesOf(there));
}
