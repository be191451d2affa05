import { kept, type KeptEntry, type Projected, type Projection, saidNow, shown, words } from '#kernel';
import * as codes from '#contracts/rehabilitation/codes';
import * as events from '#contracts/rehabilitation/evaluation.events';
import { day, id, unitId } from '#contracts/schemas';
import type { Scoped } from '#platform/projections';
import * as q from '#platform/questions';
import { ofCase } from '../related.read-model.js';
import { comparisonsOf, INCOMPARABLE, scored, takenIn } from './outcomes.js';

/** What was measured and concluded in one case; scores are sealed, so only who opens them can compare. */
export interface OutcomeDocument extends Scoped {
  readonly evaluationId: string;
  readonly caseId: string;
  readonly unitId: string;
  /** Of the latest measure that was taken in a programme. */
  readonly templateId?: string;
  /** What was measured by, and when, as is known now. */
  readonly instruments: readonly events.EvaluationEventData<'OutcomeMeasured'>['instrument'][];
  readonly timings: readonly codes.MeasureTiming[];
  /** The day of its first entry, as is known now. */
  readonly begunOn: string;
  readonly entries: readonly KeptEntry[];
  readonly revision: number;
}

export const outcomeComparison: Projection<OutcomeDocument, events.EvaluationEvent> = {
  name: 'outcome-comparison',
  version: 1,
  events: events.evaluationEvents,
  indexes: [
    ['units', 'begunOn'],
    ['units', 'caseId'],
  ],
  fold: (document, event, evaluationId) => {
    const { caseId } = document ?? begunBy(event);
    const { unitId } = event.metadata;
    const entries = kept(document?.entries ?? [], event);
    return {
      evaluationId,
      caseId,
      unitId,
      units: [...new Set([unitId, ...(servingNow(event) ?? document?.units.slice(1) ?? [])])],
      begunOn: firstDayIn(entries),
      ...knownNow(entries),
      entries,
      revision: event.revision,
    };
  },
};

function begunBy({ data }: Projected<events.EvaluationEvent>): Pick<OutcomeDocument, 'caseId'> {
  if (!('caseId' in data)) throw new Error('An evaluation begins with a measure.');
  return { caseId: data.caseId };
}

/** The units besides the own one that an event says to serve; undefined when it does not say. */
const servingNow = ({ data }: Projected<events.EvaluationEvent>): readonly string[] | undefined =>
  'providerUnitIds' in data ? data.providerUnitIds : undefined;

const firstDayIn = ([first]: readonly KeptEntry[]): string => first?.said.at(-1)?.on ?? '';

function knownNow(entries: readonly KeptEntry[]): Pick<OutcomeDocument, 'templateId' | 'instruments' | 'timings'> {
  const measures = saidNow<events.EvaluationEntry, 'OutcomeMeasured'>(entries, 'OutcomeMeasured');
  const templateId = measures.findLast((measure) => measure.templateId !== undefined)?.templateId;
  return {
    ...(templateId !== undefined && { templateId }),
    instruments: [...new Set(measures.map(({ instrument }) => instrument))],
    timings: [...new Set(measures.map(({ timing }) => timing))],
  };
}

const compared = q.row('ComparedMeasure', {
  entryId: id,
  instrumentVersion: q.word,
  referencePeriod: q.says(q.codeOf(codes.REFERENCE_PERIOD_CODES), 'Which time it asks about.'),
  timing: q.says(q.codeOf(codes.MEASURE_TIMINGS), 'Before, during or after the programme.'),
  measuredOn: day,
});

const comparison = q.row('OutcomeComparison', {
  instrument: q.codeOf(codes.MEASURE_INSTRUMENTS),
  before: q.maybe(q.says(compared, 'The measure before the programme.')),
  after: q.says(compared, 'The measure that is compared with it.'),
  comparable: q.says(q.flag, 'Of one instrument, version and reference period, both scorable.'),
  why: q.maybe(q.says(q.codeOf(INCOMPARABLE), 'Why they are not compared.')),
  changes: q.listOf(
    q.row('ScaleChange', {
      scale: q.word,
      before: q.figure,
      after: q.figure,
      change: q.says(q.figure, 'To two places.'),
    }),
  ),
});

/** Not again what the answer says already, and scores in the place of answers and sums. */
const unshown = { subject: undefined, caseId: undefined, providerUnitIds: undefined };
const measures = q.entriesOf('Measure', events.OutcomeMeasured, {
  ...unshown,
  answers: undefined,
  sums: undefined,
  scores: q.maybe(
    q.listOf(
      q.row('OutcomeScore', {
        scale: q.word,
        score: q.maybe(q.says(q.figure, 'Absent when too little was answered.')),
      }),
    ),
  ),
});
const conclusions = q.entriesOf('RehabConclusion', events.RehabEvaluated, {
  ...unshown,
  goals: q.says(
    q.listOf(
      q.row('GoalOutcome', {
        goalId: id,
        outcome: q.maybe(q.codeOf(codes.GOAL_OUTCOMES)),
        gone: q.maybe(q.listOf(q.word)),
      }),
    ),
    'What came of each goal of the approved plan.',
  ),
});

const caseOutcomes = q.related(
  q.row('CaseOutcomes', {
    id,
    caseId: id,
    unitId: q.says(unitId, 'The unit that owns the case.'),
    revision: q.whole,
    comparisons: q.says(q.listOf(comparison), 'What changed from before the programme.'),
    measures,
    conclusions,
  }),
  ofCase,
);

const readers = ['perawat-klinik', 'asesor-bnnk'] as const;

export const outcomes = q.page({
  name: 'outcomes',
  route: 'outcomes',
  summary: 'What was measured in cases, and what changed',
  may: readers,
  of: outcomeComparison,
  by: {
    caseId: q.anId('Whose they are'),
    instrument: q.anyOf(codes.MEASURE_INSTRUMENTS, 'By which it was measured'),
    timing: q.anyOf(
      words('LATER_TIMINGS', { MID: 'During the programme', POST: 'After the programme' }),
      'When the later of two compared measures was taken',
    ),
  },
  where: ({ caseId, instrument, timing }) => ({ caseId, instruments: instrument, timings: timing }),
  sort: { begunOn: -1 },
  shows: caseOutcomes,
  asAll: async (documents, asked, { reader, records }) => {
    const opened = await records.open(reader, 'outcomes', documents);
    return opened.map((document) => outcomesIn(document, asked));
  },
});

export const evaluation = q.one({
  name: 'evaluation',
  summary: 'One evaluation: what was measured in a case, and what changed',
  may: readers,
  of: outcomeComparison,
  shows: caseOutcomes,
  as: async (document, { reader, records }) => {
    const [opened = document] = await records.open(reader, 'outcomes', [document]);
    return outcomesIn(opened, {});
  },
});

interface AskedOf {
  readonly instrument?: readonly string[];
  readonly timing?: readonly string[];
}

const outcomesIn = <D extends Pick<OutcomeDocument, 'entries'>>(
  { entries, ...document }: D,
  { instrument, timing }: AskedOf,
) => ({
  ...document,
  comparisons: comparisonsOf(takenIn(entries)).filter(
    ({ instrument: of, after }) => isAmong(instrument, of) && isAmong(timing, after.timing),
  ),
  measures: shown(entries.map(scored), 'OutcomeMeasured').filter(({ instrument: of }) => isAmong(instrument, of)),
  conclusions: shown(entries, 'RehabEvaluated'),
});

/** Whether it is one of those that are asked for; all are when none is. */
const isAmong = (asked: readonly unknown[] | undefined, one: unknown): boolean => asked?.includes(one) ?? true;
