import { everyCommand, everyRemedy } from '#kernel/table-for-specs';
import { agencyHead, caseThat } from '../facts-for-specs.js';
import { screening } from './screening.decider.js';
import type { ScreeningCommand } from './screening.record.js';
import {
  afterEducation,
  afterScreening,
  again,
  annulledInterview,
  educated,
  education,
  entry,
  facts,
  given,
  interview,
  recording,
  refusal,
  refused,
  scheduled,
  scheduling,
  screened,
} from './screening-for-specs.js';

const histories = {
  absent: [],
  scheduled: [scheduled],
  refused: [scheduled, refused],
  low: [screened('LOW')],
  high: [screened('HIGH')],
  educated: [screened('LOW'), educated],
  annulled: [screened('HIGH'), annulledInterview],
};
type Column = keyof typeof histories;
const columns = Object.keys(histories) as Column[];

const cases: Readonly<Record<Column, object>> = {
  absent: { case: facts.case },
  scheduled: { case: facts.case },
  refused: { case: facts.case },
  low: { case: afterScreening.case },
  high: { case: afterScreening.case },
  educated: { case: afterEducation.case },
  annulled: { case: caseThat('SCREENING_DUE') },
};

const commands: { readonly [T in ScreeningCommand['type']]: Extract<ScreeningCommand, { type: T }>['data'] } = {
  ScheduleScreening: scheduling,
  RecordScreening: recording,
  RecordScheduledScreening: interview,
  RefuseScreening: refusal,
  GiveBasicEducation: education,
  CorrectScreeningEntry: { of: entry.screened, reasonCode: 'WRITTEN_WRONGLY', screening: interview },
  AnnulScreeningEntry: { of: entry.screened, reasonCode: 'RECORDED_TWICE' },
};

const over = { annulled: 'screening-annulled' } as const;
const gone = { annulled: 'entry-annulled' } as const;
const already = {
  refused: 'screening-was-refused',
  low: 'screening-already-recorded',
  high: 'screening-already-recorded',
  educated: 'screening-already-recorded',
} as const;
const notYet = {
  absent: 'screening-not-scheduled',
  scheduled: 'not-screened-yet',
  refused: 'screening-was-refused',
} as const;
const noInterview = { absent: 'unknown-entry', scheduled: 'unknown-entry', refused: 'unknown-entry' } as const;

const table: Readonly<Record<ScreeningCommand['type'], Readonly<Record<Column, string>>>> = {
  ScheduleScreening: { absent: 'ScreeningScheduled', scheduled: 'screening-already-scheduled', ...already, ...over },
  RecordScreening: { absent: 'InmateScreened', scheduled: 'screening-already-scheduled', ...already, ...over },
  RecordScheduledScreening: { absent: 'screening-not-scheduled', scheduled: 'InmateScreened', ...already, ...over },
  RefuseScreening: { absent: 'screening-not-scheduled', scheduled: 'ScreeningRefused', ...already, ...over },
  GiveBasicEducation: {
    ...notYet,
    low: 'BriefEducationGiven',
    high: 'education-is-for-low-risk',
    educated: 'education-already-given',
    ...over,
  },
  CorrectScreeningEntry: {
    ...noInterview,
    low: 'ScreeningEntryCorrected',
    high: 'ScreeningEntryCorrected',
    educated: 'entry-in-use',
    ...gone,
  },
  AnnulScreeningEntry: {
    ...noInterview,
    low: 'ScreeningEntryAnnulled',
    high: 'ScreeningEntryAnnulled',
    educated: 'entry-in-use',
    ...gone,
  },
};

describe('every command on every screening', () => {
  everyRemedy<ScreeningCommand['type'], Column>({
    columns,
    table,
    remedies: {
      'screening-not-scheduled': ['ScheduleScreening'],
      'screening-already-scheduled': ['RecordScheduledScreening'],
      'not-screened-yet': ['RecordScheduledScreening'],
    },
  });

  everyCommand<ScreeningCommand['type'], Column>(
    { decide: screening.decider.decide, listed: commands, columns, table },
    (type, column) => {
      const known = { ...facts, ...cases[column], ...again(cases[column]) };
      const data = commands[type];
      const command = { type, data, facts: known } as ScreeningCommand;
      return given(...histories[column]).when(command, { by: agencyHead }).outcome;
    },
  );
});
