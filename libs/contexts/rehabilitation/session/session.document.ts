import * as kernel from '#kernel';
import type { AttendanceOutcome } from '#contracts/rehabilitation/codes';
import * as events from '#contracts/rehabilitation/session.events';
import type { Scoped } from '#platform/projections';
import { wasThere } from './session.attendees.js';

export const SESSION_STATUSES = kernel.words('SESSION_STATUSES', {
  SCHEDULED: 'It is to take place',
  CANCELLED: 'It does not take place',
  HELD: 'It took place',
  ANNULLED: 'It was recorded by mistake',
});
export type SessionStatus = (typeof SESSION_STATUSES)[number];

export interface RosterLine {
  readonly subject: string;
  readonly caseId: string;
  readonly outcome?: AttendanceOutcome;
  /** When what was said of it first was amended. */
  readonly amendedOn?: string;
}

export interface CoverageAnswer {
  readonly agreementId: string;
  readonly answer: string;
  readonly answeredBy: string;
  /** The day on which it was. */
  readonly answeredOn: string;
  /** How far the agreement was when it was answered. */
  readonly revision: number;
}

export interface SessionDocument extends Scoped {
  readonly sessionId: string;
  readonly unitId: string;
  readonly status: SessionStatus;
  readonly kind: string;
  readonly module: string;
  readonly templateId: string;
  readonly providerUnitId: string;
  readonly agreementId?: string;
  /** How far the agreement was when the session was last arranged or held under it. */
  readonly agreementRevision?: number;
  readonly catchUpOf?: string;
  readonly place: string;
  readonly startsAt: string;
  readonly endsAt: string;
  /** The business day on which it starts. */
  readonly serviceOn: string;
  readonly facilitatorIds: readonly string[];
  readonly caseIds: readonly string[];
  readonly roster: readonly RosterLine[];
  readonly expected: number;
  /** How many came; absent before it was held. */
  readonly attended?: number;
  /** When it was. */
  readonly cancelled?: Pick<kernel.EntryVersion, 'on' | 'occurredAt'>;
  readonly answers: readonly CoverageAnswer[];
  readonly entries: readonly kernel.KeptEntry[];
  readonly revision: number;
}

export const sessionCalendar: kernel.Projection<SessionDocument, events.SessionEvent> = {
  name: 'session-calendar',
  version: 1,
  events: events.sessionEvents,
  indexes: [
    ['units', 'startsAt'],
    ['units', 'serviceOn', 'startsAt'],
    ['units', 'module', 'startsAt'],
    ['units', 'agreementId', 'startsAt'],
    ['caseIds', 'startsAt'],
    ['facilitatorIds', 'startsAt'],
    ['units', 'status'],
  ],
  fold: (document, event, sessionId) => {
    const { unitId, zone } = event.metadata;
    const entries = kernel.kept(document?.entries ?? [], event);
    const arranged = arrangedBy(document, event);
    const now = { ...arranged, ...knownNow(entries) };
    return {
      ...now,
      sessionId,
      unitId,
      units: [...new Set([unitId, now.providerUnitId])],
      serviceOn: kernel.dayIn(zone, now.startsAt),
      caseIds: now.roster.map(({ caseId }) => caseId),
      expected: now.roster.length,
      entries,
      revision: event.revision,
    };
  },
};

type Arranged = Omit<
  SessionDocument,
  'sessionId' | 'unitId' | 'units' | 'serviceOn' | 'caseIds' | 'expected' | 'entries' | 'revision' | keyof Standing
>;
type Standing = Pick<SessionDocument, 'status' | 'answers' | 'attended' | 'cancelled'>;
type Known = Standing & Partial<Arranged>;
type Scheduled = events.SessionEventData<'SessionScheduled'> & { readonly catchUpOf?: string };

/** What stays known of a session even when all its entries are annulled. */
function arrangedBy(document: SessionDocument | null, { type, data }: kernel.Projected<events.SessionEvent>): Arranged {
  if (document === null) {
    if (type === 'SessionScheduled' || type === 'CatchUpScheduled') return arrangedAs(data);
    throw new Error('A session begins with its appointment.');
  }
  const lines = document.roster.map(({ subject, caseId }) => ({ subject, caseId }));
  return { ...kernel.without(document, 'agreementRevision', 'attended', 'cancelled'), roster: lines };
}

