import { type Objects, objectsBy, ofRecords, type Refuse, refusesBy, sentences } from '#kernel';
import { ofRehabilitation } from '../refusals.js';

const all = {
  ...ofRecords,
  ...ofRehabilitation,
  ...sentences({
    'case-rests-on-consent': { rule: 'R-2.1', en: 'An open case rests on this consent: record the right one first.' },
    'consent-already-recorded': { rule: 'R-2.1', en: 'This consent was recorded already.' },
    'override-of-head': { rule: 'R-2.1', en: 'Only the head of the unit says that consent is overridden.' },
    'witness-is-recorder': { rule: 'R-2.1', en: 'Somebody other than who records a consent must witness it.' },
    'giver-incomplete': {
      rule: 'R-2.1',
      en: 'Who consents for an inmate is named; an inmate who consents is known already.',
    },
    'purposes-not-answered': { rule: 'R-2.1', en: 'Each purpose of the form is answered once: see problems.' },
    'consent-to-nothing': {
      rule: 'R-2.1',
      en: 'Who consents to no purpose gives no consent: there is nothing to record.',
    },
    'inmate-of-other-unit': { rule: 'R-1.1', en: 'The unit in whose register the inmate is keeps their consents.' },
    'consent-annulled': { rule: 'D12', en: 'This consent was annulled.' },
    'withdrawn-before-given': { rule: 'R-2.1', en: 'A consent is withdrawn after it was given, not before.' },
    'consent-not-given': { rule: 'R-2.1', en: 'Nobody has given this consent.' },
    'consent-overridden': { rule: 'R-2.1', en: 'This rests on another legal basis: no consent can be withdrawn.' },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
export const object: Objects<typeof all> = objectsBy(all);
