import { totalled } from './definition.js';
import { choices, type Item } from './form.js';

const TOPICS = [
  'other than medical use',
  'several drugs at once',
  'can always stop',
  'blackouts or flashbacks',
  'guilt',
  'complaints at home',
  'neglected family',
  'illegal acts for drugs',
  'withdrawal',
  'medical problems',
];
const REVERSED = '3';

const ITEMS: readonly Item[] = TOPICS.map((label, index) => {
  const item = String(index + 1);
  return { item, label, choices: choices([true, false], item === REVERSED ? [0, 1] : [1, 0]) };
});

/** DAST-10: drugs without alcohol and tobacco, in the last twelve months. */
export const dast10 = totalled({
  code: 'DAST_10',
  version: '1982',
  rule: 'R-2.4',
  referencePeriods: ['LAST_12_MONTHS'],
  items: ITEMS,
  set: 'skinner-1982',
  bands: [
    { band: 'none', upTo: 0 },
    { band: 'low', upTo: 2 },
    { band: 'moderate', upTo: 5 },
    { band: 'substantial', upTo: 8 },
    { band: 'severe' },
  ],
});
