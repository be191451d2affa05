import type { JsonObject } from '#kernel';
import type { EvaluationEventData } from '#contracts/rehabilitation/evaluation.events';
import { summedOf } from '../instruments/catalogue.js';
import { type ReferencePeriod, referencePeriodOf } from '../instruments/definition.js';
import type { ScaleSum } from '../instruments/sums.js';
import { refuse } from './evaluation.refusals.js';

type Measured = EvaluationEventData<'OutcomeMeasured'>;
export type ResultInstrument = Measured['instrument'];

/** A form that was filled in; `claimed` are sums that somebody else has counted. */
export interface Form {
  readonly instrument: ResultInstrument;
  readonly version?: string;
  readonly referencePeriod?: ReferencePeriod;
  readonly answers: JsonObject;
  readonly claimed?: readonly Pick<ScaleSum, 'scale' | 'sum'>[];
}

type Method = Pick<Measured, 'instrument' | 'instrumentVersion' | 'referencePeriod'>;

/** By what was measured, whatever was answered. Refuses a period that the instrument does not ask about. */
export function methodOf({ instrument, version, referencePeriod }: Omit<Form, 'answers'>): Method {
  const definition = summedOf(instrument, version);
  return {
    instrument,
    instrumentVersion: definition.version,
    referencePeriod: referencePeriodOf(definition, referencePeriod),
  };
}

/** What is stored of a form besides its method. Refuses an illegal or empty one, and sums that differ from ours. */
export function countedOf({
  instrument,
  version,
  answers,
  claimed = [],
}: Form): Pick<Measured, 'cutoffSet' | 'answers' | 'sums'> {
  const definition = summedOf(instrument, version);
  const sums = definition.sumsOf(answers);
  if (sums.every(({ answered }) => answered === 0)) refuse('nothing-answered', { instrument });
  const differing = claimed.filter(({ scale, sum }) => !sums.some((ours) => ours.scale === scale && ours.sum === sum));
  if (differing.length > 0) {
    refuse(
      'score-differs',
      {},
      differing.map(({ scale }) => `claimed.${scale.slice(0, LONGEST_NAME)} differs`),
    );
  }
  return {
    ...(definition.cutoffs && { cutoffSet: definition.cutoffs.set }),
    answers: Object.entries(answers).flatMap(([item, answer]) =>
      typeof answer === 'number' ? [{ item, answer }] : [],
    ),
    sums: sums.map(({ scale, sum, answered }) => ({ scale, sum, answered })),
  };
}

const LONGEST_NAME = 40;
