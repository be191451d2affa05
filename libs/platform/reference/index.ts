import { codeLists, type Codes, words } from '#kernel';
import { unitId } from '#contracts/schemas';
import { ROLES, UNIT_KINDS, UNIT_REGISTER } from '../auth/index.js';
import { contextOf } from '../features/index.js';
import { codeOf, listOf, many, row, says, word } from '../questions/index.js';

/** The register of units, all on one page. */
export const units = many(
  {
    name: 'units',
    summary: 'Every unit, what it is, and in which zone its days begin and end',
    may: ROLES,
    shows: row('Unit', {
      unitId: says(unitId, 'As records name it.'),
      kind: says(codeOf(UNIT_KINDS), 'What it is.'),
      name: says(word, 'What it is called.'),
      zone: says(word, 'The IANA zone of its business days.'),
    }),
  },
  () => Promise.resolve({ items: UNIT_REGISTER.units.map(({ code: unitId, ...unit }) => ({ unitId, ...unit })) }),
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
        codeOf(
          words('LIST_KINDS', {
            LABEL: 'Nothing is decided by it: a code may be added at any time',
            SWITCH: 'Rules decide by it',
          }),
        ),
        'LABEL: nothing is decided by it, a code may be added. SWITCH: rules decide by it.',
      ),
      codes: says(
        listOf(row('ListedCode', { code: says(word, 'As records hold it.'), meaning: says(word, 'What it means.') })),
        'What is in it.',
      ),
    }),
  },
  () => Promise.resolve({ items: codeLists().map(shown) }),
);

const shown = ({ list, kind, meanings }: Codes) => ({
  list,
  kind,
  codes: Object.entries(meanings).map(([code, meaning]) => ({ code, meaning })),
});

export const { module: ReferenceModule } = contextOf({ units: { units }, codes: { codes } });
