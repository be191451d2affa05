import * as kernel from '#kernel';
import type { AttendanceOutcome } from '#contracts/rehabilitation/codes';
import type { SessionEntry, SessionEvent, SessionEventData } from '#contracts/rehabilitation/session.events';
import type { CommandsOf } from '#platform/commands';
import type { CoverFact, Provider, TemplateFact } from '../facts.rules.js';
import type { Attendee } from './session.attendees.js';
import type * as commands from './session.commands.js';
import { refuse } from './session.refusals.js';

export interface Line {
  readonly subject: string;
  readonly caseId: string;
  /** Known when the session was held. */
  readonly outcome?: AttendanceOutcome;
}

export interface Answered {
  readonly agreementId: string;
  readonly answer: SessionEventData<'SessionCoverageAnswered'>['answer'];
  /** How far the agreement was when it was answered. */
  readonly revision: number;
}

/** What was arranged: the unit that owns the session, its zone, and who is expected when. */
export interface Appointment {
  readonly unitId: string;
  readonly zone: string;
  readonly provider: Provider;
  readonly facilitatorUnits: readonly string[];
  readonly module: string;
  readonly templateId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly roster: readonly Line[];
  /** Whether somebody decided that it takes place although it clashes. */
  readonly isOverridden: boolean;
  readonly answers: readonly Answered[];
}

export type Session =
  | { readonly status: 'absent' }
  | (Appointment & { readonly status: 'scheduled' })
  | (Appointment & { readonly status: 'cancelled'; readonly cancelledOn: string })
  | (Appointment & kernel.Annulled)
  | (Appointment & { readonly status: 'held'; readonly heldOn: string });

export type ArrangedSession = Exclude<Session, { status: 'absent' }>;
export type HeldSession = Extract<Session, { status: 'held' }>;

export type SessionRecord = kernel.Entries<Session, SessionEntry>;

/** What is known elsewhere of a session on its day. */
export interface SessionFacts {
  readonly sessionId: string;
  /** The business day on which it starts where its unit is. */
  readonly on: string;
  /** What the gate says on that day. */
  readonly cover: CoverFact;
  readonly attendees: readonly Attendee[];
}

export interface SchedulingFacts extends SessionFacts {
  readonly template: TemplateFact;
}

export interface Missed {
  readonly session: Session;
  readonly basis: kernel.Fact;
}

export interface AmendingFacts {
  /** Whose outcome is amended; none when nobody on the roster has that case. */
  readonly attendees: readonly Attendee[];
  readonly template: TemplateFact;
}

interface Facts {
  readonly ScheduleSession: SchedulingFacts;
  readonly ScheduleCatchUp: SchedulingFacts & { readonly missed: Missed };
  readonly RescheduleSession: SchedulingFacts;
  readonly HoldSession: SchedulingFacts;
  readonly AmendAttendance: AmendingFacts;
  readonly AnswerCoverageQuestion: SessionFacts;
  readonly CorrectSessionEntry: kernel.AgainFacts;
  readonly AnnulSessionEntry: kernel.AgainFacts;
}

export type SessionCommand = kernel.WithFacts<CommandsOf<typeof commands>, Facts>;
export type CommandOf<Type extends SessionCommand['type']> = Extract<SessionCommand, { type: Type }>;
export type SessionDecider = kernel.Decider<SessionRecord, SessionCommand, SessionEvent>;
export type Rules<Type extends SessionCommand['type']> = Pick<SessionDecider['decide'], Type>;

const arranged = ({ data, metadata: { unitId, zone } }: Scheduling & kernel.Recording): Session => ({
  status: 'scheduled',
  unitId,
  zone,
  provider: data.provider,
  facilitatorUnits: data.facilitators.map((one) => one.unitId),
  module: data.module,
  templateId: data.templateId,
  startsAt: data.startsAt,
  endsAt: data.endsAt,
  roster: data.roster,
  isOverridden: data.override !== undefined,
  answers: [],
});
type Scheduling = Extract<SessionEntry, { type: 'SessionScheduled' | 'CatchUpScheduled' }>;

const folds: kernel.Folds<Session, SessionEntry> = {
  SessionScheduled: (_, event) => arranged(event),
  CatchUpScheduled: (_, event) => arranged(event),
  SessionRescheduled: (session, { data: { startsAt, endsAt, override } }) =>
    session.status === 'scheduled'
      ? { ...session, startsAt, endsAt, isOverridden: session.isOverridden || override !== undefined }
      : session,
  SessionCancelled: (session, { metadata: { on: cancelledOn } }) =>
    session.status === 'scheduled' ? { ...session, status: 'cancelled', cancelledOn } : session,
  RehabSessionHeld: (session, { data: { startsAt, endsAt, heldOn, facilitators, roster } }) =>
    session.status === 'scheduled'
      ? {
          ...session,
          status: 'held',
          startsAt,
          endsAt,
          heldOn,
          facilitatorUnits: facilitators.map((one) => one.unitId),
          roster: roster.map(({ subject, caseId, outcome }) => ({ subject, caseId, outcome })),
        }
      : session,
  SessionAttendanceAmended: (session, { data: { caseId, outcome } }) =>
    session.status === 'held'
      ? { ...session, roster: session.roster.map((line) => (line.caseId === caseId ? { ...line, outcome } : line)) }
      : session,
  SessionCoverageAnswered: (session, { data: { agreementId, answer, basis } }) =>
    session.status === 'absent'
      ? session
      : {
          ...session,
          answers: [
            ...session.answers,
            {
              agreementId,
              answer,
              revision: basis.find(({ stream }) => stream === `agreement-${agreementId}`)?.revision ?? 0,
            },
          ],
        },
};

export const sessionEntries = kernel.entriesOf<Session, SessionEntry>(
  { status: 'absent' },
  folds,
  (session, annulledOn) => (session.status === 'absent' ? session : { ...session, status: 'annulled', annulledOn }),
);

export function scheduled(session: Session): Extract<Session, { status: 'scheduled' }> {
  const known = arrangedOf(session);
  if (known.status === 'held') return refuse('session-already-held', { heldOn: known.heldOn });
  if (known.status === 'cancelled') return refuse('session-cancelled', { cancelledOn: known.cancelledOn });
  return known;
}

export function held(session: Session): HeldSession {
  const known = arrangedOf(session);
  if (known.status === 'cancelled') return refuse('session-cancelled', { cancelledOn: known.cancelledOn });
  return known.status === 'held' ? known : refuse('session-not-held', { status: kernel.statusSaid(known.status) });
}

export function arrangedOf(session: Session): Exclude<ArrangedSession, kernel.Annulled> {
  if (session.status === 'absent') return refuse('session-not-scheduled');
  if (session.status === 'annulled') return refuse('session-annulled', { annulledOn: session.annulledOn });
  return session;
}
