import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { addDays, type KeptEntry, NotFound, without } from '#kernel';
import { OpenedRecords } from '#platform/audit';
import type { Reader } from '#platform/auth';
import { type Page, ReadModels } from '#platform/projections';
import { sessionCalendar, type SessionDocument } from './session-calendar.projection.js';
import { type Clash, clashesOf } from './session.clashes.js';
import { historyOf, rosterOf, type SessionHistory, type ShownLine } from './session.history.js';

export interface SessionQuestion {
  /** First and last service day, inclusive. */
  readonly from?: string;
  readonly to?: string;
  readonly facilitatorId?: string;
  readonly module?: string;
  readonly status?: string;
  readonly caseId?: string;
  readonly limit?: number;
  readonly after?: string;
}

export type SessionSummary = Omit<
  SessionDocument,
  'units' | 'entries' | 'roster' | 'caseIds' | 'answers' | 'cancelled' | 'agreementRevision'
> & { readonly clashes: readonly Clash[] };

export type SessionInFull = SessionSummary & { readonly roster: readonly ShownLine[] } & Partial<SessionHistory>;

/** Who must know only that somebody is expected where (domain 5.5). */
const ROSTER_ONLY: readonly string[] = ['kpr', 'karupam'];
/** Who may read why somebody was absent and what was noted of them. */
const CLINICIANS: readonly string[] = ['perawat-klinik', 'asesor-bnnk'];

export class SessionsIn extends Query<Page<SessionSummary>> {
  constructor(
    readonly reader: Reader,
    readonly question: SessionQuestion,
  ) {
    super();
  }
}

export class SessionWithId extends Query<SessionInFull> {
  constructor(
    readonly reader: Reader,
    readonly sessionId: string,
  ) {
    super();
  }
}

@QueryHandler(SessionsIn)
export class SessionsInHandler implements IQueryHandler<SessionsIn> {
  constructor(private readonly models: ReadModels) {}

  async execute({ reader, question }: SessionsIn): Promise<Page<SessionSummary>> {
    const { from, to, facilitatorId, module, status, caseId, limit, after } = question;
    const days = { ...(from && { $gte: from }), ...(to && { $lte: to }) };
    const page = await this.models.page(sessionCalendar, reader, {
      filter: {
        facilitatorIds: facilitatorId,
        module,
        status,
        caseIds: caseId,
        ...(Object.keys(days).length > 0 && { serviceOn: days }),
      },
      sort: { startsAt: 1 },
      ...(limit !== undefined && { limit }),
      ...(after !== undefined && { after }),
    });
    const around = await sessionsAround(this.models, reader, page.items);
    return { ...page, items: page.items.map((one) => summaryOf(one, reader, around)) };
  }
}

@QueryHandler(SessionWithId)
export class SessionWithIdHandler implements IQueryHandler<SessionWithId> {
  constructor(
    private readonly models: ReadModels,
    private readonly records: OpenedRecords,
  ) {}

  async execute({ reader, sessionId }: SessionWithId): Promise<SessionInFull> {
    const found = await this.models.one(sessionCalendar, reader, sessionId);
    if (found === undefined) throw new NotFound('session with that id');
    const summary = summaryOf(found, reader, await sessionsAround(this.models, reader, [found]));
    const { role } = reader.actor;
    if (ROSTER_ONLY.includes(role)) {
      return { ...summary, roster: found.roster.map(({ subject, caseId }) => ({ subject, caseId })) };
    }
    const opened = CLINICIANS.includes(role)
      ? await this.records.open(reader, 'session', found.entries)
      : found.entries;
    const entries = opened as readonly KeptEntry[];
    return { ...summary, roster: rosterOf(found.roster, entries), ...historyOf(entries) };
  }
}

/** The sessions on the days of some and the days beside: a session may last over midnight. */
async function sessionsAround(
  models: ReadModels,
  reader: Reader,
  sessions: readonly SessionDocument[],
): Promise<readonly SessionDocument[]> {
  const days = sessions.map(({ serviceOn }) => serviceOn).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  return models.all(sessionCalendar, reader, {
    filter: { serviceOn: { $gte: addDays(first, -1), $lte: addDays(last, 1) }, status: { $in: ['SCHEDULED', 'HELD'] } },
  });
}

function summaryOf(session: SessionDocument, { actor }: Reader, around: readonly SessionDocument[]): SessionSummary {
  const summary = without(
    session,
    'units',
    'entries',
    'roster',
    'caseIds',
    'answers',
    'cancelled',
    'agreementRevision',
  );
  const clashes = clashesOf(session, around);
  if (ROSTER_ONLY.includes(actor.role)) return { ...without(summary, 'attended'), clashes };
  return { ...summary, clashes };
}
