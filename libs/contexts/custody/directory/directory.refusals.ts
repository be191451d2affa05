import { ofRecords, type Refuse, refusesBy, sentences } from '#kernel';

const all = {
  ...ofRecords,
  ...sentences({
    'nothing-to-search': { en: 'Say in text a name or an alias, or in number a number to search for.' },
    'too-short-to-search': { en: 'Search for at least {shortestSearch} letters or digits.' },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
