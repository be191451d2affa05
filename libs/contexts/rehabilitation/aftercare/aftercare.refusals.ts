import { type Objects, objectsBy, ofRecords, type Refuse, refusesBy, sentences } from '#kernel';
import { ofRehabilitation } from '../refusals.js';

const all = {
  ...ofRecords,
  ...ofRehabilitation,
  ...sentences({
    'aftercare-already-planned': {
      rule: 'R-1.2',
      en: 'The aftercare of the case {caseId} is {status} already: record contacts there.',
    },
    'planned-before-end': {
      rule: 'R-1.2',
      en: '{plannedOn} is before {lastOn}, since when the case is where it is: choose a day from then on.',
    },
    'until-before-plan': {
      rule: 'R-1.2',
      en: 'Aftercare would end on {untilOn}, before it is planned on {plannedOn}: choose a day from then on.',
    },
    'no-contact-yet': {
      rule: 'R-1.2',
      en: 'Nobody has met them, so the outcome is none but {outcomes}: choose one of these, or record a contact first.',
    },
    'referral-not-accepted': {
      rule: 'R-3.2',
      en: '{servingUnitId} has accepted no referral here: accept it first, then your unit looks after them.',
    },
    'aftercare-not-planned': { rule: 'R-1.2', en: 'Nobody has planned this aftercare: plan it first.' },
    'aftercare-annulled': { rule: 'D12', en: 'This aftercare was annulled on {annulledOn}: plan it anew.' },
    'aftercare-completed': {
      rule: 'R-1.2',
      en: 'This aftercare was completed on {completedOn}: correct or annul that entry when it goes on.',
    },
    'contact-before-plan': {
      rule: 'R-1.2',
      en: '{contactedOn} is before {plannedOn}, the day of the plan: choose a day from then on.',
    },
    'referral-before-plan': {
      rule: 'R-1.2',
      en: '{referredOn} is before {plannedOn}, the day of the plan: choose a day from then on.',
    },
    'answer-before-referral': {
      rule: 'R-1.2',
      en: '{answeredOn} is before {referredOn}, the day of the referral: choose a day from then on.',
    },
    'referral-open': {
      rule: 'R-1.2',
      en: 'The referral {referralId} to {toUnitId} waits for its answer: have it answered or revoked first.',
    },
    'completed-before-contact': {
      rule: 'R-1.2',
      en: '{completedOn} is before {lastOn}, the day of the plan or of the last contact: choose a day from {lastOn} on.',
    },
    'not-an-aftercare-unit': {
      rule: 'R-1.2',
      en: '{toUnitId} is no unit that looks after people outside: choose one of the kind {kinds}.',
    },
    'referral-repeated': {
      rule: 'R-1.2',
      en: 'This aftercare has a referral {referralId} already: give the new one an id of its own.',
    },
    'referral-already-accepted': { rule: 'R-1.2', en: '{toUnitId} looks after them already: refer to another unit.' },
    'referred-by-another-unit': {
      rule: 'R-1.2',
      en: '{fromUnitId} made the referral {referralId}, and only that unit revokes it: ask somebody there.',
    },
    'revoked-before-answer': {
      rule: 'R-1.2',
      en: '{revokedOn} is before {answeredOn}, the day on which the referral was answered: choose a day from then on.',
    },
    'unknown-referral': {
      rule: 'R-1.2',
      en: 'This aftercare has no referral {referralId}, it has {referralIds}: name one that it has, or refer first.',
    },
    'referred-to-another-unit': {
      rule: 'R-1.2',
      en: 'The referral {referralId} is to {toUnitId}, and only people of that unit answer it: ask them.',
    },
    'referral-accepted': {
      rule: 'R-1.2',
      en: 'The referral {referralId} was accepted on {answeredOn} already: revoke it instead.',
    },
    'referral-revoked': { rule: 'R-1.2', en: 'The referral {referralId} was revoked on {answeredOn}: refer anew.' },
    'referral-rejected': { rule: 'R-1.2', en: 'The referral {referralId} was rejected on {answeredOn}: refer anew.' },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
export const object: Objects<typeof all> = objectsBy(all);
