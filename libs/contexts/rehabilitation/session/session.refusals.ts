import { type Objects, objectsBy, ofRecords, type Refuse, refusesBy, sentences } from '#kernel';
import { ofRehabilitation } from '../refusals.js';

const all = {
  ...ofRecords,
  ...ofRehabilitation,
  ...sentences({
    'session-in-future': {
      rule: 'R-13.1',
      en: 'The session is not over yet, it ends at {endsAt}, and it is {at}: record it afterwards.',
    },
    'nothing-to-catch-up': {
      rule: 'R-3.5',
      en: 'Some of them did not miss the session {catchUpOf}: leave out the cases that problems names.',
    },
    'session-clash': {
      rule: 'R-3.8',
      en: 'Some of them have another session between {startsAt} and {endsAt}, problems names their cases: choose another time, or say why in override.',
    },
    'not-suspended-that-day': {
      rule: 'R-3.6',
      en: 'The programme of some of them was not suspended on {day}, problems names their cases: give another outcome.',
    },
    'template-not-yet-valid': {
      rule: 'R-3.5',
      en: 'The programme was not valid yet on {on}, but is from {validFrom} on: choose a day from then on.',
    },
    'covered-that-day': {
      rule: 'R-5.9',
      en: 'The agreement {agreementId} covers this session on {on}, so there is nothing to answer: leave it as it is.',
    },
    'not-admitted-that-day': {
      rule: 'R-3.5',
      en: 'Some of them were not admitted to a programme on {day}: leave out the cases that problems names.',
    },
    'inmate-left': {
      rule: 'R-1.2',
      en: 'Some of them had left the unit by {day}: leave out the cases that problems names.',
    },
    'programme-over': {
      rule: 'R-3.5',
      en: 'The programme of some of them was over by {day}: leave out the cases that problems names.',
    },
    'suspended-that-day': {
      rule: 'R-3.6',
      en: 'The programme of some of them was suspended on {day}: mark the cases that problems names SUSPENDED.',
    },
    'unknown-module': { rule: 'R-3.5', en: 'The programme has no module {module}: choose one of {modules}.' },
    'session-already-scheduled': {
      rule: 'R-3.5',
      en: 'This session is {status} already: reschedule it while it is SCHEDULED, or schedule another one.',
    },
    'roster-empty': {
      rule: 'R-3.5',
      en: 'A session needs somebody who is expected: name one case in roster at least.',
    },
    'on-the-roster-twice': {
      rule: 'R-3.5',
      en: 'Everybody is on the roster once, and problems names the cases that are there twice: name each once.',
    },
    'individual-of-many': {
      rule: 'R-3.5',
      en: 'An individual session is of one person, and {count} are on the roster: make it a group session, or schedule one for each.',
    },
    'group-too-large': {
      rule: 'R-3.5',
      en: '{count} are on the roster, and the programme allows {maximumGroupSize} in one session: schedule more than one.',
    },
    'session-not-held': {
      rule: 'R-3.5',
      en: 'The session is {status}, and this needs one that was held: record it as held while it is SCHEDULED, or take another one.',
    },
    'other-module': {
      rule: 'R-3.5',
      en: 'A catch-up is of the module that was missed, {missed}, not of {module}: schedule it for {missed}.',
    },
    'ends-before-start': {
      rule: 'R-3.5',
      en: 'The session would end at {endsAt}, not after it starts at {startsAt}: choose a later end.',
    },
    'session-too-long': {
      rule: 'R-3.5',
      en: 'From {startsAt} to {endsAt} is more than {hours} hours, the longest that a session lasts: choose an earlier end.',
    },
    'no-facilitator-of-provider': {
      rule: 'R-3.5',
      en: 'None of the facilitators is of {unitId}, which provides the session: name one of that unit at least.',
    },
    'amendment-window-passed': {
      rule: 'R-3.7',
      en: 'What was recorded of {heldOn} is amended until {lastOn}, and later by {roles} only: ask one of them.',
    },
    'not-under-that-agreement': {
      rule: 'R-5.9',
      en: 'This session is not held under the agreement {agreementId}, and the one that it is held under is {itsAgreement}: answer for the one that it is, or leave it.',
    },
    'no-facilitator-of-unit': {
      rule: 'R-5.9',
      en: 'Nobody of {unitId} led this session, but people of {units}: give another answer.',
    },
    'session-not-cancelled': {
      rule: 'R-5.9',
      en: 'This session is {status}, not CANCELLED: give another answer, or cancel it while it is SCHEDULED.',
    },
    'not-on-the-roster': {
      rule: 'R-3.5',
      en: 'Some of them were not expected at this session: leave out the cases that problems names.',
    },
    'outcome-twice': {
      rule: 'R-3.5',
      en: 'Everybody has one outcome, and problems names the cases that have two: leave one of them out.',
    },
    'outcome-missing': {
      rule: 'R-3.5',
      en: 'Everybody on the roster needs an outcome, and problems names the cases that have none: give one for each.',
    },
    'absence-reason-unfounded': {
      rule: 'R-3.6',
      en: 'Only who was absent has a reason for it: leave it out for the case that problems names.',
    },
    'absence-reason-missing': {
      rule: 'R-3.6',
      en: 'The case that problems names was absent without a reason: say why in absenceReason.',
    },
    'absence-reason-other': {
      rule: 'R-3.6',
      en: 'Who is sick is excused, and who refuses is not: change the outcome or the reason of the case that problems names.',
    },
    'session-already-held': {
      rule: 'R-3.5',
      en: 'This session was held on {heldOn} already: correct what was recorded.',
    },
    'session-cancelled': {
      rule: 'R-3.5',
      en: 'This session was cancelled on {cancelledOn}: schedule another one, or say CANCELLED where that is an answer.',
    },
    'session-not-scheduled': { rule: 'R-3.5', en: 'This session was not scheduled: schedule it first.' },
    'session-annulled': { rule: 'D12', en: 'This session was annulled on {annulledOn}: schedule another one.' },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
export const object: Objects<typeof all> = objectsBy(all);
