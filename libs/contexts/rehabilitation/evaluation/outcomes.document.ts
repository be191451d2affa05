import { kept, type KeptEntry, type Projected, type Projection, saidNow, uuidOf } from '#kernel';
import type { MeasureTiming } from '#contracts/rehabilitation/codes';
import {
  type EvaluationEntry,
  type EvaluationEvent,
  type EvaluationEventData,
  evaluationEvents,
} from '#contracts/rehabilitation/evaluation.events';
import type { Scoped } from '#platform/projections';

/** What was measured and concluded in one case; scores are sealed, so only who opens them can compare. */
export interface OutcomeDocument extends Scoped {
  readonly evaluationId: string;
  readonly caseId: string;
  readonly unitId: string;
  /** Of the latest measure that was taken in a programme. */
  readonly templateId?: string;
  /** What was measured by, and when, as is known now. */
  readonly instruments: readonly EvaluationEventData<'OutcomeMeasured'>['instrument'][];
  readonly timings: readonly MeasureTiming[];
  /** The day of its first entry, as is known now. */
  readonly begunOn: string;
  readonly entries: readonly KeptEntry[];
  readonly revision: number;
}

export const outcomeComparison: Projection<OutcomeDocument, EvaluationEvent> = {
  name: 'outcome-comparison',
  version: 1,
  events: evaluationEvents,
  indexes: [
    ['units', 'begunOn'],
    ['units', 'caseId'],
  ],
  documents: ({ stream }) => [uuidOf(stream)],
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

function begunBy({ data }: Projected<EvaluationEvent>): Pick<OutcomeDocument, 'caseId'> {
  if (!('caseId' in data)) throw new Error('An evaluation begins with a measure.');
  return { caseId: data.caseId };
}

/** The units besides the own one that an event says to serve; undefined when it does not say. */
const servingNow = ({ data }: Projected<EvaluationEvent>): readonly string[] | undefined =>
  'providerUnitIds' in data ? data.providerUnitIds : undefined;

const firstDayIn = ([first]: readonly KeptEntry[]): string => first?.said.at(-1)?.on ?? '';

function knownNow(entries: readonly KeptEntry[]): Pick<OutcomeDocument, 'templateId' | 'instruments' | 'timings'> {
  const measures = saidNow<EvaluationEntry, 'OutcomeMeasured'>(entries, 'OutcomeMeasured');
  const templateId = measures.findLast((measure) => measure.templateId !== undefined)?.templateId;
  return {
    ...(templateId !== undefined && { templateId }),
    instruments: [...new Set(measures.map(({ instrument }) => instrument))],
    timings: [...new Set(measures.map(({ timing }) => timing))],
  };
}
