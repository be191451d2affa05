import { correctionsOf, type Aggregate } from '#kernel';
import * as events from '#contracts/rehabilitation/screening.events';
import { ofLatestStep } from '../record.rules.js';
import { inputForm } from './screening.form.js';
import { rules } from './screening.rules.js';
import * as state from './screening.record.js';

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

export const corrections = correctionsOf<state.Screening, state.ScreeningCommand, events.ScreeningEntry, 'Screening'>(
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

type Interviewed = events.ScreeningEventData<'InmateScreened'>;

export const decideCorrections: state.Rules<'CorrectScreeningEntry' | 'AnnulScreeningEntry'> = {
  CorrectScreeningEntry: ofLatestStep(corrections.rules.CorrectScreeningEntry, 'InmateScreened'),
  AnnulScreeningEntry: ofLatestStep(corrections.rules.AnnulScreeningEntry, 'InmateScreened', 'BriefEducationGiven'),
};

/** The unit whose inmate it is and the unit that screens act on a screening. */
export const screening: Aggregate<state.ScreeningRecord, state.ScreeningCommand, events.ScreeningEvent> = {
  name: 'screening',
  decider: state.screeningEntries.decider(events.screeningEvents, { ...rules, ...decideCorrections }),
  unitsOf: ({ now }) => (now.status === 'absent' ? [] : [now.unitId, now.provider.unitId]),
  aboutOf: ({ now }) => (now.status === 'absent' ? [] : [{ subject: now.subject, caseId: now.caseId }]),
};
