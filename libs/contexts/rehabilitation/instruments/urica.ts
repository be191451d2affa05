import { type Band, bandOf, type Definition } from './definition.js';
import { choices, type Item, mustBeLegal, range, read, unscored } from './form.js';
import { type ScaleSum, sumIn, summed, sumsBy } from './sums.js';

const SCALES = {
  precontemplation: [1, 5, 11, 13, 23, 26, 29],
  contemplation: [2, 8, 12, 15, 19, 21, 24],
  action: [3, 7, 10, 14, 17, 25, 30],
  maintenance: [6, 16, 18, 22, 27, 28, 32],
} as const;
type Scale = keyof typeof SCALES;

export interface UricaScore extends Readonly<Record<Scale, number>> {
  /** Contemplation + action + maintenance − precontemplation, −2 to 14. */
  readonly readiness: number;
  /** Only by a version that has a cut-off set. */
  readonly stage?: string;
}

const AGREEMENT = range(1, 5);
const ITEMS: readonly Item[] = range(1, 32).map((number) => {
  const [scale] = Object.entries(SCALES).find(([, numbers]) => numbers.some((scored) => scored === number)) ?? [];
  const item = String(number);
  return scale === undefined
    ? { item, label: 'omitted', choices: unscored(AGREEMENT), optional: true }
    : { item, label: scale, choices: choices(AGREEMENT) };
});

const COMMON: readonly Band<string>[] = [
  { band: 'precontemplation', upTo: 8 },
  { band: 'contemplation', upTo: 11 },
  { band: 'action' },
];
const NEAREST_GROUP_MEAN: readonly Band<string>[] = [
  { band: 'precontemplation', upTo: (9.3 + 11) / 2 },
  { band: 'contemplation', upTo: (11 + 12.6) / 2 },
  { band: 'participation' },
];

/** URICA: cut-offs between the stages are arbitrary, so the version that is used by default has none. */
export const urica: readonly Definition<UricaScore>[] = [
  uricaWith('32'),
  uricaWith('32-common', COMMON),
  uricaWith('32-vcu', NEAREST_GROUP_MEAN),
];

function uricaWith(version: string, stages?: readonly Band<string>[]): Definition<UricaScore> {
  const cutoffs: Pick<Definition, 'cutoffs'> = stages
    ? { cutoffs: { set: version, scales: { readiness: stages } } }
    : {};
  return summed({
    code: 'URICA',
    version,
    rule: 'R-2.4',
    referencePeriods: ['NOW'],
    items: ITEMS,
    scales: Object.fromEntries(Object.entries(SCALES).map(([scale, numbers]) => [scale, numbers.map(String)])),
    missing: { form: 0 },
    ...cutoffs,
    sumsOf: (answers) => {
      const { scores, problems } = read(answers, ITEMS);
      mustBeLegal(problems, 'R-2.4');
      return sumsBy(SCALES, scores);
    },
    scoreOf: (sums) => {
      const scored = scoredBy(sums);
      return { ...scored, ...(stages && { stage: bandOf(stages, scored.readiness) }) };
    },
  });
}

function scoredBy(sums: readonly ScaleSum[]): UricaScore {
  const meanOf = (scale: Scale): number => sumIn(sums, scale).sum / SCALES[scale].length;
  const precontemplation = meanOf('precontemplation');
  const contemplation = meanOf('contemplation');
  const action = meanOf('action');
  const maintenance = meanOf('maintenance');
  const readiness = contemplation + action + maintenance - precontemplation;
  return { precontemplation, contemplation, action, maintenance, readiness };
}
