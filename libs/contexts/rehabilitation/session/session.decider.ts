import type { Aggregate, Decider } from '#kernel';
import type { SessionEvent } from '#contracts/rehabilitation/session.events';
import { type AppointmentCommand, decideAppointments } from './session.appointment.js';
import { type CorrectionCommand, decideCorrections } from './session.corrections.js';
import { type CoverageCommand, decideCoverage } from './session.coverage.js';
import { decideHoldings, type HoldingCommand } from './session.holding.js';
import { sessionEntries, type SessionRecord } from './session.record.js';

export type SessionCommand = AppointmentCommand | HoldingCommand | CoverageCommand | CorrectionCommand;

const decider: Decider<SessionRecord, SessionCommand, SessionEvent> = {
  initial: sessionEntries.initial,
  decide: { ...decideAppointments, ...decideHoldings, ...decideCoverage, ...decideCorrections },
  evolve: {
    SessionScheduled: sessionEntries.told,
    CatchUpScheduled: sessionEntries.told,
    SessionRescheduled: sessionEntries.told,
    SessionCancelled: sessionEntries.told,
    RehabSessionHeld: sessionEntries.told,
    SessionAttendanceAmended: sessionEntries.told,
    SessionCoverageAnswered: sessionEntries.told,
    SessionEntryCorrected: sessionEntries.corrected,
    SessionEntryAnnulled: sessionEntries.annulled,
  },
};

/** The unit that owns a session and the one that provides it act on it; it concerns everybody on its roster. */
export const session: Aggregate<SessionRecord, SessionCommand, SessionEvent> = {
  name: 'session',
  decider,
  unitsOf: ({ now }) => (now.status === 'absent' ? [] : [now.unitId, now.provider.unitId]),
  aboutOf: ({ now }) => (now.status === 'absent' ? [] : now.roster.map(({ subject, caseId }) => ({ subject, caseId }))),
};