const arrangedAs = (data: Scheduled): Arranged => {
  const { kind, module, templateId, provider, catchUpOf, place, startsAt, endsAt, facilitators, roster } = data;
  return {
    kind,
    module,
    templateId,
    providerUnitId: provider.unitId,
    ...(provider.agreementId && { agreementId: provider.agreementId }),
    ...(catchUpOf && { catchUpOf }),
    ...underAgreement(data),
    place,
    startsAt,
    endsAt,
    facilitatorIds: facilitators.map(({ staffId }) => staffId),
    roster,
  };
};

/** How far the agreement was when something was arranged under it. */
function underAgreement({
  provider: { agreementId },
  basis,
}: Pick<Scheduled, 'provider' | 'basis'>): Pick<SessionDocument, 'agreementRevision'> {
  const fact = basis.find(({ stream }) => stream === `agreement-${agreementId ?? ''}`);
  return fact === undefined ? {} : { agreementRevision: fact.revision };
}

function knownNow(entries: readonly kernel.KeptEntry[]): Known {
  const [scheduled] = [
    ...kernel.saidNow<events.SessionEntry, 'SessionScheduled'>(entries, 'SessionScheduled'),
    ...kernel.saidNow<events.SessionEntry, 'CatchUpScheduled'>(entries, 'CatchUpScheduled'),
  ];
  const moved = kernel.saidNow<events.SessionEntry, 'SessionRescheduled'>(entries, 'SessionRescheduled').at(-1);
  const [held] = kernel.saidNow<events.SessionEntry, 'RehabSessionHeld'>(entries, 'RehabSessionHeld');
  const cancellation = entries.find(({ type, annulled }) => type === 'SessionCancelled' && annulled === undefined);
  const roster = held === undefined ? undefined : outcomesIn(entries, held.roster);
  return {
    status: held ? 'HELD' : cancellation ? 'CANCELLED' : scheduled ? 'SCHEDULED' : 'ANNULLED',
    ...(scheduled && arrangedAs(scheduled)),
    ...(moved && { startsAt: moved.startsAt, endsAt: moved.endsAt, place: moved.place, ...underAgreement(moved) }),
    ...(held && {
      startsAt: held.startsAt,
      endsAt: held.endsAt,
      facilitatorIds: held.facilitators.map(({ staffId }) => staffId),
      ...underAgreement(held),
    }),
    ...(roster && { roster, attended: roster.filter(({ outcome }) => wasThere(outcome)).length }),
    ...(cancellation?.said[0] && { cancelled: whenOf(cancellation.said[0]) }),
    answers: answersIn(entries),
  };
}

const whenOf = ({ on, occurredAt }: kernel.EntryVersion): Pick<kernel.EntryVersion, 'on' | 'occurredAt'> => ({
  on,
  ...(occurredAt && { occurredAt }),
});

/** The outcomes as they are known now, in clear. */
function outcomesIn(
  entries: readonly kernel.KeptEntry[],
  roster: events.SessionEventData<'RehabSessionHeld'>['roster'],
): readonly RosterLine[] {
  const amendments = kernel.saidNow<events.SessionEntry, 'SessionAttendanceAmended'>(
    entries,
    'SessionAttendanceAmended',
  );
  return roster.map(({ subject, caseId, outcome }) => {
    const amended = amendments.findLast((one) => one.caseId === caseId);
    if (amended === undefined) return { subject, caseId, outcome };
    return { subject, caseId, outcome: amended.outcome, amendedOn: amended.amendedOn };
  });
}

const answersIn = (entries: readonly kernel.KeptEntry[]): readonly CoverageAnswer[] =>
  entries.flatMap((entry) => {
    const [answer] = kernel.saidNow<events.SessionEntry, 'SessionCoverageAnswered'>([entry], 'SessionCoverageAnswered');
    const answeredOn = entry.said[0]?.on;
    if (answer === undefined || answeredOn === undefined) return [];
    const { agreementId, answer: said, answeredBy, basis } = answer;
    const revision = basis.find(({ stream }) => stream === `agreement-${agreementId}`)?.revision ?? 0;
    return [{ agreementId, answer: said, answeredBy, answeredOn, revision }];
  });
