import { ofRecords, type Refuse, refusesBy, sentences } from '#kernel';

const all = {
  ...ofRecords,
  ...sentences({
    'own-grant': {
      rule: 'R-12.1',
      en: 'The staff record {staffId} is yours, and nobody lets themselves do more: ask somebody else who may.',
    },
    'role-of-other-units': {
      rule: 'R-12.1',
      en: 'The role {role} is one of units of the kinds {kinds}, and {unitId} is none of these: choose such a unit, or another role.',
    },
    'granted-by-administrators': {
      rule: 'R-12.1',
      en: 'The role {role} is given and taken away by administrators alone: ask one of them.',
    },
    'granted-afterwards': {
      rule: 'R-12.1',
      en: '{from} is before today, {today}, and what was done then stands as it is: choose today or later.',
    },
    'grant-ends-before': {
      rule: 'R-12.1',
      en: 'It would end on {until}, before it begins on {from}: choose a later day, or leave it out.',
    },
    'grant-overlaps': {
      rule: 'R-12.1',
      en: 'They have this role there by the grant {grantId} from {from} on: choose other days, or revoke that one first.',
    },
    'last-administrator': {
      rule: 'R-12.1',
      en: 'The grant {grantId} is that of the last administrator without an end: give another one first.',
    },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
