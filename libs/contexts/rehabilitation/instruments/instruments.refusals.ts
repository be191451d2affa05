import { type Objects, objectsBy, ofRecords, type Refuse, refusesBy, sentences } from '#kernel';
import { ofRehabilitation } from '../refusals.js';

const all = {
  ...ofRecords,
  ...ofRehabilitation,
  ...sentences({
    'item-missing': { en: 'An item that must be answered is missing: see problems.' },
    'item-out-of-range': { en: 'An answer is none of the legal ones of its item: see problems.' },
    'item-not-asked': { en: 'An item is answered that is not asked here: see problems.' },
    'unknown-item': { en: 'The instrument has no such item: see problems.' },
    'unknown-substance': { en: 'The instrument has no such substance: see problems.' },
    'comment-required': { en: 'A rating this far from the suggested range needs a comment: see problems.' },
    'unknown-version': { rule: 'R-2.3', en: 'The instrument has no such version.' },
    'unknown-reference-period': { en: 'This instrument does not ask about that period.' },
    'reference-period-required': { en: 'Say which period the answers are about.' },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
export const object: Objects<typeof all> = objectsBy(all);
