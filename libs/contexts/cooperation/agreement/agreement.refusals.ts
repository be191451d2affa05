import { ofRecords, type Refuse, refusesBy, sentences } from '#kernel';

const all = {
  ...ofRecords,
  ...sentences({
    'addendum-open': {
      rule: 'R-5.5',
      en: 'Addendum {number} still waits for signatures: have every party sign it first.',
    },
    'addendum-not-open': {
      rule: 'R-5.5',
      en: 'Addendum {number} does not wait for signatures, and the one that does is {open}: name the one that does, or propose one first.',
    },
    'already-expired': {
      rule: 'R-5.7',
      en: 'The agreement ends on {endsOn}, before {day}: choose a day until then, or propose a new agreement.',
    },
    'addendum-after-end': {
      rule: 'R-5.7',
      en: 'The addendum would take effect on {effectiveOn}, after the agreement ends on {endsOn}: choose a day until then.',
    },
    'term-ends-before-start': {
      rule: 'R-5.4',
      en: 'It would end on {endsOn}, before it takes effect on {effectiveOn}: choose a later end.',
    },
    'agreement-already-proposed': {
      en: 'This {kind} was proposed already: revise it while it is a draft, or propose another one.',
    },
    'article-missing': {
      rule: 'R-5.2',
      en: 'The articles {join} have no text yet: revise the draft with them first.',
    },
    'already-signed': {
      rule: 'R-5.3',
      en: 'Every party has signed, and the agreement ends on {endsOn}: terminate it before that day, or leave it as it is.',
    },
    'already-approved-for-signing': {
      rule: 'R-5.5',
      en: 'The text was approved as {number}: cancel it and propose another one.',
    },
    'signed-text-is-immutable': {
      rule: 'R-5.5',
      en: 'A party has signed the text {number}, which stays as it is: change it by an addendum once every party has, or cancel it before and propose another one.',
    },
    'agreement-not-proposed': { en: 'This agreement was never proposed: propose it first.' },
    'not-under-discussion': {
      rule: 'R-5.2',
      en: 'The draft is {status}: record its discussion first, it must be UNDER_DISCUSSION.',
    },
    'too-few-parties': {
      rule: 'R-5.1',
      en: 'An agreement needs two parties at least, and {count} is named: name another one.',
    },
    'party-listed-twice': {
      rule: 'R-5.1',
      en: '{repeated} is there twice: name different institutions as parties.',
    },
    'article-repeated': { rule: 'R-5.2', en: 'The articles {articles} are there twice: give each article one text.' },
    'term-too-long': {
      rule: 'R-5.4',
      en: 'From {effectiveOn} to {endsOn} is more than {years} years, the longest term with its last day included: choose an earlier end.',
    },
    'already-renewed': {
      rule: 'R-5.7',
      en: 'The agreement {successorId} renews this one already: propose an addendum to that, or another agreement.',
    },
    'not-evaluated': { rule: 'R-5.7', en: 'The agreement was not evaluated yet: record an evaluation of it first.' },
    'successor-is-itself': {
      rule: 'R-5.7',
      en: '{successorId} is this agreement, and it is renewed by another one: name that as successorId.',
    },
    'successor-not-found': {
      rule: 'R-5.7',
      en: 'There is no agreement with the id {successorId}: name one that was signed.',
    },
    'successor-of-another-kind': {
      rule: 'R-5.7',
      en: 'The successor is of the kind {successorKind}, and this one is a {kind}: name a {kind}.',
    },
    'successor-not-signed': {
      rule: 'R-5.7',
      en: 'Not every party has signed the successor {successorId} yet: have it signed first.',
    },
    'resumed-before-suspension': {
      rule: 'R-5.9',
      en: '{resumedOn} is before {suspendedOn}, since when the agreement is suspended: choose a day from then on.',
    },
    'notice-too-short': {
      rule: 'R-5.8',
      en: 'An agreement ends {noticeDays} days after the notice at the earliest, and {effectiveOn} is sooner: choose a day from {earliest} on.',
    },
    'termination-after-end': {
      rule: 'R-5.8',
      en: 'The agreement ends on {endsOn} anyway, before {effectiveOn}: choose a day until then.',
    },
    'case-listed-twice': {
      rule: 'R-5.8',
      en: 'The cases {caseIds} are there twice: say once how each case in progress is handled.',
    },
    'running-cases-may-not-finish': {
      rule: 'R-5.9',
      en: 'The agreement does not let running cases finish after it, as {caseIds} should: handle them otherwise than by FINISH.',
    },
    'not-yet-ended': {
      rule: 'R-5.4',
      en: 'The last day of the agreement is {endsOn}, and today is {today}: record it after that day.',
    },
    'unknown-case': {
      rule: 'R-5.8',
      en: 'There are no rehabilitation cases with the ids that problems names: name cases that were opened.',
    },
    'not-yet-effective': {
      rule: 'R-5.4',
      en: 'The agreement takes effect on {effectiveOn}, after {day}: do this from that day on.',
    },
    'only-a-pks-has-a-parent': {
      rule: 'R-5.6',
      en: 'A {kind} rests on no other agreement: leave out parentAgreementId, only a PKS has one.',
    },
    'parent-required': {
      rule: 'R-5.6',
      en: 'A PKS must cite the Nota Kesepahaman that it rests on: name it as parentAgreementId.',
    },
    'parent-not-found': {
      rule: 'R-5.6',
      en: 'There is no agreement with the id {parentAgreementId}: cite a Nota Kesepahaman that was signed.',
    },
    'parent-not-a-nota-kesepahaman': {
      rule: 'R-5.6',
      en: 'The agreement {parentAgreementId} is a {kind}, and a PKS rests on a Nota Kesepahaman: cite one.',
    },
    'parent-not-in-force': {
      rule: 'R-5.6',
      en: 'The Nota Kesepahaman {parentAgreementId} is not in force on {effectiveOn}, when the PKS begins ({why}): choose another day or another one.',
    },
    'outlives-parent': {
      rule: 'R-5.6',
      en: 'The PKS would end on {endsOn}, after the Nota Kesepahaman it rests on, {lastOn}: choose an earlier end.',
    },
    'agreement-suspended': { rule: 'R-5.9', en: 'The agreement is suspended since {suspendedOn}: resume it first.' },
    'unknown-party': { rule: 'R-5.3', en: 'No party has the id {partyId}: name one of {partyIds}.' },
    'paper-needs-document': {
      rule: 'R-5.3',
      en: 'A signed paper is recorded with its digest: give that as documentSha256.',
    },
    'signatory-not-authorised': {
      rule: 'R-5.3',
      en: 'The party {partyId} signs by its own head who is named in the text: have them sign, or the drafter record their paper.',
    },
    'only-drafter-records-paper': {
      rule: 'R-5.3',
      en: 'Only who drafted it records a paper that others signed, {drafter}: ask them.',
    },
    'party-already-signed': {
      rule: 'R-5.3',
      en: 'The party {partyId} has signed already: name one that has not.',
    },
    'not-approved-for-signing': {
      rule: 'R-5.3',
      en: 'The text is {status}, not APPROVED_FOR_SIGNING: have it discussed and approved first.',
    },
    'not-signed': { rule: 'R-5.3', en: 'The agreement is {status}: have every party sign it first.' },
    'agreement-terminated': {
      rule: 'R-5.8',
      en: 'This agreement was terminated with effect on {terminatedOn}: propose another one.',
    },
    'agreement-cancelled': {
      rule: 'R-5.3',
      en: 'This agreement was cancelled on {cancelledOn}, before it was signed: propose another one.',
    },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
