import { cited, correctionsOf } from '#kernel';
import type { ScreeningEntry, ScreeningEventData } from '#contracts/rehabilitation/screening.events';
import type { CaseFact } from '../facts.rules.js';
import { mustBeLatestStep } from '../record.rules.js';
import { inputForm } from './screening.form.js';
import * as state from './screening.record.js';
import { rules } from './screening.rules.js';

const INTERVIEW = [
  'consentId',
  'version',
  'referencePeriod',
  'language',
  'interviewerId',
  'certificate',
  'screenedOn',
  'answers',
  'otherSubstance',
];

export const corrections = correctionsOf<state.Screening, state.ScreeningCommand, ScreeningEntry, 'Screening'>(
  'Screening',
  state.screeningEntries,
  rules,
  {
    ScreeningScheduled: { by: 'ScheduleScreening', kept: ['inmateId', 'instrument', 'provider', 'scheduledOn'] },
    InmateScreened: {
      by: ({ status }) => (status === 'scheduled' ? 'RecordScheduledScreening' : 'RecordScreening'),
      kept: ['inmateId', 'instrument', 'provider'],
      corrected: { as: 'screening', fields: INTERVIEW },
      input: (data) => inputInterview(data),
    },
    ScreeningRefused: {
      by: 'RefuseScreening',
      kept: [],
      corrected: { as: 'refusal', fields: ['reasonCode', 'refusedOn'] },
    },
    BriefEducationGiven: {
      by: 'GiveBasicEducation',
      kept: [],
      corrected: { as: 'education', fields: ['topics', 'givenOn'] },
    },
  },
);

/** An interview as it was recorded, with an empty form while its seal is closed: no rule about other entries asks what it says. */
function inputInterview(data: Omit<Interviewed, 'answers'> & Partial<Pick<Interviewed, 'answers'>>): object {
  const { instrument, instrumentVersion: version, answers = [] } = data;
  return { ...data, version, instrument, answers: inputForm(instrument, version, answers) };
}

type Interviewed = ScreeningEventData<'InmateScreened'>;

/** Corrections of entries by which a case advances: only the latest of them changes. */
export const decideCorrections: state.Rules<'CorrectScreeningEntry' | 'AnnulScreeningEntry'> = {
  CorrectScreeningEntry: (command, record) => {
    const decided = corrections.rules.CorrectScreeningEntry(command, record);
    mustBeLatest(['InmateScreened'], command, record);
    return decided;
  },
  AnnulScreeningEntry: (command, record) => {
    const decided = corrections.rules.AnnulScreeningEntry(command, record);
    mustBeLatest(['InmateScreened', 'BriefEducationGiven'], command, record);
    return decided;
  },
};

/** Refuses to change an entry of these types when the case has moved on from it. */
function mustBeLatest(
  types: readonly ScreeningEntry['type'][],
  { data, facts }: { readonly data: { readonly of: string }; readonly facts: { readonly case: CaseFact } },
  record: state.ScreeningRecord,
): void {
  if (types.includes(cited(record, data.of).type)) mustBeLatestStep(facts.case, data.of);
}
