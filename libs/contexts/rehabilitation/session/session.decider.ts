import { type Aggregate, correctionsOf } from '#kernel';
import * as events from '#contracts/rehabilitation/session.events';
import { decideAppointments } from './session.appointment.js';
import { decideHoldings } from './session.holding.js';
import * as record from './session.record.js';

const rules = { ...decideAppointments, ...decideHoldings };

const KEPT = ['kind', 'module', 'templateId', 'provider', 'roster'];
const TIMES = ['startsAt', 'endsAt'];
/** Of an appointment the roster stays; who decides that it takes place although it clashes is whoever corrects it. */
const appointment = {
  kept: KEPT,
  corrected: { as: 'appointment', fields: ['facilitators', 'place', ...TIMES, 'override'] },
  retained: ['roster'],
  as: 'CORRECTOR',
} as const;

type Input = Partial<Pick<events.SessionEventData<'SessionAttendanceAmended'>, 'outcome' | 'absenceReason'>>;

/** Why somebody was absent is sealed, and was judged when it was recorded: any reason that goes with the outcome decides the same. */
const explained = <T extends Input>({ outcome, absenceReason, ...line }: T) => ({
  ...line,
  outcome,
  ...(outcome?.startsWith('ABSENT') && { absenceReason: absenceReason ?? 'OTHER' }),
});

export const corrections = correctionsOf<record.Session, record.SessionCommand, events.SessionEntry, 'Session'>(
  'Session',
  record.sessionEntries,
  rules,
  {
    SessionScheduled: { by: 'ScheduleSession', ...appointment },
    CatchUpScheduled: { by: 'ScheduleCatchUp', ...appointment, kept: [...KEPT, 'catchUpOf'] },
    SessionRescheduled: { by: 'RescheduleSession', kept: [...TIMES, 'place', 'reasonCode', 'override'] },
    SessionCancelled: { by: 'CancelSession', kept: ['reasonCode'] },
    RehabSessionHeld: {
      by: 'HoldSession',
      kept: [],
      corrected: { as: 'holding', fields: [...TIMES, 'facilitators', 'roster'] },
      input: ({ roster, ...data }) => ({ ...data, roster: roster.map(explained) }),
    },
    SessionAttendanceAmended: {
      by: 'AmendAttendance',
      kept: ['caseId', 'outcome', 'absenceReason', 'note'],
      input: (data) => ({ ...explained(data), note: 'It said something.' }),
    },
    SessionCoverageAnswered: { by: 'AnswerCoverageQuestion', kept: ['agreementId', 'answer'] },
  },
  { corrected: stands, annulled: stands },
);

const STATUSES = { scheduled: 'SCHEDULED', cancelled: 'CANCELLED', held: 'HELD', annulled: 'CANCELLED' } as const;

/** What the session amounts to after a change; whoever was expected at one that is annulled is told that it is off. */
function stands(
  after: record.Session,
  _: events.SessionEntry,
  now: record.Session,
): events.SessionEventData<'SessionEntryAnnulled'>['stands'] {
  const session = after.status === 'absent' ? ({ ...now, status: 'annulled' } as record.ArrangedSession) : after;
  const { status, provider, startsAt, endsAt, module, roster } = session;
  return { status: STATUSES[status], provider, startsAt, endsAt, module, roster: [...roster] };
}

/** The unit that owns a session and the one that provides it act on it; it concerns everybody on its roster. */
export const session: Aggregate<record.SessionRecord, record.SessionCommand, events.SessionEvent> = {
  name: 'session',
  decider: record.sessionEntries.decider(events.sessionEvents, { ...rules, ...corrections.rules }),
  unitsOf: ({ now }) => (now.status === 'absent' ? [] : [now.unitId, now.provider.unitId]),
  aboutOf: ({ now }) => (now.status === 'absent' ? [] : now.roster.map(({ subject, caseId }) => ({ subject, caseId }))),
};
