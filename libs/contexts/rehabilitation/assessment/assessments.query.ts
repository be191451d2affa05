import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { NotFound, shown, type ShownEntry, without } from '#kernel';
import { OpenedRecords } from '#platform/audit';
import type { Reader } from '#platform/auth';
import { type Page, ReadModels } from '#platform/projections';
import { withholding } from '../withheld.js';
import { assessmentBoard, type AssessmentDocument } from './assessment-board.projection.js';

export interface AssessmentQuestion {
  readonly caseId?: string;
  readonly status?: string;
  readonly limit?: number;
  readonly after?: string;
}

export type AssessmentSummary = Omit<AssessmentDocument, 'units' | 'entries'>;

/** An assessment as far as the reader may see it: the clinic and the assessors all, the head of the unit what is recommended. */
export interface AssessmentInFull extends AssessmentSummary {
  readonly starts: readonly ShownEntry[];
  readonly ratings: readonly ShownEntry[];
  readonly completions: readonly ShownEntry[];
  readonly recommendations: readonly ShownEntry[];
}

export class AssessmentsIn extends Query<Page<AssessmentSummary>> {
  constructor(
    readonly reader: Reader,
    readonly question: AssessmentQuestion,
  ) {
    super();
  }
}

export class AssessmentWithId extends Query<AssessmentInFull> {
  constructor(
    readonly reader: Reader,
    readonly assessmentId: string,
  ) {
    super();
  }
}

/** Who has the severities opened; everybody else reads what is clear (domain 5.5). */
const CLINICAL: readonly string[] = ['perawat-klinik', 'asesor-bnnk'];
/** Who sees of an assessment only what it recommends. */
const DECIDING = 'karutan';

@QueryHandler(AssessmentsIn)
export class AssessmentsInHandler implements IQueryHandler<AssessmentsIn> {
  constructor(private readonly models: ReadModels) {}

  async execute({ reader, question }: AssessmentsIn): Promise<Page<AssessmentSummary>> {
    const { caseId, status, limit, after } = question;
    const seen = reader.actor.role === DECIDING ? [{ status: 'RECOMMENDED' }] : [];
    const asked = [...(caseId ? [{ caseId }] : []), ...(status ? [{ status }] : []), ...seen];
    const page = await this.models.page(assessmentBoard, reader, {
      ...(asked.length > 0 && { filter: { $and: asked } }),
      sort: { startedOn: -1 },
      ...(limit !== undefined && { limit }),
      ...(after !== undefined && { after }),
    });
    return { ...page, items: page.items.map(summaryOf) };
  }
}

@QueryHandler(AssessmentWithId)
export class AssessmentWithIdHandler implements IQueryHandler<AssessmentWithId> {
  constructor(
    private readonly models: ReadModels,
    private readonly records: OpenedRecords,
  ) {}

  async execute({ reader, assessmentId }: AssessmentWithId): Promise<AssessmentInFull> {
    const { role } = reader.actor;
    const assessment = await this.models.one(assessmentBoard, reader, assessmentId);
    const isSeen = role !== DECIDING || assessment?.status === 'RECOMMENDED';
    if (assessment === undefined || !isSeen) throw new NotFound('assessment with that id');
    const visible = assessment.entries.filter(({ type }) => role !== DECIDING || type === 'PlacementRecommended');
    const read = CLINICAL.includes(role)
      ? await this.records.open(reader, 'assessment', visible)
      : withholding(visible);
    const entries = read as unknown as AssessmentDocument['entries'];
    return {
      ...summaryOf(assessment),
      starts: shown(entries, 'AssessmentStarted'),
      ratings: shown(entries, 'AssessmentDomainRated'),
      completions: shown(entries, 'AssessmentCompleted'),
      recommendations: shown(entries, 'PlacementRecommended'),
    };
  }
}

const summaryOf = (assessment: AssessmentDocument): AssessmentSummary => without(assessment, 'units', 'entries');
