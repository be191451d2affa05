import { type KeptEntry, Malformed } from '#kernel';
import { id } from '#contracts/schemas';
import { MEASURE_INSTRUMENTS, REFERENCE_PERIOD_CODES } from '#contracts/rehabilitation/codes';
import * as q from '#platform/questions';
import type { ResultInstrument } from './evaluation.form.js';
import { outcomeComparison } from './outcomes.read-model.js';
import { type Comparison, comparisonsOf, type Taken, takenIn, toPlaces } from './outcomes.js';
import './evaluation.refusals.js';

/** Small cells say too much of too few. */
const FEWEST = 5;
const MOST_MEASURES = 1000;

const suppressed = q.says(q.flag, 'Fewer than five people: no figures.');
const n = q.maybe(q.says(q.whole, 'How many people are behind it.'));

export const outcomeStatistics = q.single(
  {
    name: 'outcomeStatistics',
    route: 'outcome-statistics',
    summary: 'What changed in the mean, by method',
    may: ['karutan', 'kepala-bnnk', 'kanwil'],
    by: {
      instrument: q.needed(q.oneOf(MEASURE_INSTRUMENTS, 'By which it was measured')),
      templateId: q.anId('Only of cases in the programme of this template'),
    },
    shows: q.row('OutcomeStatistics', {
      instrument: q.codeOf(MEASURE_INSTRUMENTS),
      templateId: q.maybe(id),
      methods: q.listOf(
        q.row('MethodStatistics', {
          instrumentVersion: q.word,
          referencePeriod: q.codeOf(REFERENCE_PERIOD_CODES),
          suppressed,
          n,
          changes: q.listOf(
            q.row('MeanChange', {
              scale: q.word,
              suppressed,
              n,
              meanChange: q.maybe(q.says(q.figure, 'To two places.')),
            }),
          ),
        }),
      ),
    }),
  },
  async ({ instrument, templateId }, { reader, models, records }) => {
    const documents = await models.all(outcomeComparison, reader, {
      filter: { instruments: instrument, timings: 'POST', templateId },
      sort: { begunOn: 1 },
    });
    const cases = documents.map(({ entries }) => pairIn(entries, instrument)).filter((pair) => pair.length > 0);
    if (cases.flat().length > MOST_MEASURES) throw new Malformed('too-broad', { most: MOST_MEASURES });
    const opened = await records.open(reader, 'outcome-statistics', cases.flat());
    const entries = opened;
    const pairs = cases.map((pair) => entries.filter(({ entryId }) => pair.some((one) => one.entryId === entryId)));
    const comparisons = pairs.flatMap((pair) => comparisonsOf(takenIn(pair))).filter(({ comparable }) => comparable);
    return { instrument, ...(templateId && { templateId }), methods: methodsIn(comparisons) };
  },
);

/** The mean change of one scale; without figures when fewer than five people would be behind them. */
interface MeanChange {
  readonly scale: string;
  readonly suppressed: boolean;
  readonly n?: number;
  readonly meanChange?: number;
}

/** What changed by one method, from before to after the programme. */
export interface MethodStatistics {
  readonly instrumentVersion: string;
  readonly referencePeriod: string;
  readonly suppressed: boolean;
  readonly n?: number;
  readonly changes: readonly MeanChange[];
}

/** The measures before and last after the programme, with what they say now only; none when either is missing. */
function pairIn(entries: readonly KeptEntry[], instrument: ResultInstrument): readonly KeptEntry[] {
  const taken = takenIn(entries).filter((measure) => measure.instrument === instrument);
  const before = taken.find(({ timing }) => timing === 'PRE');
  const after = lastOf(taken.filter(({ timing }) => timing === 'POST'));
  if (before === undefined || after === undefined) return [];
  return entries
    .filter(({ entryId }) => entryId === before.entryId || entryId === after.entryId)
    .map((entry) => ({ ...entry, said: entry.said.slice(-1) }));
}

const lastOf = (taken: readonly Taken[]): Taken | undefined =>
  taken.toSorted((a, b) => (a.measuredOn < b.measuredOn ? -1 : 1)).at(-1);

type Method = Pick<MethodStatistics, 'instrumentVersion' | 'referencePeriod'>;

const isOf = ({ instrumentVersion, referencePeriod }: Method, { after }: Comparison): boolean =>
  after.instrumentVersion === instrumentVersion && after.referencePeriod === referencePeriod;

function methodsIn(comparisons: readonly Comparison[]): readonly MethodStatistics[] {
  const methods = comparisons.reduce<readonly Method[]>((known, one) => {
    const { instrumentVersion, referencePeriod } = one.after;
    return known.some((method) => isOf(method, one)) ? known : [...known, { instrumentVersion, referencePeriod }];
  }, []);
  return methods.map((method) => {
    const group = comparisons.filter((one) => isOf(method, one));
    if (group.length < FEWEST) return { ...method, suppressed: true, changes: [] };
    const changes = group.flatMap((one) => one.changes);
    const scales = [...new Set(changes.map(({ scale }) => scale))];
    const means = scales.map((scale) => meanOf(scale, changes));
    return { ...method, suppressed: false, n: group.length, changes: means };
  });
}

function meanOf(scale: string, all: Comparison['changes']): MeanChange {
  const changes = all.filter((one) => one.scale === scale).map(({ change }) => change);
  if (changes.length < FEWEST) return { scale, suppressed: true };
  const sum = changes.reduce((total, change) => total + change, 0);
  return { scale, suppressed: false, n: changes.length, meanChange: toPlaces(sum / changes.length) };
}
