import { codeLists, words } from '#kernel';
import { ROLES, UNIT_KINDS, UNIT_REGISTER } from '../auth/index.js';
import { contextOf, feature } from '../features/index.js';
import { codeOf, listOf, many, row, says, word } from '../questions/index.js';

/** The register of units, all on one page. */
export const units = many(
  {
    name: 'units',
    summary: 'Every unit, what it is, and in which zone its days begin and end',
    may: ROLES,
    shows: row('Unit', {
      code: says(word, 'As other records name it.'),
      kind: says(codeOf(words('UNIT_KINDS', UNIT_KINDS)), 'What it is.'),
      name: word,
      zone: says(word, 'The IANA zone of its business days.'),
    }),
  },
  () => Promise.resolve({ items: [...UNIT_REGISTER.units] }),
);

/** Every list of codes that events hold, all on one page. */
export const codes = many(
  {
    name: 'codes',
    summary: 'Every list of codes, and what is in it',
    may: ROLES,
    shows: row('CodeList', {
      list: says(word, 'Its name, which is for ever.'),
      kind: says(
        codeOf(words('LIST_KINDS', ['LABEL', 'SWITCH'])),
        'LABEL: nothing is decided by it, a code may be added. SWITCH: rules decide by it.',
      ),
      codes: listOf(word),
    }),
  },
  () => Promise.resolve({ items: codeLists().map((one) => ({ list: one.list, kind: one.kind, codes: [...one] })) }),
);

export const { module: ReferenceModule } = contextOf(
  feature({ route: 'units', questions: [units] }),
  feature({ route: 'codes', questions: [codes] }),
);
