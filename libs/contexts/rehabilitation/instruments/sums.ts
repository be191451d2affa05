import type { JsonObject } from '#kernel';
import type { Definition } from './definition.js';

/** What the scored answers to a scale add up to, and how many there are: a scale that nobody answered has no score, not 0. */
export interface ScaleSum {
  readonly scale: string;
  readonly sum: number;
  readonly answered: number;
}

/** An instrument whose scores follow from integers that can be stored, without its answers (D5). */
export interface Summed<Score extends object = object> extends Definition<Score> {
  /** The sums of a form. Refuses an illegal or incomplete one, naming its items. */
  readonly sumsOf: (answers: JsonObject) => readonly ScaleSum[];
  readonly scoreOf: (sums: readonly ScaleSum[]) => Score;
}

/** The instrument whose scores are those of the sums of a form. */
export const summed = <Score extends object>(definition: Omit<Summed<Score>, 'score'>): Summed<Score> => ({
  ...definition,
  score: (answers) => definition.scoreOf(definition.sumsOf(answers)),
});

/** The sum of every scale over the scores of a form. */
export const sumsBy = (
  scales: Readonly<Record<string, readonly (string | number)[]>>,
  scores: ReadonlyMap<string, number>,
): readonly ScaleSum[] =>
  Object.entries(scales).map(([scale, items]) => {
    const scored = items.flatMap((item) => scores.get(String(item)) ?? []);
    return { scale, sum: scored.reduce((sum, score) => sum + score, 0), answered: scored.length };
  });

export const sumIn = (sums: readonly ScaleSum[], wanted: string): ScaleSum =>
  sums.find(({ scale }) => scale === wanted) ?? { scale: wanted, sum: 0, answered: 0 };

/** Whether the scores of an instrument follow from sums. */
export const isSummed = (definition: Definition): definition is Summed => 'scoreOf' in definition;
