import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { shown, type ShownEntry } from '#kernel';
import { OpenedRecords } from '#platform/audit';
import type { Reader } from '#platform/auth';
import { type Page, ReadModels } from '#platform/projections';
import { type ResultInstrument, storedCode } from './evaluation.form.js';
import { outcomeComparison, type OutcomeDocument } from './outcome-comparison.projection.js';
import { type Comparison, comparisonsOf, readable, takenIn } from './outcomes.js';

export interface OutcomeQuestion {
  readonly caseId?: string;
  readonly instrument?: ResultInstrument;
  /** When the later of two compared measures was taken. */
  readonly timing?: 'MID' | 'POST';
  readonly limit?: number;
  readonly after?: string;
}

/** What was measured and concluded in a case, and what changed. */
export interface OutcomesOfCase extends Pick<OutcomeDocument, 'evaluationId' | 'caseId' | 'unitId' | 'revision'> {
  readonly comparisons: readonly Comparison[];
  readonly measures: readonly ShownEntry[];
  readonly conclusions: readonly ShownEntry[];
}

export class OutcomesIn extends Query<Page<OutcomesOfCase>> {
  constructor(
    readonly reader: Reader,
    readonly question: OutcomeQuestion,
  ) {
    super();
  }
}

@QueryHandler(OutcomesIn)
export class OutcomesInHandler implements IQueryHandler<OutcomesIn> {
  constructor(
    private readonly models: ReadModels,
    private readonly records: OpenedRecords,
  ) {}

  async execute({ reader, question }: OutcomesIn): Promise<Page<OutcomesOfCase>> {
    const { caseId, instrument, timing, limit, after } = question;
    const page = await this.models.page(outcomeComparison, reader, {
      filter: {
        ...(caseId && { caseId }),
        ...(instrument && { instruments: storedCode(instrument) }),
        ...(timing && { timings: timing }),
      },
      sort: { begunOn: -1 },
      ...(limit !== undefined && { limit }),
      ...(after !== undefined && { after }),
    });
    const opened = (await this.records.open(reader, 'outcomes', page.items)) as unknown as readonly OutcomeDocument[];
    return { ...page, items: opened.map((document) => outcomesOf(document, question)) };
  }
}

function outcomesOf(
  { evaluationId, caseId, unitId, entries, revision }: OutcomeDocument,
  { instrument, timing }: OutcomeQuestion,
): OutcomesOfCase {
  const isAsked = (comparison: Comparison): boolean =>
    (instrument === undefined || comparison.instrument === instrument) &&
    (timing === undefined || comparison.after.timing === timing);
  const read = entries.map(readable);
  return {
    evaluationId,
    caseId,
    unitId,
    revision,
    comparisons: comparisonsOf(takenIn(entries)).filter(isAsked),
    measures: shown(read, 'OutcomeMeasured').filter(
      (measure) => instrument === undefined || measure.instrument === instrument,
    ),
    conclusions: shown(read, 'RehabEvaluated'),
  };
}
