import { Type } from '@sinclair/typebox';
import { event, type EventOf, onDay, RECORDING } from '#kernel';
import { entryAnnulled, entryCorrected } from '../corrections.js';
import { closed, code, day, fact, id, instant, label, narrative, staffId, unitId } from '../schemas.js';
import {
  ABSENCE_REASONS,
  ATTENDANCE_OUTCOMES,
  CANCELLATION_REASONS,
  COVERAGE_ANSWERS,
  RESCHEDULING_REASONS,
  SESSION_KINDS,
  NOTED_SESSION_STATUSES,
} from './codes.js';
import { provider } from './provider.js';

const whenRecorded = { legalBasis: 'LEGAL_DUTY', moment: RECORDING } as const;
const MOST = 200;
/** The cases and the inmates of the roster, and what the gate and the template are known by. */
const basis = Type.Array(fact, { minItems: 1, maxItems: 2 * MOST + 20 });
const facilitators = Type.Array(closed({ staffId, unitId }), { minItems: 1, maxItems: 20 });
/** Who is expected; each line is of one person and one case. */
const roster = Type.Array(closed({ subject: id, caseId: id }), { minItems: 1, maxItems: MOST });
const override = closed({ reason: narrative(2000), overriddenBy: staffId });
const outcome = {
  subject: id,
  caseId: id,
  outcome: code(ATTENDANCE_OUTCOMES),
  absenceReason: Type.Optional(code(ABSENCE_REASONS)),
  note: Type.Optional(narrative(2000)),
};
const appointment = {
  kind: code(SESSION_KINDS),
  module: label,
  templateId: id,
  provider,
  facilitators,
  place: label,
  startsAt: instant,
  endsAt: instant,
  roster,
  /** Why it is held although somebody has another appointment then. */
  override: Type.Optional(override),
  basis,
};

export const SessionScheduled = event('SessionScheduled', whenRecorded, closed(appointment));
/** A session of its own for those who missed another. */
export const CatchUpScheduled = event('CatchUpScheduled', whenRecorded, closed({ ...appointment, catchUpOf: id }));
export const SessionRescheduled = event(
  'SessionRescheduled',
  whenRecorded,
  closed({
    provider,
    startsAt: instant,
    endsAt: instant,
    place: label,
    reasonCode: code(RESCHEDULING_REASONS),
    roster,
    override: Type.Optional(override),
    basis,
  }),
);
export const SessionCancelled = event(
  'SessionCancelled',
  whenRecorded,
  closed({ provider, reasonCode: code(CANCELLATION_REASONS), roster }),
);

/** A session took place: exactly one outcome for each person of its roster, each sealed under the own subject. */
export const RehabSessionHeld = event(
  'RehabSessionHeld',
  { legalBasis: 'LEGAL_DUTY', moment: onDay('heldOn', 'startsAt') },
  closed({
    module: label,
    provider,
    facilitators,
    startsAt: instant,
    endsAt: instant,
    heldOn: day,
    roster: Type.Array(closed(outcome), { minItems: 1, maxItems: MOST }),
    basis,
  }),
);

/** What one person's outcome should have been; `late` when the window of the template had passed. */
export const SessionAttendanceAmended = event(
  'SessionAttendanceAmended',
  { legalBasis: 'LEGAL_DUTY', moment: onDay('amendedOn') },
  closed({ ...outcome, reason: narrative(2000), amendedOn: day, amendedBy: staffId, late: Type.Boolean() }),
);

/** Why a session stands although its cover was taken away later; the question is raised by the agreement's event. */
export const SessionCoverageAnswered = event(
  'SessionCoverageAnswered',
  whenRecorded,
  closed({
    agreementId: id,
    answer: code(COVERAGE_ANSWERS),
    answeredBy: staffId,
    basis,
    note: Type.Optional(narrative(2000)),
  }),
);

/** What the session is after a change, which the cases of its roster are told. */
const stands = closed({
  status: code(NOTED_SESSION_STATUSES),
  provider,
  startsAt: instant,
  endsAt: instant,
  module: label,
  roster: Type.Array(closed({ subject: id, caseId: id, outcome: Type.Optional(code(ATTENDANCE_OUTCOMES)) }), {
    minItems: 1,
    maxItems: MOST,
  }),
});

export const SessionEntryCorrected = entryCorrected(
  'SessionEntryCorrected',
  'LEGAL_DUTY',
  [SessionScheduled, CatchUpScheduled, RehabSessionHeld],
  stands,
);
export const SessionEntryAnnulled = entryAnnulled('SessionEntryAnnulled', 'LEGAL_DUTY', stands);

const entries = [
  SessionScheduled,
  CatchUpScheduled,
  SessionRescheduled,
  SessionCancelled,
  RehabSessionHeld,
  SessionAttendanceAmended,
  SessionCoverageAnswered,
] as const;
export const sessionEvents = [...entries, SessionEntryCorrected, SessionEntryAnnulled] as const;

export type SessionEvent = EventOf<(typeof sessionEvents)[number]>;
/** The events that can be cited by a correction or an annulment. */
export type SessionEntry = EventOf<(typeof entries)[number]>;
export type SessionEventData<T extends SessionEvent['type']> = Extract<SessionEvent, { type: T }>['data'];
