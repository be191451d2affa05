import { ofRecords, type Refuse, refusesBy, sentences } from '#kernel';

const all = {
  ...ofRecords,
  ...sentences({
    'own-login': {
      rule: 'R-12.1',
      en: 'The login or the record {staffId} is yours, and nobody links a login of theirs: ask somebody else who may.',
    },
    'linked-by-administrators': {
      rule: 'R-12.1',
      en: 'By the record {staffId} somebody is let in whom administrators alone let in: ask one of them.',
    },
    'login-of-last-administrator': {
      rule: 'R-12.1',
      en: 'By this login of the record {staffId} the last administrator without an end signs in: give them another login first, or let another one in.',
    },
    'login-linked-already': { rule: 'D1', en: 'This login belongs to another record: unlink it there first.' },
    'login-not-linked': {
      rule: 'D1',
      en: 'This login does not belong to the record {staffId}: name the record that it belongs to.',
    },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
