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
    'override-of-head': {
      rule: 'R-2.1',
      en: 'Only the head of the unit, karutan, says that consent is overridden: ask them.',
    },
    'witness-is-recorder': {
      rule: 'R-2.1',
      en: 'Who records a consent does not witness it, and {witnessId} would do both: name somebody else as witness.',
    },
    'giver-incomplete': {
      rule: 'R-2.1',
      en: 'The name of who consents as {capacity} is {known}: give {wanted}.',
    },
    'purposes-not-answered': {
      rule: 'R-2.1',
      en: 'Each purpose of the form is answered once, and {purposes} are not: give one answer to each.',
    },
    'consent-to-nothing': {
      rule: 'R-2.1',
      en: 'Who consents to no purpose gives no consent: record one when they consent to something.',
    },
    'inmate-of-other-unit': {
      rule: 'R-1.1',
      en: '{ownerUnitId} has the inmate in its register and keeps their consents, not {unitId}: have that unit record this.',
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
