import * as kernel from '#kernel';
import type { MeasureTiming } from '#contracts/rehabilitation/codes';
import type * as events from '#contracts/rehabilitation/evaluation.events';
import type { CommandsOf } from '#platform/commands';
import type { OfCase, ConsentFact, InmateFact } from '../facts.rules.js';
import type { TakingOver } from '../taking-over.js';
import type * as commands from './evaluation.commands.js';
import { refuse } from './evaluation.refusals.js';

/** What rules ask of a measure; what was answered is sealed. */
export type Measure = Pick<
  events.EvaluationEventData<'OutcomeMeasured'>,
  'instrument' | 'instrumentVersion' | 'referencePeriod' | 'timing' | 'measuredOn'
>;

export interface BegunEvaluation {
  readonly status: 'begun';
  readonly subject: string;
  readonly caseId: string;
  readonly unitId: string;
  /** The units besides the own one that serve the case. */
  readonly providers: readonly string[];
  readonly measures: readonly Measure[];
}

/** The evaluation of a case: begun by its first measure, and never at an end, so that what was annulled can be measured again. */
export type Evaluation = { readonly status: 'none' } | BegunEvaluation;

export type EvaluationRecord = kernel.Entries<Evaluation, events.EvaluationEntry>;

/** What a measure rests on; no consent where one from before they were named is decided again. */
export interface MeasuringFacts extends OfCase {
  readonly inmate: InmateFact;
  readonly consent?: ConsentFact;
}

/** The goals of the version of the plan that holds, when one was approved. */
export interface PlanGoals {
  readonly goalIds?: readonly string[];
  readonly basis: kernel.Fact;
}

/** What a conclusion rests on; no plan when the case has none. */
export interface ConcludingFacts extends OfCase {
  readonly inmate: InmateFact;
  readonly plan?: PlanGoals;
}

interface Facts {
  /** With the unit that is to own the evaluation. */
  readonly BeginEvaluation: MeasuringFacts & { readonly unitId: string };
  readonly RecordMeasure: MeasuringFacts;
  readonly EvaluateRehab: ConcludingFacts;
  readonly CorrectEvaluationEntry: kernel.AgainFacts & OfCase;
  readonly AnnulEvaluationEntry: kernel.AgainFacts & OfCase;
}

export type EvaluationCommand = kernel.WithFacts<
  CommandsOf<typeof commands> | { readonly type: 'TakeOverEvaluation'; readonly data: TakingOver },
  Facts
>;
export type CommandOf<Type extends EvaluationCommand['type']> = Extract<EvaluationCommand, { type: Type }>;
export type EvaluationDecider = kernel.Decider<EvaluationRecord, EvaluationCommand, events.EvaluationEvent>;
export type Rules<Type extends EvaluationCommand['type']> = Pick<EvaluationDecider['decide'], Type>;

type Data = Extract<events.EvaluationEntry, { type: 'OutcomeMeasured' | 'RehabEvaluated' }>['data'];

const begunBy = (before: Evaluation, data: Data, { unitId }: kernel.Recording['metadata']): BegunEvaluation => ({
  status: 'begun',
  subject: data.subject,
  caseId: data.caseId,
  unitId,
  providers: data.providerUnitIds ?? [],
  measures: before.status === 'none' ? [] : before.measures,
});

const folds: kernel.Folds<Evaluation, events.EvaluationEntry> = {
  OutcomeMeasured: (before, { data, metadata }) => {
    const begun = begunBy(before, data, metadata);
    return { ...begun, measures: [...begun.measures, measureOf(data)] };
  },
  RehabEvaluated: (before, { data, metadata }) => begunBy(before, data, metadata),
  EvaluationTakenOver: (before, { data: { subject, caseId }, metadata: { unitId } }) =>
    before.status === 'none'
      ? { status: 'begun', subject, caseId, unitId, providers: [], measures: [] }
      : { ...before, unitId },
};

export const evaluationEntries = kernel.entriesOf<Evaluation, events.EvaluationEntry>(
  { status: 'none' },
  folds,
  (evaluation) => (evaluation.status === 'none' ? evaluation : { ...evaluation, measures: [] }),
);

export const measureOf = (data: Measure): Measure => {
  const { instrument, instrumentVersion, referencePeriod, timing, measuredOn } = data;
  return { instrument, instrumentVersion, referencePeriod, timing, measuredOn };
};

export const begunEvaluation = ({ now }: EvaluationRecord): BegunEvaluation =>
  now.status === 'none' ? refuse('evaluation-not-begun') : now;

/** Refuses measures that contradict each other: measured twice, out of order, or a result with nothing to compare it to. */
export function mustHold(measures: readonly Measure[]): void {
  for (const [index, measure] of measures.entries()) {
    const others = measures.filter((other, at) => at !== index && other.instrument === measure.instrument);
    const { instrument, instrumentVersion: version, referencePeriod, timing, measuredOn } = measure;
    const repeated = others.find((other) => isRepeated(measure, other));
    if (repeated !== undefined) refuse('already-measured', { instrument, timing, measuredOn: repeated.measuredOn });
    const later = others.find((other) => isBefore(measure, other) && measuredOn >= other.measuredOn);
    if (later !== undefined) {
      const other = { otherTiming: later.timing, otherOn: later.measuredOn };
      refuse('measures-out-of-order', { timing, measuredOn, ...other });
    }
    if (timing === 'POST' && !others.some((other) => other.timing === 'PRE' && isSameMethod(measure, other))) {
      refuse('no-measure-to-compare', { instrument, version, referencePeriod });
    }
  }
}

const ORDER: Readonly<Record<MeasureTiming, number>> = { PRE: 0, MID: 1, POST: 2 };

const isBefore = (measure: Measure, other: Measure): boolean => ORDER[measure.timing] < ORDER[other.timing];

const isRepeated = ({ timing, measuredOn }: Measure, other: Measure): boolean =>
  timing === other.timing && (timing === 'PRE' || measuredOn === other.measuredOn);

/** Whether two measures are of one method and period: only such are compared. */
const isSameMethod = (
  measure: Pick<Measure, 'instrument' | 'instrumentVersion' | 'referencePeriod'>,
  other: Pick<Measure, 'instrument' | 'instrumentVersion' | 'referencePeriod'>,
): boolean =>
  measure.instrument === other.instrument &&
  measure.instrumentVersion === other.instrumentVersion &&
  measure.referencePeriod === other.referencePeriod;
