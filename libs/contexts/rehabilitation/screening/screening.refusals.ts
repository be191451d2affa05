import { type Objects, objectsBy, ofRecords, type Refuse, refusesBy, sentences } from '#kernel';
import { ofRehabilitation } from '../refusals.js';

const all = {
  ...ofRecords,
  ...ofRehabilitation,
  ...sentences({
    'interviewer-not-certified': {
      rule: 'R-2.2',
      en: 'The certificate of the interviewer is valid from {validFrom} until {validUntil}, not on {screenedOn}: name one that was valid then.',
    },
    'interviewer-is-typist': {
      rule: 'R-13.1',
      en: 'A form from paper is entered by somebody other than the interviewer {interviewerId}: have somebody else enter it.',
    },
    'screening-already-scheduled': {
      rule: 'R-2.2',
      en: 'This screening is scheduled for {scheduledOn} already: record it as the scheduled one.',
    },
    'screening-not-scheduled': { rule: 'R-2.2', en: 'Nobody scheduled this screening: record it as one that was not.' },
    'not-screened-yet': {
      rule: 'R-2.6',
      en: 'The screening is {status}, and this follows its interview: record that first.',
    },
    'screening-annulled': {
      rule: 'D12',
      en: 'This screening was annulled on {annulledOn}: schedule or record another one.',
    },
    'screening-was-refused': {
      rule: 'R-2.2',
      en: 'This screening was refused on {refusedOn}, and there was no interview: schedule or record another one.',
    },
    'screening-already-recorded': {
      rule: 'R-2.2',
      en: 'This screening was recorded for {screenedOn} already: correct that entry instead.',
    },
    'education-is-for-low-risk': {
      rule: 'R-2.6',
      en: 'Brief education alone is for low risk: assess the inmate instead.',
    },
    'education-before-screening': {
      rule: 'R-2.6',
      en: '{givenOn} is before {screenedOn}, the day of the screening, which the education follows: choose a day from then on.',
    },
    'education-already-given': {
      rule: 'R-2.6',
      en: 'The education after this screening was given on {educatedOn} already: correct that entry instead.',
    },
    'scheduled-in-past': {
      rule: 'R-13.1',
      en: '{scheduledOn} is before today, {today}: record what happened on it, or choose a day from today on.',
    },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
export const object: Objects<typeof all> = objectsBy(all);
