import { happened, type Occurrence, type Projection, without } from '#kernel';
import type { AgreementEvent } from '#contracts/cooperation/agreement.events';
import * as gate from '#contracts/cooperation/coverage';
import { day, id, staffId, unitId, label, instant } from '#contracts/schemas';
import { COVERAGE_ANSWERS } from '#contracts/rehabilitation/codes';
import type { Scoped } from '#platform/projections';
import * as q from '#platform/questions';
import { sessionCalendar, type SessionDocument, SESSION_STATUSES } from './session.document.js';

/** The day on which something happened, and the instant when it is known. */
type When = Omit<Occurrence, 'zone'>;

/** What an agreement says of what it covers, each event with when it happened and was recorded. */
interface CoverOverTime extends Scoped {
  readonly agreementId: string;
  readonly input: readonly (When & { readonly event: gate.CoverageEvent; readonly recordedAt: string })[];
}

type Covering = Extract<AgreementEvent, { type: gate.CoverageEvent['type'] }>;

export const coverOverTime: Projection<CoverOverTime, Covering> = {
  name: 'coverage-questions',
  version: 1,
  events: gate.coverageEvents,
  indexes: [['units', 'agreementId']],
  fold: (agreement, event, agreementId) => {
    const { unitId, recordedAt } = event.metadata;
    const when = without(happened(event), 'zone');
    const parties = 'partyUnitIds' in event.data ? event.data.partyUnitIds : [];
    return {
      agreementId,
      units: [...new Set([...(agreement?.units ?? []), unitId, ...parties])],
      input: [...(agreement?.input ?? []), { event: gate.coverageEventOf(event), ...when, recordedAt }],
    };
  },
};

const shows = q.related(
  q.row('CoverageQuestion', {
    sessionId: id,
    agreementId: id,
    unitId: q.says(unitId, 'The unit whose session it is.'),
    status: q.says(q.codeOf(SESSION_STATUSES), 'Where the session stands.'),
    module: q.says(label, 'The module of the programme.'),
    serviceOn: q.says(day, 'The business day on which it starts.'),
    expected: q.says(q.whole, 'How many are expected.'),
    why: q.says(q.codeOf(gate.NOT_COVERED), 'Why the agreement does not cover that day.'),
    runningCasesMayFinish: q.says(q.flag, 'Whether those who were admitted before may finish.'),
    raisedBy: q.says(
      q.row('CoverTakenAway', {
        type: q.says(q.eventType, 'What happened to the agreement.'),
        revision: q.says(q.whole, 'How far the agreement was then.'),
        on: q.says(day, 'The day on which it happened.'),
        recordedAt: q.says(instant, 'When it was recorded.'),
      }),
      'The event of the agreement that took the cover away.',
    ),
    isOpen: q.says(q.flag, 'Neither answered nor cancelled.'),
    answer: q.maybe(
      q.row('CoverageQuestionAnswer', {
        answer: q.says(q.codeOf(COVERAGE_ANSWERS), 'Why the session stands.'),
        answeredBy: q.says(staffId, 'Who said so.'),
        answeredOn: q.says(day, 'The day on which they did.'),
      }),
    ),
  }),
  { session: q.toOne('session', 'sessionId'), agreement: q.toOne('agreement', 'agreementId') },
);
type Question = (typeof shows)['static'];

export const coverageQuestions = q.many(
  {
    name: 'coverageQuestions',
    route: 'coverage-questions',
    summary: 'Sessions whose day their agreement no longer covers',
    may: ['karutan', 'kasubsi-pelayanan', 'asesor-bnnk', 'kepala-bnnk', 'auditor'],
    by: {
      agreementId: q.anId('The agreement under which they are provided'),
      open: q.aFlag('Whether nobody has answered yet'),
    },
    shows,
  },
  async ({ agreementId, open }, { models, reader }) => {
    const agreements = await models.all(coverOverTime, reader, { filter: { agreementId } });
    const doubtful = new Map(agreements.filter(({ input }) => input.length > 1).map((one) => [one.agreementId, one]));
    if (doubtful.size === 0) return { items: [] };
    const sessions = await models.all(sessionCalendar, reader, {
      filter: { agreementId: { $in: [...doubtful.keys()] }, status: { $in: ['SCHEDULED', 'CANCELLED', 'HELD'] } },
      sort: { startsAt: 1 },
    });
    const questions = sessions.flatMap((session) => questionOf(session, doubtful.get(session.agreementId ?? '')));
    return { items: questions.filter(({ isOpen }) => open === undefined || isOpen === open) };
  },
);

/** The question that a session raises, if any: it had cover when it was last arranged or held, and a later event took it away. */
function questionOf(session: SessionDocument, agreement: CoverOverTime | undefined): readonly Question[] {
  const { agreementRevision = 0, cancelled, unitId, providerUnitId, serviceOn } = session;
  if (agreement === undefined || providerUnitId === unitId) return [];
  const { agreementId, input } = agreement;
  const until = (revision: number) => input.flatMap(({ event }) => (event.revision <= revision ? [event] : []));
  const coverAt = (revision: number) => gate.coverage(until(revision), 'SOCIAL_REHABILITATION', unitId, serviceOn);
  const raised = input.findLast(
    ({ event: { revision } }, index) =>
      revision > agreementRevision &&
      !coverAt(revision).covered &&
      coverAt(input[index - 1]?.event.revision ?? -1).covered,
  );
  const now = coverAt(input.at(-1)?.event.revision ?? -1);
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
