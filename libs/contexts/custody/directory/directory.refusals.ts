import { ofRecords, type Refuse, refusesBy, sentences } from '#kernel';

const all = {
  ...ofRecords,
  ...sentences({
    'nothing-to-search': {
      en: 'Nothing is said to search for: give a name or an alias in text, or a number in number.',
    },
    'too-short-to-search': { en: 'The search needs at least {shortestSearch} letters or digits: give more of them.' },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
