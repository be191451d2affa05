import { isObject, type JsonObject, type JsonValue } from '#kernel';
import { RISK_BANDS, type RiskBand, SUBSTANCES } from '#contracts/rehabilitation/codes';
import { type Band, bandOf, type Definition } from './definition.js';
import * as f from './form.js';

export type Substance = (typeof SUBSTANCES)[number];

export interface SubstanceScore {
  readonly score: number;
  readonly risk: RiskBand;
}

export interface AssistScore {
  readonly scores: Readonly<Partial<Record<Substance, SubstanceScore>>>;
  /** Of the substances; ASSIST has no score of all together. */
  readonly highestRisk: RiskBand;
}

const RULE = 'R-2.2';
const FREQUENCY = f.range(0, 4);
const LATELY = ['N', 'P', 'E']; // no; yes, in the period; yes, but earlier

const ITEMS: readonly f.Item[] = [
  { item: 'q1', label: 'ever used', choices: f.unscored([true, false]) },
  { item: 'q2', label: 'use in the period', choices: f.choices(FREQUENCY, [0, 2, 3, 4, 6]) },
  { item: 'q3', label: 'strong desire', choices: f.choices(FREQUENCY, [0, 3, 4, 5, 6]) },
  { item: 'q4', label: 'problems from use', choices: f.choices(FREQUENCY, [0, 4, 5, 6, 7]) },
  { item: 'q5', label: 'expectations not met', choices: f.choices(FREQUENCY, [0, 5, 6, 7, 8]), notFor: ['tobacco'] },
  { item: 'q6', label: 'concern of others', choices: f.choices(LATELY, [0, 6, 3]) },
  { item: 'q7', label: 'failed to cut down', choices: f.choices(LATELY, [0, 6, 3]) },
];
const INJECTION: f.Item = { item: 'q8', label: 'ever injected', choices: f.unscored(LATELY), optional: true };

const SKIPS: readonly f.Skip[] = [
  { when: 'q1', is: false, skips: ['q2', 'q3', 'q4', 'q5', 'q6', 'q7'] },
  { when: 'q2', is: 0, skips: ['q3', 'q4', 'q5'], allows: 0 },
];

const ALCOHOL: readonly Band<RiskBand>[] = [
  { band: 'LOW', upTo: 10 },
  { band: 'MODERATE', upTo: 26 },
  { band: 'HIGH' },
];
const OTHERS: readonly Band<RiskBand>[] = [{ band: 'LOW', upTo: 3 }, { band: 'MODERATE', upTo: 26 }, { band: 'HIGH' }];
const bandsOf = (substance: Substance) => (substance === 'alcohol' ? ALCOHOL : OTHERS);

/** WHO ASSIST: an interview about every substance that is named; `q8` stands beside the substances and is not scored. */
export const assist: Definition<AssistScore> = {
  code: 'WHO_ASSIST',
  version: '3.1',
  rule: RULE,
  referencePeriods: ['LAST_3_MONTHS', 'THREE_MONTHS_BEFORE_ARREST'],
  items: [...ITEMS, INJECTION],
  substances: SUBSTANCES,
  skips: SKIPS,
  missing: { form: 0 },
  cutoffs: { set: 'who-3.1', scales: Object.fromEntries(SUBSTANCES.map((name) => [name, bandsOf(name)])) },
  score: scored,
};

function scored(answers: JsonObject): AssistScore {
  const { [INJECTION.item]: injected, ...interview } = answers;
  const asked = SUBSTANCES.filter((substance) => Object.hasOwn(interview, substance));
  const readings = asked.map((substance) => [substance, readSubstance(substance, interview[substance])] as const);
  f.mustBeLegal(
    [
      ...(Object.keys(interview).length === 0 ? [NOTHING_ASKED] : []),
      ...readings.flatMap(([, { problems }]) => problems),
      ...f.strangers(interview, SUBSTANCES, '', 'unknown-substance'),
      ...(injected === undefined ? [] : injectionProblems(injected, Object.values(interview))),
    ],
    RULE,
  );
  const scores = readings.map(([substance, reading]) => [substance, scoreOf(substance, reading)] as const);
  const risks = scores.map(([, { risk }]) => RISK_BANDS.indexOf(risk));
  return { scores: Object.fromEntries(scores), highestRisk: RISK_BANDS[Math.max(...risks)] ?? 'LOW' };
}

const readSubstance = (substance: Substance, form?: JsonValue): f.Reading =>
  isObject(form)
    ? f.read(form, ITEMS, SKIPS, substance)
    : { scores: new Map(), problems: [{ ...NO_FORM, at: substance }] };

const injectionProblems = (injected: JsonValue, forms: readonly JsonValue[]): readonly f.Problem[] =>
  forms.some((form) => isObject(form) && form.q1 === true)
    ? f.read({ [INJECTION.item]: injected }, [INJECTION]).problems
    : [NEVER_USED];

function scoreOf(substance: Substance, { scores }: f.Reading): SubstanceScore {
  const score = f.total(scores.values());
  return { score, risk: bandOf(bandsOf(substance), score) };
}

const NOTHING_ASKED: f.Problem = { code: 'item-missing', at: 'q1', says: 'is missing for every substance' };
const NO_FORM = { code: 'item-out-of-range', says: 'must be answered item by item' } as const;
const NEVER_USED: f.Problem = { code: 'item-not-asked', at: 'q8', says: 'is not asked of who has never used' };
