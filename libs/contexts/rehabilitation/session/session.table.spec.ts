import { karutan } from '../facts-for-specs.js';
import { session } from './session.decider.js';
import {
  amended,
  amendingFacts,
  annulled,
  arrangement,
  attendee,
  came,
  cancelled,
  change,
  entry,
  facilitators,
  facts,
  given,
  held,
  holding,
  missedBefore,
  rescheduled,
  scheduled,
  type SessionWish,
  times,
} from './session-for-specs.js';
import { agreementId, coveredByAgreement } from '../facts-for-specs.js';
import { id } from '#kernel';
import { everyCommand, everyRemedy } from '#kernel/table-for-specs';
import type { SessionCommand } from './session.record.js';

const histories = {
  absent: [],
  scheduled: [scheduled],
  rescheduled: [scheduled, rescheduled],
  cancelled: [scheduled, cancelled],
  held: [scheduled, held],
  amended: [scheduled, held, amended],
  annulled: [scheduled, annulled],
};
type Column = keyof typeof histories;
const columns = Object.keys(histories) as Column[];

const suspended = {
  ...coveredByAgreement,
  coverage: { covered: false, why: 'SUSPENDED', runningCasesMayFinish: true } as const,
};
type Changing = 'CorrectSessionEntry' | 'AnnulSessionEntry';
type Input = Exclude<SessionCommand['type'], Changing>;
const commands: { readonly [T in Input]: Extract<SessionCommand, { type: T }> } = {
  ScheduleSession: { type: 'ScheduleSession', data: arrangement, facts: facts() },
  ScheduleCatchUp: {
    type: 'ScheduleCatchUp',
    data: { ...arrangement, roster: [{ caseId: attendee(2).caseId }], catchUpOf: id('missed') },
    facts: { ...facts({ attendees: [attendee(2)] }), missed: missedBefore },
  },
  RescheduleSession: {
    type: 'RescheduleSession',
    data: { ...times, place: 'AULA', reasonCode: 'ROOM' },
    facts: facts(),
  },
  CancelSession: { type: 'CancelSession', data: { reasonCode: 'SECURITY' } },
  HoldSession: { type: 'HoldSession', data: holding, facts: facts() },
  AmendAttendance: {
    type: 'AmendAttendance',
    data: { ...came(1, 'ATTENDED_LATE'), reason: 'He was late.' },
    facts: amendingFacts(),
  },
  AnswerCoverageQuestion: {
    type: 'AnswerCoverageQuestion',
    data: { agreementId, answer: 'HELD_BEFORE_IT_WAS_KNOWN' },
    facts: facts({ cover: suspended }),
  },
};
const changes: { readonly [T in Changing]: Extract<SessionWish, { type: T }> } = {
  CorrectSessionEntry: {
    type: 'CorrectSessionEntry',
    data: {
      of: entry.scheduled,
      reasonCode: 'WRITTEN_WRONGLY',
      appointment: { facilitators, place: 'AULA', ...times },
    },
  },
  AnnulSessionEntry: { type: 'AnnulSessionEntry', data: { of: entry.scheduled, reasonCode: 'RECORDED_TWICE' } },
};

const again = {
  scheduled: 'session-already-scheduled',
  rescheduled: 'session-already-scheduled',
  cancelled: 'session-already-scheduled',
  held: 'session-already-scheduled',
  amended: 'session-already-scheduled',
  annulled: 'session-already-scheduled',
} as const;
const toBeHeld = {
  absent: 'session-not-scheduled',
  cancelled: 'session-cancelled',
  held: 'session-already-held',
  amended: 'session-already-held',
  annulled: 'session-annulled',
} as const;
const afterHolding = {
  absent: 'session-not-scheduled',
  scheduled: 'session-not-held',
  rescheduled: 'session-not-held',
  cancelled: 'session-cancelled',
  annulled: 'session-annulled',
} as const;
const table: Readonly<Record<SessionCommand['type'], Readonly<Record<Column, string>>>> = {
  ScheduleSession: { absent: 'SessionScheduled', ...again },
  ScheduleCatchUp: { absent: 'CatchUpScheduled', ...again },
  RescheduleSession: { ...toBeHeld, scheduled: 'SessionRescheduled', rescheduled: 'SessionRescheduled' },
  CancelSession: {
    ...toBeHeld,
    scheduled: 'SessionCancelled',
    rescheduled: 'SessionCancelled',
    cancelled: 'nothing',
  },
  HoldSession: { ...toBeHeld, scheduled: 'RehabSessionHeld', rescheduled: 'RehabSessionHeld' },
  AmendAttendance: { ...afterHolding, held: 'SessionAttendanceAmended', amended: 'SessionAttendanceAmended' },
  AnswerCoverageQuestion: { ...afterHolding, held: 'SessionCoverageAnswered', amended: 'SessionCoverageAnswered' },
  CorrectSessionEntry: {
    absent: 'unknown-entry',
    scheduled: 'SessionEntryCorrected',
    rescheduled: 'SessionEntryCorrected',
    cancelled: 'SessionEntryCorrected',
    held: 'SessionEntryCorrected',
    amended: 'SessionEntryCorrected',
    annulled: 'entry-annulled',
  },
  AnnulSessionEntry: {
    absent: 'unknown-entry',
    scheduled: 'SessionEntryAnnulled',
    rescheduled: 'entry-in-use',
    cancelled: 'entry-in-use',
    held: 'entry-in-use',
    amended: 'entry-in-use',
    annulled: 'entry-annulled',
  },
};

describe('every command on every session', () => {
  everyRemedy<SessionCommand['type'], Column>({
    columns,
    table,
    remedies: {
      'session-not-scheduled': ['ScheduleSession'],
      'session-not-held': ['HoldSession'],
    },
  });

  const isRecorded = (type: SessionCommand['type']): type is Input => type in commands;
  everyCommand<SessionCommand['type'], Column>(
    { decide: session.decider.decide, columns, table },
    async (type, column) => {
      const past = histories[column];
      const asked = isRecorded(type)
        ? given(...past).when(commands[type], { by: karutan }).outcome
        : await change(past, changes[type], karutan);
      return 'refusal' in asked ? { refusal: asked.refusal } : asked;
    },
  );
});
