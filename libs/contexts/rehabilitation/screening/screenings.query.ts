import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type JsonObject, type KeptEntry, NotFound, shown, type ShownEntry, without } from '#kernel';
import { OpenedRecords } from '#platform/audit';
import type { Reader } from '#platform/auth';
import { type Page, ReadModels } from '#platform/projections';
import { withholding } from '../withheld.js';
import { type StoredAnswer, toldForm } from './screening.form.js';
import type { StoredInstrument } from './screening.record.js';
import { type ScreeningDocument, screenings } from './screenings.projection.js';

export interface ScreeningQuestion {
  readonly inmateId?: string;
  readonly caseId?: string;
  readonly riskBand?: string;
  readonly status?: string;
  /** First and last day, inclusive. */
  readonly from?: string;
  readonly to?: string;
  readonly limit?: number;
  readonly after?: string;
}

export type ScreeningSummary = Omit<ScreeningDocument, 'units' | 'entries'>;

export interface ScreeningInFull extends ScreeningSummary {
  readonly schedules: readonly ShownEntry[];
  readonly interviews: readonly ShownEntry[];
  readonly refusals: readonly ShownEntry[];
  readonly educations: readonly ShownEntry[];
}

export class ScreeningsIn extends Query<Page<ScreeningSummary>> {
  constructor(
    readonly reader: Reader,
    readonly question: ScreeningQuestion,
  ) {
    super();
  }
}

export class ScreeningWithId extends Query<ScreeningInFull> {
  constructor(
    readonly reader: Reader,
    readonly screeningId: string,
  ) {
    super();
  }
}

@QueryHandler(ScreeningsIn)
export class ScreeningsInHandler implements IQueryHandler<ScreeningsIn> {
  constructor(private readonly models: ReadModels) {}

  async execute({ reader, question }: ScreeningsIn): Promise<Page<ScreeningSummary>> {
    const { inmateId, caseId, riskBand, status, from, to, limit, after } = question;
    const days = { ...(from && { $gte: from }), ...(to && { $lte: to }) };
    const page = await this.models.page(screenings, reader, {
      filter: { inmateId, caseId, riskBand, status, ...(Object.keys(days).length > 0 && { screeningOn: days }) },
      sort: { screeningOn: -1 },
      ...(limit !== undefined && { limit }),
      ...(after !== undefined && { after }),
    });
    return { ...page, items: page.items.map(summaryOf) };
  }
}

@QueryHandler(ScreeningWithId)
export class ScreeningWithIdHandler implements IQueryHandler<ScreeningWithId> {
  constructor(
    private readonly models: ReadModels,
    private readonly records: OpenedRecords,
  ) {}

  async execute({ reader, screeningId }: ScreeningWithId): Promise<ScreeningInFull> {
    const screening = await this.models.one(screenings, reader, screeningId);
    if (screening === undefined) throw new NotFound('screening with that id');
    const entries = await this.entriesFor(reader, screening.entries);
    return {
      ...summaryOf(screening),
      schedules: shown(entries, 'ScreeningScheduled'),
      interviews: shown(entries, 'InmateScreened'),
      refusals: shown(entries, 'ScreeningRefused'),
      educations: shown(entries, 'BriefEducationGiven'),
    };
  }

  /** Answers and scores are for who screens and treats; the others read the risk band, their seals stay closed (domain 5.5). */
  private async entriesFor(reader: Reader, entries: readonly KeptEntry[]): Promise<readonly KeptEntry[]> {
    if (!CLINICAL.includes(reader.actor.role)) return withholding(entries) as unknown as readonly KeptEntry[];
    const opened = (await this.records.open(reader, 'screening', entries)) as unknown as readonly KeptEntry[];
    return opened.map((entry) => ({
      ...entry,
      said: entry.said.map((telling) => ({ ...telling, data: told(telling.data) })),
    }));
  }
}

const CLINICAL: readonly string[] = ['perawat-klinik', 'asesor-bnnk'];

/** An entry with its form as it was told, when its key is there; why a screening was refused is not why an entry was corrected. */
function told({ answers, reasonCode, ...data }: JsonObject): JsonObject {
  const { instrument, instrumentVersion } = data as unknown as Opened;
  return {
    ...data,
    ...(answers !== undefined && { answers: toldForm(instrument, instrumentVersion, answers as Opened['answers']) }),
    ...(reasonCode !== undefined && { refusalReason: reasonCode }),
  };
}

interface Opened {
  readonly instrument: StoredInstrument;
  readonly instrumentVersion: string;
  readonly answers: readonly StoredAnswer[];
}

const summaryOf = (screening: ScreeningDocument): ScreeningSummary => without(screening, 'units', 'entries');
