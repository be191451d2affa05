import { type Objects, objectsBy, ofRecords, type Refuse, refusesBy, sentences } from '#kernel';
import { ofRehabilitation } from '../refusals.js';

const all = {
  ...ofRecords,
  ...ofRehabilitation,
  ...sentences({
    'interviewer-not-certified': { rule: 'R-2.2', en: 'The interviewer held no valid certificate on that day.' },
    'interviewer-is-typist': { rule: 'R-13.1', en: 'Somebody other than the interviewer enters a form from paper.' },
    'screening-already-scheduled': {
      rule: 'R-2.2',
      en: 'This screening was scheduled already: record it as the scheduled one.',
    },
    'screening-not-scheduled': { rule: 'R-2.2', en: 'Nobody scheduled this screening: record it as one that was not.' },
    'not-screened-yet': { rule: 'R-2.6', en: 'There was no screening interview yet.' },
    'screening-annulled': { rule: 'D12', en: 'This screening was annulled.' },
    'screening-was-refused': {
      rule: 'R-2.2',
      en: 'There was no interview then: schedule or record another screening.',
    },
    'screening-already-recorded': { rule: 'R-2.2', en: 'This screening was recorded already.' },
    'education-is-for-low-risk': { rule: 'R-2.6', en: 'Brief education alone is for low risk: assess the others.' },
    'education-before-screening': {
      rule: 'R-2.6',
      en: 'The education follows the screening, not the other way round.',
    },
    'education-already-given': { rule: 'R-2.6', en: 'The education after this screening was given already.' },
    'scheduled-in-past': { rule: 'R-13.1', en: 'That day is over: record what happened on it instead.' },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
export const object: Objects<typeof all> = objectsBy(all);
