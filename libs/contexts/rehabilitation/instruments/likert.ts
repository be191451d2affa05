import type { Definition } from './definition.js';
import { choices, type Item, mustBeLegal, range, read } from './form.js';
import { sumIn, summed, sumsBy } from './sums.js';

export interface LikertScore {
  readonly score: number;
  readonly mean: number;
}

export const LIKERT = 'LIKERT';
export const LIKERT_VERSIONS = '<name>-<items>x<points>';
const RULE = 'R-2.4';
const MOST_ITEMS = 100;
const MOST_POINTS = 11;

/**
 * A plain scale whose version says its name and size: `self-efficacy-10x4` has ten items of 1 to 4 points. It has no cut-offs, and
 * every item is answered. Undefined when the version is none, or larger than 100 items of 11 points.
 */
export function likert(version: string): Definition<LikertScore> | undefined {
  const [, items = '', points = ''] = /^[a-z][a-z0-9-]{0,30}-([1-9]\d{0,2})x([1-9]\d?)$/.exec(version) ?? [];
  const size = { items: Number(items), points: Number(points) };
  if (size.points < 2 || size.items > MOST_ITEMS || size.points > MOST_POINTS) return undefined;
  const form: readonly Item[] = range(1, size.items).map((number) => ({
    item: String(number),
    label: `item ${number}`,
    choices: choices(range(1, size.points)),
  }));
  return summed({
    code: LIKERT,
    version,
    rule: RULE,
    referencePeriods: ['NOW'],
    items: form,
    missing: { form: 0 },
    sumsOf: (answers) => {
      const { scores, problems } = read(answers, form);
      mustBeLegal(problems, RULE);
      return sumsBy({ score: form.map(({ item }) => item) }, scores);
    },
    scoreOf: (sums) => {
      const { sum } = sumIn(sums, 'score');
      return { score: sum, mean: sum / form.length };
    },
  });
}
