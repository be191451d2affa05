import { ofRecords, type Refuse, refusesBy, sentences } from '#kernel';

const all = {
  ...ofRecords,
  ...sentences({
    'successor-is-itself': {
      rule: 'R-10.1',
      en: '{successorId} is this directive, which cannot take its own place: name another one as successorId.',
    },
    'question-repeated': {
      rule: 'R-10.1',
      en: 'This directive has a question {questionId} already: give the new one an id of its own.',
    },
    'unknown-question': {
      rule: 'R-10.1',
      en: 'This directive has no question {questionId}, it has {questionIds}: name one that it has, or ask it first.',
    },
    'already-answered': {
      rule: 'R-10.1',
      en: 'The question {questionId} was answered already: correct that answer instead.',
    },
    'answer-not-authorised': {
      rule: 'R-10.1',
      en: 'Only {issuingUnitId}, the issuing unit, answers questions about its directive: ask somebody there.',
    },
    'unknown-successor': {
      rule: 'R-10.1',
      en: 'There is no directive with the id {successorId}: name one that was issued.',
    },
    'successor-not-issued': {
      rule: 'R-10.1',
      en: 'The directive {successorId} that is to take its place is {status}: issue it first.',
    },
    'successor-ended': {
      rule: 'R-10.1',
      en: 'The directive {successorId} holds until {endsOn} only, and takes no other’s place: name another one as successorId.',
    },
    'successor-of-other-unit': {
      rule: 'R-10.1',
      en: '{successorUnitId} issues the directive {successorId}, not {issuingUnitId}: name one of the same unit.',
    },
    'successor-not-effective': {
      rule: 'R-10.1',
      en: 'The successor takes effect on {effectiveOn}, after {day}: choose a day from then on.',
    },
    'directive-not-issued': {
      rule: 'R-10.1',
      en: 'This directive is {status}, and was not issued yet: issue it first.',
    },
    'directive-superseded': {
      rule: 'R-10.1',
      en: 'That {successorId} takes the place of this directive from {endsOn} on is recorded: look at that one, or annul that entry when it was wrong.',
    },
    'directive-revoked': {
      rule: 'R-10.1',
      en: 'That this directive is revoked from {endsOn} on is recorded: annul that entry when it was wrong, or draft another one.',
    },
    'directive-annulled': { rule: 'D12', en: 'This directive was annulled on {annulledOn}: draft another one.' },
    'directive-already-issued': {
      rule: 'R-10.1',
      en: 'This directive was issued on {issuedOn}, and its draft stays as it is: supersede it by another one instead.',
    },
    'issuer-not-authorised': {
      rule: 'R-10.1',
      en: 'Only the head of {issuingUnitId}, the issuing unit, decides this: ask them.',
    },
    'no-addressees': { rule: 'R-10.1', en: 'A directive needs at least one addressee: name one in addressees.' },
    'effective-before-issue': {
      rule: 'R-10.1',
      en: '{effectiveOn} is before {issuedOn}, the day of issue: choose a day from then on.',
    },
    'day-before-issue': {
      rule: 'R-10.1',
      en: '{day} is before {issuedOn}, the day of issue: choose a day from then on.',
    },
    'directive-already-drafted': {
      rule: 'R-10.1',
      en: 'This directive was drafted already, as {number}: correct it while it is DRAFTED, or draft another one.',
    },
    'not-addressed': {
      rule: 'R-10.1',
      en: 'This directive is addressed to {addressees}, not to you: have one of them acknowledge it.',
    },
    'follow-up-repeated': {
      rule: 'R-10.1',
      en: 'This directive has a follow-up {followUpId} already: give the new one an id of its own.',
    },
    'directive-not-drafted': { rule: 'R-10.1', en: 'Nobody has drafted this directive: draft it first.' },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
