import { ofRecords, type Refuse, refusesBy, sentences } from '#kernel';

const all = {
  ...ofRecords,
  ...sentences({
    'login-linked-already': { rule: 'D1', en: 'This login belongs to another record: unlink it there first.' },
    'login-not-linked': {
      rule: 'D1',
      en: 'This login does not belong to the record {staffId}: name the record that it belongs to.',
    },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
