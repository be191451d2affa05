import { type Objects, objectsBy, ofRecords, type Refuse, refusesBy, sentences } from '#kernel';

const all = {
  ...ofRecords,
  ...sentences({
    'departure-in-future': { rule: 'R-13.1', en: 'The team has not departed yet: {departedAt} is after {at}.' },
    'arrival-in-future': { rule: 'R-13.1', en: 'The team has not arrived yet: {arrivedAt} is after {at}.' },
    'follow-up-repeated': { rule: 'R-6.2', en: 'This visit has a follow-up with that id.' },
    'too-many-follow-ups': { rule: 'D4', en: 'A visit takes {mostOfVisit} follow-ups.' },
    'not-an-extension': { rule: 'R-6.2', en: 'It is due on {dueOn}: an extension ends later.' },
    'follow-up-verified': { rule: 'R-6.2', en: 'This follow-up was verified already.' },
    'follow-up-not-completed': { rule: 'R-6.2', en: 'Nobody has completed it yet.' },
    'owner-outside-visit': {
      rule: 'R-6.2',
      en: 'The owner of a follow-up belongs to one of the two units of the visit.',
    },
    'unknown-follow-up': { rule: 'R-6.2', en: 'This visit has no follow-up with that id.' },
    'follow-up-completed': { rule: 'R-6.2', en: 'This follow-up was completed already.' },
    'verifier-is-completer': { rule: 'R-6.2', en: 'Somebody other than who completed it must verify it.' },
    'visit-not-started': { rule: 'R-6.1', en: 'The visitors have not arrived yet.' },
    'visit-annulled': { rule: 'D12', en: 'This visit was annulled.' },
    'unknown-observation': { rule: 'R-6.2', en: 'This visit has no observation with that id.' },
    'verified-before-completion': { rule: 'R-6.2', en: 'A follow-up is verified after it was completed, not before.' },
    'departs-before-arrival': { rule: 'R-6.1', en: 'The visitors cannot leave before they arrive.' },
    'finding-without-follow-up': {
      rule: 'R-6.2',
      en: 'Every finding above minor needs a follow-up with owner and due day.',
    },
    'day-before-arrival': { rule: 'R-6.2', en: 'This day lies before the visit.' },
    'visit-already-announced': { rule: 'R-6.1', en: 'This visit was announced already.' },
    'visit-was-announced': {
      rule: 'R-6.1',
      en: 'This visit was announced: record it as the arrival that was expected.',
    },
    'too-many-observations': { rule: 'D4', en: 'A visit takes {mostOfVisit} observations.' },
    'observation-repeated': { rule: 'R-6.2', en: 'This visit has an observation with that id.' },
    'team-empty': { rule: 'R-6.1', en: 'A visit needs at least one visitor.' },
    'assignment-letter-missing': { rule: 'R-6.1', en: 'The visitors need a letter of assignment.' },
    'visit-not-announced': { rule: 'R-6.1', en: 'Nobody announced this visit: record it as unannounced.' },
    'visit-already-started': { rule: 'R-6.1', en: 'The visitors arrived already.' },
    'visit-concluded': { rule: 'R-6.2', en: 'This visit has ended.' },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
export const object: Objects<typeof all> = objectsBy(all);
