import { shown, words } from '#kernel';
import { OutcomeMeasured, RehabEvaluated } from '#contracts/rehabilitation/evaluation.events';
import { day, id, unitId } from '#contracts/schemas';
import {
  REFERENCE_PERIOD_CODES,
  MEASURE_INSTRUMENTS,
  MEASURE_TIMINGS,
  GOAL_OUTCOMES,
} from '#contracts/rehabilitation/codes';
import * as q from '#platform/questions';
import { ofCase } from '../related.read-model.js';
import { outcomeComparison, type OutcomeDocument } from './outcomes.document.js';
import { comparisonsOf, INCOMPARABLE, scored, takenIn } from './outcomes.js';

const compared = q.row('ComparedMeasure', {
  entryId: id,
  instrumentVersion: q.word,
  referencePeriod: q.says(q.codeOf(REFERENCE_PERIOD_CODES), 'Which time it asks about.'),
  timing: q.says(q.codeOf(MEASURE_TIMINGS), 'Before, during or after the programme.'),
  measuredOn: day,
});

const comparison = q.row('OutcomeComparison', {
  instrument: q.codeOf(MEASURE_INSTRUMENTS),
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
const measures = q.entriesOf('Measure', OutcomeMeasured, {
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
const conclusions = q.entriesOf('RehabConclusion', RehabEvaluated, {
  ...unshown,
  goals: q.says(
    q.listOf(
      q.row('GoalOutcome', { goalId: id, outcome: q.maybe(q.codeOf(GOAL_OUTCOMES)), gone: q.maybe(q.listOf(q.word)) }),
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
    instrument: q.anyOf(MEASURE_INSTRUMENTS, 'By which it was measured'),
    timing: q.anyOf(
      words('LATER_TIMINGS', {
        MID: 'During the programme',
        POST: 'After the programme',
      }),
      'When the later of two compared measures was taken',
    ),
  },
  where: ({ caseId, instrument, timing }) => ({
    caseId,
    instruments: instrument,
    timings: timing,
  }),
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
  what: 'evaluation',
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
