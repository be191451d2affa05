import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { coverage } from '#contracts/cooperation/coverage';
import type { Reader } from '#platform/auth';
import { ReadModels } from '#platform/projections';
import { coverageQuestions, type CoverOverTime, type When } from './coverage-questions.projection.js';
import { type CoverageAnswer, sessionCalendar, type SessionDocument } from './session-calendar.projection.js';

export interface CoverageQuestionsQuestion {
  readonly agreementId?: string;
  /** Whether nobody has answered yet. */
  readonly open?: boolean;
}

/** The event of an agreement by which a session lost its cover. */
export interface TakenAway {
  readonly type: string;
  readonly revision: number;
  /** The day on which it happened. */
  readonly on: string;
  readonly recordedAt: string;
}

/** A session whose day its agreement no longer covers. */
export interface CoverageQuestion {
  readonly sessionId: string;
  readonly agreementId: string;
  readonly unitId: string;
  readonly status: string;
  readonly module: string;
  readonly serviceOn: string;
  readonly expected: number;
  readonly why: string;
  readonly runningCasesMayFinish: boolean;
  readonly raisedBy: TakenAway;
  readonly isOpen: boolean;
  readonly answer?: CoverageAnswer;
}

export class CoverageQuestionsIn extends Query<readonly CoverageQuestion[]> {
  constructor(
    readonly reader: Reader,
    readonly question: CoverageQuestionsQuestion,
  ) {
    super();
  }
}

@QueryHandler(CoverageQuestionsIn)
export class CoverageQuestionsInHandler implements IQueryHandler<CoverageQuestionsIn> {
  constructor(private readonly models: ReadModels) {}

  async execute({ reader, question }: CoverageQuestionsIn): Promise<readonly CoverageQuestion[]> {
    const { agreementId, open } = question;
    const agreements = await this.models.all(coverageQuestions, reader, { filter: { agreementId } });
    const doubtful = agreements.filter(({ told }) => told.length > 1);
    const ids = doubtful.map((one) => one.agreementId);
    if (ids.length === 0) return [];
    const sessions = await this.models.all(sessionCalendar, reader, {
      filter: { agreementId: { $in: ids }, status: { $in: ['SCHEDULED', 'CANCELLED', 'HELD'] } },
      sort: { startsAt: 1 },
    });
    const covers = new Map(doubtful.map((one) => [one.agreementId, one]));
    return sessions
      .flatMap((session) => questionOf(session, covers.get(session.agreementId ?? '')))
      .filter(({ isOpen }) => open === undefined || isOpen === open);
  }
}

/** The question that a session raises, if any: it had cover when it was last arranged or held, and a later event took it away. */
export function questionOf(session: SessionDocument, agreement: CoverOverTime | undefined): CoverageQuestion[] {
  const { agreementRevision = 0, cancelled, unitId, providerUnitId, serviceOn } = session;
  if (agreement === undefined || providerUnitId === unitId) return [];
  const { agreementId, told } = agreement;
  const until = (revision: number) => told.flatMap(({ event }) => (event.revision <= revision ? [event] : []));
  const coverAt = (revision: number) => coverage(until(revision), 'SOCIAL_REHABILITATION', unitId, serviceOn);
  const raised = told.findLast(
    ({ event: { revision } }, index) =>
      revision > agreementRevision &&
      !coverAt(revision).covered &&
      coverAt(told[index - 1]?.event.revision ?? -1).covered,
  );
  const now = coverAt(told.at(-1)?.event.revision ?? -1);
  if (raised === undefined || now.covered) return [];
  if (cancelled !== undefined && isEarlier(cancelled, raised)) return [];
  const { type, revision } = raised.event;
  const answer = session.answers.findLast((one) => one.agreementId === agreementId && one.revision >= revision);
  const { sessionId, status, module, expected } = session;
  const { why, runningCasesMayFinish } = now;
  return [
    {
      sessionId,
      agreementId,
      unitId,
      status,
      module,
      serviceOn,
      expected,
      why,
      runningCasesMayFinish,
      raisedBy: { type, revision, on: raised.on, recordedAt: raised.recordedAt },
      isOpen: answer === undefined && status !== 'CANCELLED',
      ...(answer && { answer }),
    },
  ];
}

const isEarlier = (one: When, other: When): boolean =>
  one.occurredAt !== undefined && other.occurredAt !== undefined
    ? one.occurredAt < other.occurredAt
    : one.on < other.on;
