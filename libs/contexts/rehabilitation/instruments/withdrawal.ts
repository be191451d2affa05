import { type Definition, totalled, type Totalled } from './definition.js';
import { choices, type Item, range } from './form.js';

const item = (name: string, label: string, values: readonly number[]): Item => ({
  item: name,
  label,
  choices: choices(values),
});

/** COWS: opioid withdrawal as a clinician sees it; not every number between is a legal value. */
export const cows = totalled({
  code: 'COWS',
  version: '2003',
  rule: 'R-2.5',
  referencePeriods: ['NOW'],
  items: [
    item('pulse', 'resting pulse', [0, 1, 2, 4]),
    item('sweating', 'sweating', range(0, 4)),
    item('restlessness', 'restlessness', [0, 1, 3, 5]),
    item('pupils', 'pupil size', [0, 1, 2, 5]),
    item('boneJoint', 'bone or joint ache', [0, 1, 2, 4]),
    item('runnyNose', 'runny nose or tears', [0, 1, 2, 4]),
    item('gastrointestinal', 'stomach and bowels', [0, 1, 2, 3, 5]),
    item('tremor', 'tremor of outstretched hands', [0, 1, 2, 4]),
    item('yawning', 'yawning', [0, 1, 2, 4]),
    item('anxiety', 'anxiety or irritability', [0, 1, 2, 4]),
    item('gooseflesh', 'gooseflesh', [0, 3, 5]),
  ],
  set: 'wesson-ling-2003',
  bands: [
    { band: 'none', upTo: 4 },
    { band: 'mild', upTo: 12 },
    { band: 'moderate', upTo: 24 },
    { band: 'moderately-severe', upTo: 36 },
    { band: 'severe' },
  ],
});

const CIWA_ITEMS: readonly Item[] = [
  item('nausea', 'nausea and vomiting', range(0, 7)),
  item('tremor', 'tremor', range(0, 7)),
  item('sweats', 'paroxysmal sweats', range(0, 7)),
  item('anxiety', 'anxiety', range(0, 7)),
  item('agitation', 'agitation', range(0, 7)),
  item('tactile', 'tactile disturbances', range(0, 7)),
  item('auditory', 'auditory disturbances', range(0, 7)),
  item('visual', 'visual disturbances', range(0, 7)),
  item('headache', 'headache, fullness in head', range(0, 7)),
  item('orientation', 'orientation', range(0, 4)),
];

const MILD_MODERATE_SEVERE = ['mild', 'moderate', 'severe'];

/** CIWA-Ar: alcohol withdrawal. Its cut-offs are disputed, so each set is a version. */
export const ciwa: readonly Definition<Totalled>[] = [
  ciwaWith('camcops', [8, 15], MILD_MODERATE_SEVERE),
  ciwaWith('asam', [10, 19], MILD_MODERATE_SEVERE),
  ciwaWith('8-15-20', [8, 15, 20], ['minimal', ...MILD_MODERATE_SEVERE]),
];

/** `from` has the lowest score of every band but the first. */
function ciwaWith(set: string, from: readonly number[], bands: readonly string[]): Definition<Totalled> {
  return totalled({
    code: 'CIWA_AR',
    version: `1989-${set}`,
    rule: 'R-2.5',
    referencePeriods: ['NOW'],
    items: CIWA_ITEMS,
    set,
    bands: bands.map((band, index) => {
      const next = from[index];
      return { band, ...(next !== undefined && { upTo: next - 1 }) };
    }),
  });
}
