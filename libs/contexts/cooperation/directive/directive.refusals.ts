import { type Objects, objectsBy, ofRecords, type Refuse, refusesBy, sentences } from '#kernel';

const all = {
  ...ofRecords,
  ...sentences({
    'successor-is-itself': { rule: 'R-10.1', en: 'A directive cannot take its own place.' },
    'question-repeated': { rule: 'R-10.1', en: 'This directive has a question with that id.' },
    'unknown-question': { rule: 'R-10.1', en: 'Nobody asked a question with that id.' },
    'already-answered': { rule: 'R-10.1', en: 'This question was answered already.' },
    'answer-not-authorised': { rule: 'R-10.1', en: 'Only the issuing unit answers questions about its directive.' },
    'unknown-successor': { rule: 'R-10.1', en: 'There is no directive with that id.' },
    'successor-not-issued': { rule: 'R-10.1', en: 'The directive that takes its place must be issued first.' },
    'successor-of-other-unit': { rule: 'R-10.1', en: 'Both directives must be issued by the same unit.' },
    'successor-not-effective': { rule: 'R-10.1', en: 'The successor takes effect on {effectiveOn}, not before.' },
    'directive-not-issued': { rule: 'R-10.1', en: 'This directive has not been issued yet.' },
    'directive-superseded': { rule: 'R-10.1', en: 'Another directive has taken the place of this one.' },
    'directive-revoked': { rule: 'R-10.1', en: 'This directive was revoked.' },
    'directive-annulled': { rule: 'D12', en: 'This directive was annulled.' },
    'directive-already-issued': { rule: 'R-10.1', en: 'This directive was issued: supersede it instead.' },
    'issuer-not-authorised': { rule: 'R-10.1', en: 'Only the head of the issuing unit decides this.' },
    'no-addressees': { rule: 'R-10.1', en: 'A directive needs at least one addressee.' },
    'effective-before-issue': { rule: 'R-10.1', en: 'A directive takes effect on the day of issue or later.' },
    'day-before-issue': { rule: 'R-10.1', en: 'This day lies before the directive was issued.' },
    'directive-already-drafted': { rule: 'R-10.1', en: 'This directive was drafted already.' },
    'not-addressed': { rule: 'R-10.1', en: 'This directive is not addressed to you.' },
    'follow-up-repeated': { rule: 'R-10.1', en: 'This directive has a follow-up with that id.' },
    'directive-not-drafted': { rule: 'R-10.1', en: 'There is nothing to issue yet.' },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
export const object: Objects<typeof all> = objectsBy(all);
