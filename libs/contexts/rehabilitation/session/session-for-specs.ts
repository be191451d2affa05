import { type Ask, dayIn, id, Refusal, type StaffActor } from '#kernel';
import { type Given, person, specify, idsOf, pastOf } from '#kernel/given-for-specs';
import type { AttendanceOutcome } from '#contracts/rehabilitation/codes';
import { type SessionEvent, sessionEvents } from '#contracts/rehabilitation/session.events';
import type { CommandsOf } from '#platform/commands';
import type { SessionNote } from '../case/case.record.js';
import type { TemplateFact } from '../facts.js';
import { agency, assessor, caseThat, coveredByAgreement, factOn, inmateThere, nurse } from '../facts-for-specs.js';
import { offeredAs } from '../programme-template/programme-template-for-specs.js';
import type { Attendee } from './session.attendees.js';
import type * as commands from './session.commands.js';
import { corrections, session } from './session.decider.js';
import type { AmendingFacts, CommandOf, SchedulingFacts } from './session.record.js';

/** A command as it is recorded, without the facts that its rule needs. */
export type SessionWish = CommandsOf<typeof commands>;
export type Arrangement = CommandOf<'ScheduleSession'>['data'];
export type Holding = CommandOf<'HoldSession'>['data'];
type Plain<T> = { [K in keyof T]: T[K] };
export type OutcomeInput = Plain<Holding['roster'][number]>;

export const given = specify(session.decider);

export const templateId = id('spec', 'template');
export const sessionId = id('spec', 'session');
export const DAY = '2024-12-14';
export const supervisor = person('supervisor', 'kasubsi-pelayanan', nurse.unitId);

export const caseIdOf = (n: number): string => id('spec', 'case', n);
export const subjectOf = (n: number): string => id('spec', 'person', n);
export const lineOf = (n: number) => ({ subject: subjectOf(n), caseId: caseIdOf(n) });
export const facilitators = [{ staffId: assessor.staffId, unitId: assessor.unitId }];
export const times = { startsAt: '2024-12-14T02:00:00.000Z', endsAt: '2024-12-14T04:00:00.000Z' };

/** The n-th attendee: admitted on 3 December, taking part, with these notes of other sessions. */
export const attendee = (
  n: number,
  { sessions = [], ...change }: Partial<Attendee> & { readonly sessions?: readonly SessionNote[] } = {},
): Attendee => ({
  ...caseThat('IN_PROGRAMME', {
    subject: subjectOf(n),
    admission: {
      admittedOn: '2024-12-03',
      assessmentId: id('spec', 'assessment'),
      templateId,
      templateCode: 'BERSINAR_30',
      phases: ['PRIMARY'],
    },
    sessions,
  }),
  caseId: caseIdOf(n),
  basis: factOn(`rehabcase-${caseIdOf(n)}`),
  days: { suspensions: [] },
  inmate: { ...inmateThere(), basis: factOn(`inmate-${id('spec', 'inmate', n)}`) },
  ...change,
});

export const template = (change: Partial<TemplateFact['template']> = {}): TemplateFact =>
  offeredAs(templateId, {
    code: 'BERSINAR_30',
    title: 'Thirty days',
    severity: { from: 4, to: 6 },
    phases: [{ code: 'PRIMARY', title: 'Primary', days: 30 }],
    modules: [{ code: 'RELAPSE_PREVENTION', title: 'Relapse', kind: 'GROUP', mandatory: true, sessions: 4 }],
    ...change,
  });

export const facts = (change: Partial<SchedulingFacts> = {}): SchedulingFacts => ({
  sessionId,
  on: DAY,
  cover: coveredByAgreement,
  attendees: [attendee(1), attendee(2)],
  template: template(),
  ...change,
});
export const amendingFacts = (change: Partial<AmendingFacts> = {}): AmendingFacts => ({
  attendees: [attendee(1)],
  template: template(),
  ...change,
});

export const arrangement: Arrangement = {
  kind: 'GROUP',
  module: 'RELAPSE_PREVENTION',
  templateId,
  provider: agency,
  facilitators,
  place: 'AULA',
  ...times,
  roster: [{ caseId: caseIdOf(1) }, { caseId: caseIdOf(2) }],
};

