import type { JsonObject } from '#kernel';
import { REFERENCE_PERIOD_CODES } from '#contracts/rehabilitation/codes';
import { type Item, mustBeLegal, read, type Skip, total } from './form.js';
import { refuse } from './instruments.refusals.js';

export const REFERENCE_PERIODS = REFERENCE_PERIOD_CODES;
export type ReferencePeriod = (typeof REFERENCE_PERIODS)[number];

/** The version of what computes scores: another when it would score some form otherwise than before. */
export const SCORER = '1';

/** The scores above the band before, up to and including `upTo`; the last band has no end. */
export interface Band<Name extends string | number = string | number> {
  readonly band: Name;
  readonly upTo?: number;
}

/** A cut-off set: for every scale its bands, ascending. */
export interface Cutoffs {
  readonly set: string;
  readonly scales: Readonly<Record<string, readonly Band[]>>;
}

/**
 * One version of an instrument: its form, its method and its cut-offs. A released version never changes: what was scored by it is
 * a fact, and another method or cut-off set is another version.
 */
export interface Definition<Score extends object = object> {
  readonly code: string;
  readonly version: string;
  /** The rule that refuses an illegal or incomplete form. */
  readonly rule: string;
  readonly referencePeriods: readonly ReferencePeriod[];
  readonly items: readonly Item[];
  /** The items are asked once for each of these. */
  readonly substances?: readonly string[];
  readonly skips?: readonly Skip[];
  /** Which items make a scale. */
  readonly scales?: Readonly<Record<string, readonly string[]>>;
  /** How many scored items may be missing, in the whole form and in a scale; more, and it is refused or not scorable. */
  readonly missing: Readonly<Record<string, number>>;
  readonly cutoffs?: Cutoffs;
  /** The scores of a form. Refuses an illegal or incomplete one, naming its items. */
  readonly score: (answers: JsonObject) => Score;
}

/** The band of a score. `bands` ascend and are not empty. */
export const bandOf = <Name extends string | number>(bands: readonly Band<Name>[], score: number): Name =>
  bands.reduce((found, next) => (score > (found.upTo ?? Infinity) ? next : found)).band;

/**
 * The period that a form speaks of: the instrument's only one, or the one that was chosen. Scores of different periods are never
 * compared.
 */
export function referencePeriodOf(
  { referencePeriods, rule }: Pick<Definition, 'referencePeriods' | 'rule'>,
  chosen?: ReferencePeriod,
): ReferencePeriod {
  const [only, ...others] = referencePeriods;
  if (chosen !== undefined && referencePeriods.includes(chosen)) return chosen;
  if (chosen === undefined && only !== undefined && others.length === 0) return only;
  const legal = [`referencePeriod must be one of ${referencePeriods.join(', ')}`];
  if (chosen !== undefined) {
    refuse('unknown-reference-period', { referencePeriod: chosen, referencePeriods }, legal, rule);
  }
  refuse('reference-period-required', { referencePeriods }, legal, rule);
}

export interface Totalled {
  readonly score: number;
  readonly band: string;
}

type Totalling = Omit<Definition, 'score' | 'missing' | 'cutoffs'> & {
  readonly set: string;
  readonly bands: readonly Band<string>[];
};

/** An instrument whose items are all answered and add up to one banded score. */
export const totalled = ({ set, bands, ...instrument }: Totalling): Definition<Totalled> => ({
  ...instrument,
  missing: { form: 0 },
  cutoffs: { set, scales: { score: bands } },
  score: (answers) => {
    const { scores, problems } = read(answers, instrument.items);
    mustBeLegal(problems, instrument.rule);
    const score = total(scores.values());
    return { score, band: bandOf(bands, score) };
  },
});
