import { everyCommand, everyRemedy } from '#kernel/table-for-specs';
import { visit } from './visit.decider.js';
import type { VisitCommand } from './visit.record.js';
import {
  announced,
  annulledStart,
  arrival,
  arrivedAsAnnounced,
  completed,
  concluded,
  entry,
  followUpId,
  given,
  lead,
  observation,
  raised,
  started,
  task,
  third,
  unannounced,
  uuid,
  verified,
} from './visit-for-specs.js';

const histories = {
  absent: [],
  announced: [announced],
  arrived: [announced, arrivedAsAnnounced],
  unannounced: [started],
  'to follow up': [started, raised()],
  completed: [started, raised(), completed],
  verified: [started, raised(), completed, verified],
  concluded: [started, concluded],
  annulled: [started, annulledStart],
};
type Column = keyof typeof histories;
const columns = Object.keys(histories) as Column[];

const commands: { readonly [T in VisitCommand['type']]: Omit<Extract<VisitCommand, { type: T }>, 'type'> } = {
  AnnounceVisit: { data: { visitingUnitId: lead.unitId, purpose: 'MONITORING', plannedOn: '2024-12-13' } },
  RecordArrival: { data: unannounced },
  RecordAnnouncedArrival: { data: arrival },
  RecordObservation: { data: observation('MINOR') },
  AddFollowUp: { data: { followUpId: uuid(8), ...task } },
  CompleteFollowUp: { data: { followUpId, completedOn: '2024-12-15' } },
  ExtendFollowUp: { data: { followUpId, dueOn: '2024-12-20', reasonCode: 'SCOPE_GREW' } },
  VerifyFollowUp: { data: { followUpId, verifiedOn: '2024-12-16' } },
  ConcludeVisit: { data: { departedAt: '2024-12-13T05:00:00.000Z' } },
  CorrectVisitEntry: {
    data: { of: entry.started, reasonCode: 'WRITTEN_WRONGLY', arrival: { ...arrival, purpose: 'INSPECTION' } },
    facts: { again: [] },
  },
  AnnulVisitEntry: { data: { of: entry.started, reasonCode: 'RECORDED_TWICE' }, facts: { again: [] } },
};

const notBegun = { absent: 'visit-not-started', announced: 'visit-not-started' } as const;
const over = { annulled: 'visit-annulled' } as const;
const arrivedAlready = {
  arrived: 'visit-already-started',
  unannounced: 'visit-already-started',
  'to follow up': 'visit-already-started',
  completed: 'visit-already-started',
  verified: 'visit-already-started',
  concluded: 'visit-already-started',
} as const;
const always = (outcome: string) => ({
  arrived: outcome,
  unannounced: outcome,
  'to follow up': outcome,
  completed: outcome,
  verified: outcome,
  concluded: outcome,
});
const noFollowUp = {
  arrived: 'unknown-follow-up',
  unannounced: 'unknown-follow-up',
  concluded: 'unknown-follow-up',
} as const;

const table: Readonly<Record<VisitCommand['type'], Readonly<Record<Column, string>>>> = {
  AnnounceVisit: { absent: 'VisitAnnounced', announced: 'visit-already-announced', ...arrivedAlready, ...over },
  RecordArrival: { absent: 'VisitStarted', announced: 'visit-was-announced', ...arrivedAlready, ...over },
  RecordAnnouncedArrival: {
    absent: 'visit-not-announced',
    announced: 'VisitStarted',
    ...arrivedAlready,
    ...over,
  },
  RecordObservation: {
    ...notBegun,
    ...always('VisitObservationRecorded'),
    concluded: 'visit-concluded',
    ...over,
  },
  AddFollowUp: { ...notBegun, ...always('FollowUpRaised'), ...over },
  CompleteFollowUp: {
    ...notBegun,
    ...noFollowUp,
    'to follow up': 'FollowUpCompleted',
    completed: 'follow-up-completed',
    verified: 'follow-up-completed',
    ...over,
  },
  ExtendFollowUp: {
    ...notBegun,
    ...noFollowUp,
    'to follow up': 'FollowUpExtended',
    completed: 'follow-up-completed',
    verified: 'follow-up-completed',
    ...over,
  },
  VerifyFollowUp: {
    ...notBegun,
    ...noFollowUp,
    'to follow up': 'follow-up-not-completed',
    completed: 'FollowUpVerified',
    verified: 'follow-up-verified',
    ...over,
  },
  ConcludeVisit: { ...notBegun, ...always('VisitConcluded'), concluded: 'visit-concluded', ...over },
  CorrectVisitEntry: {
    absent: 'unknown-entry',
    announced: 'unknown-entry',
    ...always('VisitEntryCorrected'),
    annulled: 'entry-annulled',
  },
  AnnulVisitEntry: {
    absent: 'unknown-entry',
    announced: 'unknown-entry',
    ...always('entry-in-use'),
    arrived: 'VisitEntryAnnulled',
    unannounced: 'VisitEntryAnnulled',
    annulled: 'entry-annulled',
  },
};

describe('every command on every visit', () => {
  everyRemedy<VisitCommand['type'], Column>({
    columns,
    table,
    remedies: {
      'visit-not-started': ['RecordArrival', 'RecordAnnouncedArrival'],
      'visit-not-announced': ['RecordArrival'],
      'visit-was-announced': ['RecordAnnouncedArrival'],
      'unknown-follow-up': ['AddFollowUp'],
      'follow-up-not-completed': ['CompleteFollowUp'],
    },
  });

  everyCommand<VisitCommand['type'], Column>(
    { decide: visit.decider.decide, listed: commands, columns, table },
    (type, column) => {
      const command = { type, ...commands[type] } as VisitCommand;
      return given(...histories[column]).when(command, { by: third }).outcome;
    },
  );
});
