import { type Objects, objectsBy, ofRecords, type Refuse, refusesBy, sentences } from '#kernel';
import { ofRehabilitation } from '../refusals.js';

const all = {
  ...ofRecords,
  ...ofRehabilitation,
  ...sentences({
    'session-in-future': { rule: 'R-13.1', en: 'The session is not over yet: it ends at {endsAt}, and it is {at}.' },
    'nothing-to-catch-up': { rule: 'R-3.5', en: 'Some of them did not miss that session: problems names their cases.' },
    'session-clash': {
      rule: 'R-3.8',
      en: 'Some of them have another session then, problems names their cases: choose another time, or say why.',
    },
    'not-suspended-that-day': {
      rule: 'R-3.6',
      en: 'The programme of some of them was not suspended on {day}: problems names their cases.',
    },
    'template-not-yet-valid': {
      rule: 'R-3.5',
      en: 'The programme was not valid yet on {on}: it is from {validFrom} on.',
    },
    'covered-that-day': { rule: 'R-5.9', en: 'The agreement covers this session: there is nothing to answer.' },
    'not-admitted-that-day': {
      rule: 'R-3.5',
      en: 'Some of them were not admitted to a programme on {day}: problems names their cases.',
    },
    'inmate-left': { rule: 'R-1.2', en: 'Some of them had left the unit by {day}: problems names their cases.' },
    'programme-over': {
      rule: 'R-3.5',
      en: 'The programme of some of them was over by {day}: problems names their cases.',
    },
    'suspended-that-day': {
      rule: 'R-3.6',
      en: 'The programme of some of them was suspended on {day}: they are marked so; problems names their cases.',
    },
    'unknown-module': { rule: 'R-3.5', en: 'The programme has no module with that code.' },
    'session-already-scheduled': { rule: 'R-3.5', en: 'This session was scheduled already.' },
    'roster-empty': { rule: 'R-3.5', en: 'A session needs somebody who is expected.' },
    'on-the-roster-twice': { rule: 'R-3.5', en: 'Everybody is on the roster once.' },
    'individual-of-many': { rule: 'R-3.5', en: 'An individual session is of one person.' },
    'group-too-large': { rule: 'R-3.5', en: 'The programme does not allow so many in one session.' },
    'session-not-held': { rule: 'R-3.5', en: 'What was not held cannot be caught up on.' },
    'other-module': { rule: 'R-3.5', en: 'A catch-up is of the module that was missed.' },
    'ends-before-start': { rule: 'R-3.5', en: 'A session ends after it starts.' },
    'session-too-long': { rule: 'R-3.5', en: 'A session lasts twelve hours at most.' },
    'no-facilitator-of-provider': {
      rule: 'R-3.5',
      en: 'At least one facilitator is of the unit that provides the session.',
    },
    'amendment-window-passed': { rule: 'R-3.7', en: 'So late, only a supervisor may amend who attended.' },
    'not-under-that-agreement': { rule: 'R-5.9', en: 'This session is not held under that agreement.' },
    'no-facilitator-of-unit': { rule: 'R-5.9', en: 'Nobody of the own unit led this session.' },
    'session-not-cancelled': { rule: 'R-5.9', en: 'This session was not cancelled.' },
    'not-on-the-roster': { rule: 'R-3.5', en: 'Some of them were not expected at this session.' },
    'outcome-twice': { rule: 'R-3.5', en: 'Everybody has one outcome.' },
    'outcome-missing': { rule: 'R-3.5', en: 'Everybody on the roster needs an outcome.' },
    'absence-reason-unfounded': { rule: 'R-3.6', en: 'Only who was absent has a reason for it.' },
    'absence-reason-missing': { rule: 'R-3.6', en: 'Say why they were absent.' },
    'absence-reason-other': { rule: 'R-3.6', en: 'Who is sick is excused, and who refuses is not.' },
    'session-already-held': { rule: 'R-3.5', en: 'This session was held already.' },
    'session-cancelled': { rule: 'R-3.5', en: 'This session was cancelled.' },
    'session-not-scheduled': { rule: 'R-3.5', en: 'This session was not scheduled.' },
    'session-annulled': { rule: 'D12', en: 'This session was annulled.' },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
export const object: Objects<typeof all> = objectsBy(all);