export const came = (n: number, outcome: AttendanceOutcome = 'ATTENDED'): OutcomeInput => ({
  caseId: caseIdOf(n),
  outcome,
});
export const missed = (
  n: number,
  absenceReason: NonNullable<OutcomeInput['absenceReason']> = 'SICK',
): OutcomeInput => ({ caseId: caseIdOf(n), outcome: 'ABSENT_ACCEPTABLE', absenceReason });
export const holding: Holding = { ...times, facilitators, roster: [came(1), missed(2)] };

export const note = (change: Partial<SessionNote> = {}): SessionNote => ({
  sessionId: id('spec', 'other-session'),
  status: 'SCHEDULED',
  ...times,
  of: factOn(`session-${id('spec', 'other-session')}`),
  ...change,
});

export type Past = Given<SessionEvent>;
export const entry = idsOf('scheduled', 'rescheduled', 'cancelled', 'held', 'amended');
const roster = [lineOf(1), lineOf(2)];
const basis = [factOn(`rehabcase-${caseIdOf(1)}`)];
const past = pastOf<SessionEvent>(sessionEvents, {
  module: arrangement.module,
  provider: agency,
  facilitators,
  roster,
  basis,
});

export const scheduled = past({ id: entry.scheduled, by: assessor }, 'SessionScheduled', {
  ...arrangement,
  facilitators,
  roster,
  basis,
} as Extract<Past, { type: 'SessionScheduled' }>['data']);
export const rescheduled = past({ id: entry.rescheduled, by: assessor }, 'SessionRescheduled', {
  ...times,
  place: 'AULA',
  reasonCode: 'ROOM',
});
export const cancelled = past({ id: entry.cancelled, by: assessor }, 'SessionCancelled', { reasonCode: 'SECURITY' });
export const held = past({ id: entry.held, by: assessor }, 'RehabSessionHeld', {
  ...times,
  heldOn: DAY,
  roster: [
    { ...lineOf(1), outcome: 'ATTENDED' },
    { ...lineOf(2), outcome: 'ABSENT_ACCEPTABLE' },
  ],
});
export const amended = past({ id: entry.amended, by: assessor }, 'SessionAttendanceAmended', {
  ...lineOf(2),
  outcome: 'ATTENDED',
  reason: 'He came late.',
  amendedOn: '2024-12-15',
  late: false,
});
export const annulled = past({}, 'SessionEntryAnnulled', {
  of: entry.scheduled,
  reasonCode: 'RECORDED_TWICE',
  approvedBy: supervisor.staffId,
  stands: { status: 'CANCELLED', provider: agency, ...times, module: arrangement.module, roster },
});

type Changing = Extract<SessionWish, { type: 'CorrectSessionEntry' | 'AnnulSessionEntry' }>;
type Moved = { readonly data: { readonly startsAt: string } };

/** What comes of a correction or an annulment when all that is decided again for it finds these facts, on the days that it is told for. */
export async function change(
  past: readonly Past[],
  command: Changing,
  by: StaffActor,
  known: Partial<SchedulingFacts> = {},
) {
  const on = ({ data }: Moved) => Promise.resolve(facts({ on: dayIn('Asia/Jakarta', data.startsAt), ...known }));
  const readers = corrections.withFacts({
    ScheduleSession: on,
    ScheduleCatchUp: async (input: Moved) => ({ ...(await on(input)), missed: missedBefore }),
    RescheduleSession: on,
    HoldSession: on,
    AnswerCoverageQuestion: () => Promise.resolve(facts(known)),
    AmendAttendance: () => Promise.resolve(amendingFacts({ attendees: facts(known).attendees })),
  });
  const asker = {
    by,
    at: '2024-12-16T02:00:00.000Z',
    today: '2024-12-16',
    is: (staffId?: string) => staffId === by.staffId,
  };
  const its = given(...past);
  try {
    const { again } = await readers[command.type]({ ...command, ...asker }, its.state, {} as Ask);
    return its.when({ ...command, facts: { again } }, asker).outcome;
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error.code, problems: error.problems };
    throw error;
  }
}

/** That a change is refused, and what problems it names. */
export const refused = (refusal: string, ...problems: readonly string[]) => ({
  refusal,
  ...(problems.length > 0 && { problems }),
});

/** The session that a catch-up is of: one of the two missed it. */
export const missedBefore = {
  session: given(scheduled, held).state.now,
  basis: factOn(`session-${id('spec', 'missed')}`),
};
