import { Type } from '@sinclair/typebox';
import { event, type EventOf } from '#kernel';
import { CORRECTION_REASONS, entryCorrected } from '../corrections.js';
import { closed, code, day, fact, health, id, instant, narrative, staffId, text, unitId } from '../schemas.js';
import {
  ATTENDANCE_OUTCOMES,
  CANCELLATION_REASONS,
  COVERAGE_ANSWERS,
  RESCHEDULING_REASONS,
  SESSION_KINDS,
} from './codes.js';
import { provider } from './provider.js';

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
  absenceReason: Type.Optional(health(20)),
  note: Type.Optional(narrative(2000)),
};
const appointment = {
  kind: code(SESSION_KINDS),
  module: text(40),
  templateId: id,
  provider,
  facilitators,
  place: text(100),
  startsAt: instant,
  endsAt: instant,
  roster,
  /** Why it is held although somebody has another appointment then. */
  override: Type.Optional(override),
  basis,
};

export const SessionScheduled = event('SessionScheduled', 'LEGAL_DUTY', closed(appointment));
/** A session of its own for those who missed another. */
export const CatchUpScheduled = event('CatchUpScheduled', 'LEGAL_DUTY', closed({ ...appointment, catchUpOf: id }));
export const SessionRescheduled = event(
  'SessionRescheduled',
  'LEGAL_DUTY',
  closed({
    provider,
    startsAt: instant,
    endsAt: instant,
    place: text(100),
    reasonCode: code(RESCHEDULING_REASONS),
    roster,
    override: Type.Optional(override),
    basis,
  }),
);
export const SessionCancelled = event(
  'SessionCancelled',
  'LEGAL_DUTY',
  closed({ provider, reasonCode: code(CANCELLATION_REASONS), roster }),
);

/** A session took place: exactly one outcome for each person of its roster, each sealed under the own subject. */
export const RehabSessionHeld = event(
  'RehabSessionHeld',
  'LEGAL_DUTY',
  closed({
    module: text(40),
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
  'LEGAL_DUTY',
  closed({ ...outcome, reason: narrative(2000), amendedOn: day, amendedBy: staffId, late: Type.Boolean() }),
);

/** Why a session stands although its cover was taken away later; the question is raised by the agreement's event. */
export const SessionCoverageAnswered = event(
  'SessionCoverageAnswered',
  'LEGAL_DUTY',
  closed({
    agreementId: id,
    answer: code(COVERAGE_ANSWERS),
    answeredBy: staffId,
    basis,
    note: Type.Optional(narrative(2000)),
  }),
);

export const SessionEntryCorrected = entryCorrected('SessionEntryCorrected', 'LEGAL_DUTY', [
  SessionScheduled.plain,
  CatchUpScheduled.plain,
  RehabSessionHeld.plain,
]);
/** Says what the session is without the annulled entry, because the cases of its roster are told so. */
export const SessionEntryAnnulled = event(
  'SessionEntryAnnulled',
  'LEGAL_DUTY',
  closed({
    of: id,
    reasonCode: code(CORRECTION_REASONS),
    approvedBy: staffId,
    standing: code(['SCHEDULED', 'CANCELLED', 'HELD']),
    provider,
    startsAt: instant,
    endsAt: instant,
    roster: Type.Array(closed({ subject: id, caseId: id, outcome: Type.Optional(code(ATTENDANCE_OUTCOMES)) }), {
      minItems: 1,
      maxItems: MOST,
    }),
  }),
);

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
