import { ofRecords, type Refuse, refusesBy, sentences } from '#kernel';
import { ofRehabilitation } from '../refusals.js';

const all = {
  ...ofRecords,
  ...ofRehabilitation,
  ...sentences({
    'item-missing': { en: 'An item that must be answered is missing: answer the one that problems names.' },
    'item-out-of-range': {
      en: 'An answer is none of the legal ones of its item: choose one of those that problems names.',
    },
    'item-not-asked': { en: 'An item is answered that is not asked here: leave out what problems names.' },
    'unknown-item': { en: 'The instrument has no such item: leave out what problems names.' },
    'unknown-substance': { en: 'The instrument has no such substance: leave out what problems names.' },
    'comment-required': {
      en: 'A rating that far outside the suggested range needs a comment: give one where problems says, or rate no further off than it allows.',
    },
    'unknown-version': { rule: 'R-2.3', en: 'The instrument has no version {version}: choose one of {versions}.' },
    'unknown-reference-period': {
      en: 'This instrument does not ask about {referencePeriod}: choose one of {referencePeriods}.',
    },
    'reference-period-required': {
      en: 'The answers are about a period, which is not said: say in referencePeriod one of {referencePeriods}.',
    },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
