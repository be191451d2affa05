import { ofRecords, type Refuse, refusesBy, sentences } from '#kernel';
import { ofRehabilitation } from '../refusals.js';

const all = {
  ...ofRecords,
  ...ofRehabilitation,
  ...sentences({
    'item-missing': { en: 'An item that must be answered is missing: problems names it.' },
    'item-out-of-range': { en: 'An answer is none of the legal ones of its item: problems names them.' },
    'item-not-asked': { en: 'An item is answered that is not asked here: leave out what problems names.' },
    'unknown-item': { en: 'The instrument has no such item: leave out what problems names.' },
    'unknown-substance': { en: 'The instrument has no such substance: leave out what problems names.' },
    'comment-required': {
      en: 'A rating that far outside the suggested range needs a comment: problems says which and how far it may be.',
    },
    'unknown-version': { rule: 'R-2.3', en: 'The instrument has no version {version}: it must be one of {versions}.' },
    'unknown-reference-period': {
      en: 'This instrument does not ask about {referencePeriod}: it must be one of {referencePeriods}.',
    },
    'reference-period-required': {
      en: 'Say in referencePeriod which period the answers are about: it must be one of {referencePeriods}.',
    },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
