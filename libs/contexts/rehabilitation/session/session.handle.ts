import * as kernel from '#kernel';
import type { CaseEvent } from '#contracts/rehabilitation/case.events';
import { rehabCase } from '../case/case.decider.js';
import type { CaseState } from '../case/case.record.js';
import { coverFact, inmateFact, type Provider, templateFact } from '../facts.js';
import { sendRecord } from '../reactions/index.js';
import { type Attendee, daysIn } from './session.attendees.js';
import { corrections, session } from './session.decider.js';
import * as its from './session.record.js';

type Scheduling = Pick<its.CommandOf<'ScheduleSession'>, 'data'>;
type Moved = { readonly data: { readonly startsAt: string } };

/** Sends a session one command, and its cases what follows from it. Throws what `sendRecord` throws. */
export const handleSession = (engine: kernel.Engine, ask: kernel.Ask): Promise<kernel.Receipt> =>
  kernel.handle(
    engine,
    session,
    ask,
    (reading) =>
      corrections.withFacts({
        ScheduleSession: (command: Scheduling) => scheduling(reading, ask, command),
        ScheduleCatchUp: async (command: Pick<its.CommandOf<'ScheduleCatchUp'>, 'data'>) => ({
          missed: await missedIn(reading, ask, command.data.catchUpOf),
          ...(await scheduling(reading, ask, command)),
        }),
        RescheduleSession: ({ data }: Moved, record: its.SessionRecord) => takingPlace(reading, ask, record, data),
        HoldSession: ({ data }: Moved, record: its.SessionRecord) => takingPlace(reading, ask, record, data),
        AnswerCoverageQuestion: (_: object, record: its.SessionRecord) => factsOf(reading, ask, record),
        AmendAttendance: async (
          { data: { caseId } }: Pick<its.CommandOf<'AmendAttendance'>, 'data'>,
          { now }: its.SessionRecord,
        ) => {
          const { roster, templateId } = its.arrangedOf(now);
          const known = roster.flatMap((line) => (line.caseId === caseId ? [caseId] : []));
          return { attendees: await attendeesOf(reading, known), template: await templateFact(reading, templateId) };
        },
      }),
    sendRecord,
  );

/** What an arrangement rests on: its cases, its template and the gate. Whose they are is looked at when it is made, not when it is corrected. */
async function scheduling(engine: kernel.Engine, ask: kernel.Ask, { data }: Scheduling): Promise<its.SchedulingFacts> {
  const owner = ask.target === undefined ? (ask.unitId ?? kernel.unitOfActor(ask.by)) : undefined;
  const caseIds = data.roster.map(({ caseId }) => caseId);
  const attendees = await attendeesOf(engine, caseIds);
  if (owner !== undefined) mustBeOfUnit(attendees, owner, ask);
  const template = await templateFact(engine, data.templateId);
  const { unitId } = template;
  if (owner !== undefined && unitId !== owner) throw new kernel.NotFound('programme template with that id');
  const zone = engine.zoneOf(unitId);
  if (zone === undefined) throw new kernel.Forbidden('unknown-unit', { unitId });
  return { ...(await gate(engine, ask, { unitId, zone, ...data }, attendees)), template };
}

/** Throws `Forbidden` when a case is not of the unit that is to own the session, or not the asker's to reach. */
function mustBeOfUnit(attendees: readonly Attendee[], unitId: string, { by }: kernel.Ask): void {
  for (const attendee of attendees) kernel.mustReach(rehabCase, attendee.case, by);
  if (attendees.some((one) => one.case.unitId !== unitId)) throw new kernel.Forbidden('outside-your-unit');
}

/** What is known of an arranged session on the day of `startsAt`, its own by default. */
async function factsOf(
  engine: kernel.Engine,
  ask: kernel.Ask,
  { now }: its.SessionRecord,
  startsAt?: string,
): Promise<its.SessionFacts> {
  const known = its.arrangedOf(now);
  const caseIds = known.roster.map(({ caseId }) => caseId);
  const attendees = await attendeesOf(engine, caseIds);
  return gate(engine, ask, { ...known, startsAt: startsAt ?? known.startsAt }, attendees);
}

/** What is known of an arranged session on the day on which it is to take place, or did. */
async function takingPlace(
  engine: kernel.Engine,
  ask: kernel.Ask,
  record: its.SessionRecord,
  { startsAt }: Moved['data'],
): Promise<its.SchedulingFacts> {
  const template = await templateFact(engine, its.arrangedOf(record.now).templateId);
  return { ...(await factsOf(engine, ask, record, startsAt)), template };
}

interface Known {
  readonly unitId: string;
  readonly zone: string;
  readonly provider: Provider;
  readonly startsAt: string;
}

async function gate(
  engine: kernel.Engine,
  ask: kernel.Ask,
  { unitId, zone, provider, startsAt }: Known,
  attendees: readonly Attendee[],
): Promise<its.SessionFacts> {
  const on = kernel.dayIn(zone, startsAt);
  const cover = await coverFact(engine, provider, 'SOCIAL_REHABILITATION', unitId, on);
  return { sessionId: kernel.uuidOf(kernel.streamOf(session, ask)), on, cover, attendees };
}

async function missedIn(engine: kernel.Engine, ask: kernel.Ask, sessionId: string): Promise<its.Missed> {
  const { history, state } = await kernel.load(engine, session, `session-${sessionId}`);
  const head = history.at(-1);
  if (head === undefined) throw new kernel.NotFound('session with that id');
  if (ask.target === undefined) kernel.mustReach(session, state, ask.by);
  return { session: state.now, basis: kernel.factAt(head) };
}

const READ_AT_ONCE = 8;

/** The attendees of cases, each read on the leader, a few at a time. Throws `NotFound` for an unknown case, and what `cite` throws. */
async function attendeesOf(engine: kernel.Engine, caseIds: readonly string[]): Promise<readonly Attendee[]> {
  const found: Attendee[] = [];
  const wanted = [...new Set(caseIds)];
  for (let next = 0; next < wanted.length; next += READ_AT_ONCE) {
    const some = wanted.slice(next, next + READ_AT_ONCE).map((caseId) => attendeeOf(engine, caseId));
    found.push(...(await Promise.all(some)));
  }
  return found;
}

async function attendeeOf(engine: kernel.Engine, caseId: string): Promise<Attendee> {
  const cited = await kernel.cite(engine, `rehabcase-${caseId}`);
  const events = (cited?.events ?? []) as readonly kernel.Projected<CaseEvent>[];
  const state = events.reduce<CaseState>(
    (folded, event) => kernel.evolve(rehabCase.decider, folded, event),
    rehabCase.decider.initial,
  );
  if (cited === undefined || state.status === 'none') throw new kernel.NotFound('case with that id');
  const inmate = await inmateFact(engine, state.inmateId);
  return { caseId, case: state, basis: cited.basis, days: daysIn(events), inmate };
}
