import { isObject, type JsonObject, type JsonValue } from '#kernel';
import { type RiskBand, SUBSTANCES } from '#contracts/rehabilitation/codes';
import type { ScreeningEventData } from '#contracts/rehabilitation/screening.events';
import type { AssistScore } from '../instruments/assist.js';
import { DEFINITIONS, definitionOf } from '../instruments/catalogue.js';
import { type Definition, referencePeriodOf, SCORER, type Totalled } from '../instruments/definition.js';
import type { Answer } from '../instruments/form.js';
import { refuse } from './screening.refusals.js';

type Result = ScreeningEventData<'InmateScreened'>;
export type ScreeningInstrument = Result['instrument'];
export type StoredAnswer = Result['answers'][number];

/** A form as it was recorded, with the scores that its sender claims. */
interface Form extends Pick<Result, 'referencePeriod' | 'language' | 'otherSubstance'> {
  readonly version?: string;
  readonly answers: JsonObject;
  readonly claimed?: JsonObject;
}

export type FormResult = Pick<
  Result,
  | 'instrument'
  | 'instrumentVersion'
  | 'cutoffSet'
  | 'scorerVersion'
  | 'language'
  | 'referencePeriod'
  | 'riskBand'
  | 'answers'
  | 'scores'
  | 'otherSubstance'
>;

/** What a form amounts to. Refuses an illegal or incomplete one, and claims that are not its scores. */
export function resultOf(
  instrument: ScreeningInstrument,
  { version, referencePeriod, language, answers, otherSubstance, claimed }: Form,
): FormResult {
  const definition = definitionOf(instrument, version);
  referencePeriodOf(definition, referencePeriod);
  const score = definition.score(answers);
  const differing = claimed === undefined ? [] : differences(claimed, JSON.parse(JSON.stringify(score)) as JsonValue);
  if (differing.length > 0) {
    refuse(
      'score-differs',
      {},
      differing.slice(0, MOST_PROBLEMS).map((at) => `${at} is not what the answers score`),
    );
  }
  return {
    instrument,
    instrumentVersion: definition.version,
    cutoffSet: definition.cutoffs?.set ?? definition.version,
    scorerVersion: SCORER,
    language,
    referencePeriod,
    ...bandedOf(score),
    answers: storedForm(answers),
    ...(otherSubstance !== undefined && { otherSubstance }),
  };
}

const MOST_PROBLEMS = 50;

/** Where what is claimed is not what was computed; what was not claimed does not differ. */
function differences(claimed: JsonValue, computed: JsonValue | undefined, at = 'claimed'): string[] {
  if (!isObject(claimed) || !isObject(computed)) return claimed === computed ? [] : [at];
  return Object.entries(claimed).flatMap(([name, value]) =>
    differences(value, Object.hasOwn(computed, name) ? computed[name] : undefined, `${at}.${name.slice(0, 40)}`),
  );
}

/** DAST-10 knows five bands, a case three: this is a mapping of ours. */
const BANDS_OF_DAST: Readonly<Record<string, RiskBand>> = {
  none: 'LOW',
  low: 'LOW',
  moderate: 'MODERATE',
  substantial: 'HIGH',
  severe: 'HIGH',
};

function bandedOf(score: object): Pick<Result, 'riskBand' | 'scores'> {
  if (isOfSubstances(score)) {
    const scores = Object.entries(score.scores).map(([scale, { score: points }]) => ({ scale, score: points }));
    return { riskBand: score.highestRisk, scores };
  }
  const { score: points, band } = score as Totalled;
  return { riskBand: BANDS_OF_DAST[band] ?? 'HIGH', scores: [{ scale: 'score', score: points }] };
}

const isOfSubstances = (score: object): score is AssistScore => 'highestRisk' in score;

const LETTERS: readonly Answer[] = ['N', 'P', 'E'];

/** The integer as which an answer is stored: a level is itself, no and yes are 0 and 1, and N, P and E are 0, 1 and 2. */
const storedAnswer = (answer: Answer): number =>
  typeof answer === 'number' ? answer : typeof answer === 'boolean' ? Number(answer) : LETTERS.indexOf(answer);

/** A legal form as it is stored, item by item; an item that stands beside the substances names none. */
const storedForm = (answers: JsonObject): StoredAnswer[] =>
  Object.entries(answers).flatMap(([name, input]): StoredAnswer[] => {
    const substance = SUBSTANCES.find((one) => one === name);
    if (substance === undefined || !isObject(input)) return [{ item: name, answer: storedAnswer(input as Answer) }];
    return Object.entries(input).map(([item, answer]) => ({ item, substance, answer: storedAnswer(answer as Answer) }));
  });

/** A stored form as it was recorded: the inverse of what stores it. */
export function inputForm(
  instrument: ScreeningInstrument,
  version: string,
  stored: readonly StoredAnswer[],
): JsonObject {
  const definition = definitionKnown(instrument, version);
  const input = stored.map(({ item, substance, answer }) => ({
    item,
    substance,
    answer: inputAnswer(definition, item, answer),
  }));
  const substances = new Set(input.map(({ substance }) => substance));
  return Object.fromEntries(
    [...substances].flatMap((about): [string, JsonValue][] => {
      const answers = input
        .filter(({ substance }) => substance === about)
        .map(({ item, answer }): [string, JsonValue] => [item, answer]);
      return about === undefined ? answers : [[about, Object.fromEntries(answers)]];
    }),
  );
}

const inputAnswer = ({ items }: Definition, name: string, stored: number): Answer =>
  items.find(({ item }) => item === name)?.choices.find(({ answer }) => storedAnswer(answer) === stored)?.answer ??
  stored;

/** A version that this build does not know is read by the items of the one that it knows best. */
const definitionKnown = (code: ScreeningInstrument, version: string): Definition =>
  DEFINITIONS.find((known) => known.code === code && known.version === version) ?? definitionOf(code);
