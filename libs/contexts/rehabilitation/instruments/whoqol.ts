import type { Definition } from './definition.js';
import { choices, type Item, mustBeLegal, range, read } from './form.js';
import { sumIn, summed, sumsBy } from './sums.js';

const SCALES = {
  physical: [3, 4, 10, 15, 16, 17, 18],
  psychological: [5, 6, 7, 11, 19, 26],
  social: [20, 21, 22],
  environment: [8, 9, 12, 13, 14, 23, 24, 25],
} as const;
/** Of no domain, but missing from the form when they are not answered. */
const OVERALL = [1, 2];
type Domain = keyof typeof SCALES;

export interface WhoqolScore {
  /** False when too much is missing: then no domain has a score. */
  readonly scorable: boolean;
  /** 0 to 100 to two places; null where too much is missing. */
  readonly domains: Readonly<Record<Domain, number | null>>;
}

const COUNT = 26;
const REVERSED = [3, 4, 26];
const FEELING = range(1, 5);

/** By their numbers alone: their wording is WHO's. */
const ITEMS: readonly Item[] = range(1, COUNT).map((item) => ({
  item: String(item),
  label: `item ${item}`,
  choices: choices(FEELING, REVERSED.includes(item) ? FEELING.toReversed() : FEELING),
  optional: true,
}));

type Missing = Readonly<Record<Domain | 'form', number>>;
const SPSS: Missing = { form: 5, physical: 1, psychological: 1, social: 1, environment: 2 };
const AWELL: Missing = { form: 5, physical: 2, psychological: 2, social: 1, environment: 2 };

/** The score from 0 to 100 of a mean from 1 to 5. */
type Method = (mean: number) => number;
const formula: Method = (mean) => Math.round((mean * 4 - 4) * 625) / 100;
/** As WHO's look-up table has it, which rounds to whole numbers twice. */
const table: Method = (mean) => Math.round((Math.round(mean * 4) - 4) * 6.25);

/** WHOQOL-BREF: the rule for missing items and the method differ between publications, so each pair is a version. */
export const whoqol: readonly Definition<WhoqolScore>[] = [
  whoqolWith('spss-formula', SPSS, formula),
  whoqolWith('spss-table', SPSS, table),
  whoqolWith('awell-formula', AWELL, formula),
  whoqolWith('awell-table', AWELL, table),
];

function whoqolWith(version: string, missing: Missing, method: Method): Definition<WhoqolScore> {
  return summed({
    code: 'WHOQOL_BREF',
    version,
    rule: 'R-2.4',
    referencePeriods: ['LAST_2_WEEKS'],
    items: ITEMS,
    scales: Object.fromEntries(Object.entries(SCALES).map(([domain, numbers]) => [domain, numbers.map(String)])),
    missing,
    sumsOf: (answers) => {
      const { scores, problems } = read(answers, ITEMS);
      mustBeLegal(problems, 'R-2.4');
      return sumsBy({ ...SCALES, overall: OVERALL }, scores);
    },
    scoreOf: (sums) => {
      const given = sums.reduce((all, { answered }) => all + answered, 0);
      const scorable = given >= ITEMS.length - missing.form;
      const domainOf = (domain: Domain): number | null => {
        const { sum, answered } = sumIn(sums, domain);
        const isEnough = scorable && answered >= SCALES[domain].length - missing[domain];
        return isEnough ? method(sum / answered) : null;
      };
      return {
        scorable,
        domains: {
          physical: domainOf('physical'),
          psychological: domainOf('psychological'),
          social: domainOf('social'),
          environment: domainOf('environment'),
        },
      };
    },
  });
}
