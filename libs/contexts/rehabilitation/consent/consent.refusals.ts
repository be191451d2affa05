import { type Objects, objectsBy, ofRecords, type Refuse, refusesBy, sentences } from '#kernel';
import { ofRehabilitation } from '../refusals.js';

const all = {
  ...ofRecords,
  ...ofRehabilitation,
  ...sentences({
    'case-rests-on-consent': {
      rule: 'R-2.1',
      en: 'The open case {caseId} rests on this consent: record the right one first.',
    },
    'consent-already-recorded': {
      rule: 'R-2.1',
      en: 'This consent was recorded already, and is {status}: correct its entry instead.',
    },
    'override-of-head': { rule: 'R-2.1', en: 'Only the head of the unit, karutan, says that consent is overridden.' },
    'witness-is-recorder': {
      rule: 'R-2.1',
      en: 'Somebody other than who records a consent must witness it: {witnessId} does both.',
    },
    'giver-incomplete': {
      rule: 'R-2.1',
      en: 'Who consents as {capacity} {wanted}.',
    },
    'purposes-not-answered': {
      rule: 'R-2.1',
      en: 'Each purpose of the form is answered once, and these are not: {purposes}.',
    },
    'consent-to-nothing': {
      rule: 'R-2.1',
      en: 'Who consents to no purpose gives no consent: there is nothing to record.',
    },
    'inmate-of-other-unit': {
      rule: 'R-1.1',
      en: '{ownerUnitId} has the inmate in its register and keeps their consents, not {unitId}: that unit records this.',
    },
    'consent-annulled': { rule: 'D12', en: 'This consent was annulled on {annulledOn}: record another one.' },
    'withdrawn-before-given': {
      rule: 'R-2.1',
      en: '{withdrawnAt} is before {givenAt}, when the consent was given: choose an instant from then on.',
    },
    'consent-not-given': { rule: 'R-2.1', en: 'Nobody has given this consent: record it first.' },
    'consent-overridden': {
      rule: 'R-2.1',
      en: 'This rests on another legal basis than consent, so none can be withdrawn: annul the override when it was wrong.',
    },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
export const object: Objects<typeof all> = objectsBy(all);
