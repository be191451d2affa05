import { isObject, type JsonObject, type KeptEntry, saidNow, without, words } from '#kernel';
import type { EvaluationEntry, EvaluationEventData } from '#contracts/rehabilitation/evaluation.events';
import { summedOf } from '../instruments/catalogue.js';
import type { ResultInstrument } from './evaluation.form.js';

type Measured = EvaluationEventData<'OutcomeMeasured'>;

/** A measure whose seal was opened: without sums when the key is gone. */
type Opened = Omit<Measured, 'answers' | 'sums'> & Partial<Pick<Measured, 'sums'>>;

/** The score of one scale; absent when too little was answered, which is never 0. */
export interface ScaleScore {
  readonly scale: string;
  readonly score?: number;
}

export interface Taken {
  readonly entryId: string;
  readonly instrument: ResultInstrument;
  readonly instrumentVersion: string;
  readonly referencePeriod: string;
  readonly timing: Measured['timing'];
  readonly measuredOn: string;
  readonly scores?: readonly ScaleScore[];
}

export interface ScaleChange {
  readonly scale: string;
  readonly before: number;
  readonly after: number;
  readonly change: number;
}

export const INCOMPARABLE = words('INCOMPARABLE', {
  NOTHING_BEFORE: 'Nothing was measured before the programme',
  OTHER_VERSION: 'It was measured with another version of the form',
  OTHER_PERIOD: 'It was asked about another time',
  GONE: 'What was measured can no longer be read',
  NOT_SCORABLE: 'Too much was left unanswered to give a score',
});

/** What changed from the measure before to a later one, or why that cannot be said. */
export interface Comparison {
  readonly instrument: ResultInstrument;
  readonly before?: Omit<Taken, 'scores' | 'instrument'>;
  readonly after: Omit<Taken, 'scores' | 'instrument'>;
  readonly comparable: boolean;
  readonly why?: (typeof INCOMPARABLE)[number];
  readonly changes: readonly ScaleChange[];
}

/** The scores that follow from the sums of a measure (D5). */
function scoresOf({
  instrument,
  instrumentVersion,
  sums,
}: Pick<Opened, 'instrument' | 'instrumentVersion' | 'sums'>): readonly ScaleScore[] | undefined {
  return sums && numbersIn(summedOf(instrument, instrumentVersion).scoreOf(sums));
}

function numbersIn(score: object): readonly ScaleScore[] {
  const members: readonly (readonly [string, unknown])[] = Object.entries(score);
  return members.flatMap(([scale, value]) => {
    if (typeof value === 'number') return [{ scale, score: value }];
    if (value === null) return [{ scale }];
    return isObject(value) ? numbersIn(value) : [];
  });
}

export const takenIn = (entries: readonly KeptEntry[]): readonly Taken[] =>
  entries.flatMap((entry) =>
    measuresIn(entry).map((data) => {
      const { instrumentVersion, referencePeriod, timing, measuredOn } = data;
      const scores = scoresOf(data);
      return {
        entryId: entry.entryId,
        instrument: data.instrument,
        instrumentVersion,
        referencePeriod,
        timing,
        measuredOn,
        ...(scores && { scores }),
      };
    }),
  );

const measuresIn = (entry: KeptEntry): readonly Opened[] =>
  saidNow<EvaluationEntry, 'OutcomeMeasured'>([entry], 'OutcomeMeasured');

/** Every later measure compared with the one before the programme, by the same instrument, version and period only. */
export const comparisonsOf = (taken: readonly Taken[]): readonly Comparison[] =>
  taken
    .filter(({ timing }) => timing !== 'PRE')
    .map((after) => {
      const before = taken.find(({ timing, instrument }) => timing === 'PRE' && instrument === after.instrument);
      const changes = before === undefined ? [] : changesBetween(before, after);
      const why = whyNot(before, after, changes);
      return {
        instrument: after.instrument,
        ...(before && { before: without(before, 'scores', 'instrument') }),
        after: without(after, 'scores', 'instrument'),
        comparable: why === undefined,
        ...(why !== undefined && { why }),
        changes: why === undefined ? changes : [],
      };
    });

function whyNot(before: Taken | undefined, after: Taken, changes: readonly ScaleChange[]): Comparison['why'] {
  if (before === undefined) return 'NOTHING_BEFORE';
  if (before.instrumentVersion !== after.instrumentVersion) return 'OTHER_VERSION';
  if (before.referencePeriod !== after.referencePeriod) return 'OTHER_PERIOD';
  if (before.scores === undefined || after.scores === undefined) return 'GONE';
  return changes.length === 0 ? 'NOT_SCORABLE' : undefined;
}

const changesBetween = ({ scores: earlier = [] }: Taken, { scores: later = [] }: Taken): readonly ScaleChange[] =>
  earlier.flatMap(({ scale, score: before }) => {
    const after = later.find((one) => one.scale === scale)?.score;
    return before === undefined || after === undefined
      ? []
      : [{ scale, before, after, change: toPlaces(after - before) }];
  });

/** To two places, so that a difference of rounded scores has no more of them. */
export const toPlaces = (value: number): number => Math.round(value * 100) / 100;

/** The entry with the scores of each of its tellings. */
export const scored = (entry: KeptEntry): KeptEntry => ({
  ...entry,
  said: entry.said.map((version) => ({
    ...version,
    data: { ...version.data, ...scoresIn({ entryId: '', type: entry.type, said: [version] }) },
  })),
});

function scoresIn(entry: KeptEntry): JsonObject {
  const [measured] = measuresIn(entry);
  if (measured === undefined) return {};
  const scores = scoresOf(measured);
  return scores === undefined ? {} : { scores: scores.map((score) => ({ ...score })) };
}
