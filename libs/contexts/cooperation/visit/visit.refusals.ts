import { ofRecords, type Refuse, refusesBy, sentences } from '#kernel';

const all = {
  ...ofRecords,
  ...sentences({
    'departure-in-future': {
      rule: 'R-13.1',
      en: 'The team has not departed yet, {departedAt} is after {at}: record it afterwards.',
    },
    'arrival-in-future': {
      rule: 'R-13.1',
      en: 'The team has not arrived yet, {arrivedAt} is after {at}: record it afterwards.',
    },
    'follow-up-repeated': {
      rule: 'R-6.2',
      en: 'This visit has a follow-up {followUpId} already: give the new one an id of its own.',
    },
    'too-many-follow-ups': {
      rule: 'D4',
      en: 'A visit takes {mostOfVisit} follow-ups, and this one has them: put it into one of those.',
    },
    'not-an-extension': {
      rule: 'R-6.2',
      en: 'It is due on {dueOn}, and {asked} is not later: choose a day after that.',
    },
    'follow-up-verified': {
      rule: 'R-6.2',
      en: 'The follow-up {followUpId} was verified on {verifiedOn} already: annul that entry when it was wrong.',
    },
    'follow-up-not-completed': {
      rule: 'R-6.2',
      en: 'The follow-up {followUpId} is {status}: complete it first.',
    },
    'owner-outside-visit': {
      rule: 'R-6.2',
      en: '{ownerUnitId} is neither {unitId} nor {visitingUnitId}: choose one of them as owner.',
    },
    'unknown-follow-up': {
      rule: 'R-6.2',
      en: 'This visit has no follow-up {followUpId}, it has {followUpIds}: name one that it has, or record it first.',
    },
    'follow-up-completed': {
      rule: 'R-6.2',
      en: 'The follow-up {followUpId} was completed on {completedOn} already: correct that entry instead.',
    },
    'verifier-is-completer': {
      rule: 'R-6.2',
      en: 'Who completed it does not verify it too: have somebody else do it.',
    },
    'visit-not-started': {
      rule: 'R-6.1',
      en: 'The visitors have not arrived yet: record their arrival first.',
    },
    'visit-annulled': { rule: 'D12', en: 'This visit was annulled on {annulledOn}: announce or record another one.' },
    'unknown-observation': {
      rule: 'R-6.2',
      en: 'This visit has no observation {observationId}, it has {observationIds}: name one that it has, or record it first.',
    },
    'verified-before-completion': {
      rule: 'R-6.2',
      en: '{verifiedOn} is before {completedOn}, the day on which it was completed: choose a day from then on.',
    },
    'departs-before-arrival': {
      rule: 'R-6.1',
      en: 'The visitors would leave at {departedAt}, before they arrive at {arrivedAt}: choose a later instant.',
    },
    'finding-without-follow-up': {
      rule: 'R-6.2',
      en: 'Every finding above minor needs a follow-up with owner and due day, and {observationIds} have none: record those first.',
    },
    'day-before-arrival': {
      rule: 'R-6.2',
      en: '{day} is before {arrivedOn}, the day of the visit: choose a day from then on.',
    },
    'visit-already-announced': {
      rule: 'R-6.1',
      en: 'This visit is announced for {plannedOn} already: annul that entry when it was wrong, or announce another one.',
    },
    'visit-was-announced': {
      rule: 'R-6.1',
      en: 'This visit was announced: record it as the arrival that was expected.',
    },
    'too-many-observations': {
      rule: 'D4',
      en: 'A visit takes {mostOfVisit} observations, and this one has them: put it into one of those.',
    },
    'observation-repeated': {
      rule: 'R-6.2',
      en: 'This visit has an observation {observationId} already: give the new one an id of its own.',
    },
    'team-empty': { rule: 'R-6.1', en: 'A visit needs at least one visitor: name one in team.' },
    'assignment-letter-missing': { rule: 'R-6.1', en: 'The visitors need a letter of assignment: give its number.' },
    'visit-not-announced': {
      rule: 'R-6.1',
      en: 'Nobody has announced this visit: record it as unannounced.',
    },
    'visit-already-started': { rule: 'R-6.1', en: 'This visit is {status} already: correct the arrival instead.' },
    'visit-concluded': {
      rule: 'R-6.2',
      en: 'This visit ended at {departedAt}: correct its entries, or record another visit.',
    },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
