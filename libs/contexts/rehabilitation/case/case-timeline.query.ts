import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import {
  deadlineOf,
  Engine,
  formatPosition,
  isInstant,
  type JsonObject,
  NotFound,
  parsePosition,
  PATIENCE,
  toStoredInstant,
  untilAnswered,
} from '#kernel';
import { historyOf, type HistoryRow, OpenedRecords } from '#platform/audit';
import type { Reader } from '#platform/auth';
import { type Page, ReadModels } from '#platform/projections';
import { withholding } from '../withheld.js';
import { caseList } from './case-list.projection.js';
import { caseTimeline } from './case-timeline.projection.js';
import { timelineRow, type TimelineRow } from './case-timeline.rows.js';
import { seesRiskBand } from './cases.query.js';

export interface TimelineQuestion {
  readonly caseId: string;
  /** A position or an instant: what was known then. */
  readonly at?: string | undefined;
  readonly limit?: number | undefined;
  readonly after?: string | undefined;
}

export class TimelineOf extends Query<Page<TimelineRow>> {
  constructor(
    readonly reader: Reader,
    readonly question: TimelineQuestion,
  ) {
    super();
  }
}

/** Who has what is sealed opened; everybody else reads which classes there are (domain 5.5). */
const OPENERS: readonly string[] = ['perawat-klinik', 'asesor-bnnk'];
const OVERSEERS: readonly string[] = ['auditor', 'dpo'];
const MOST = 200;

@QueryHandler(TimelineOf)
export class TimelineOfHandler implements IQueryHandler<TimelineOf> {
  constructor(
    private readonly engine: Engine,
    private readonly models: ReadModels,
    private readonly records: OpenedRecords,
  ) {}

  async execute({ reader, question: { caseId, at, limit = MOST, after } }: TimelineOf): Promise<Page<TimelineRow>> {
    const known = await this.models.one(caseList, reader, caseId);
    if (known === undefined) throw new NotFound('case with that id');
    const page = await this.models.page(caseTimeline, scopedTo(caseId, reader), {
      filter: { caseId, ...this.until(at) },
      sort: { position: 1 },
      limit,
      ...(after !== undefined && { after }),
    });
    const streams = [...new Set(page.items.map(({ stream }) => stream))];
    const histories = await Promise.all(streams.map((stream) => this.history(stream)));
    const rowOf = new Map(histories.flat().map((row) => [row.id, row]));
    const hidden = seesRiskBand(reader) || OVERSEERS.includes(reader.actor.role) ? [] : ['riskBand'];
    const rows = page.items.flatMap(({ eventId, position }) => {
      const row = rowOf.get(eventId);
      return row === undefined
        ? []
        : [timelineRow({ ...row, position: formatPosition(this.engine.log, position) }, caseId, hidden)];
    });
    return { ...page, items: await this.shown(reader, rows) };
  }

  private until(at?: string): Readonly<Record<string, unknown>> {
    if (at === undefined) return {};
    if (isInstant(at)) return { recordedAt: { $lte: toStoredInstant(at) } };
    return { position: { $lte: parsePosition(at, this.engine.log) } };
  }

  private async shown(reader: Reader, rows: readonly TimelineRow[]): Promise<TimelineRow[]> {
    const data = rows.map((row) => row.data);
    const read: readonly JsonObject[] = OPENERS.includes(reader.actor.role)
      ? await this.records.open(reader, 'case-timeline', data)
      : withholding(data);
    return rows.map((row, index) => ({ ...row, data: read[index] ?? {} }));
  }

  private async history(stream: string): Promise<HistoryRow[]> {
    const { store, patience = PATIENCE, log } = this.engine;
    const read = () => store.read(stream);
    const raw = await untilAnswered(store, read, deadlineOf(patience), { code: 'event-store-unavailable', patience });
    return historyOf(log, raw);
  }
}

/** A pointer belongs to its case: whoever reaches the case reaches it. */
const scopedTo = (caseId: string, reader: Reader): Reader => ({
  ...reader,
  actor: { ...reader.actor, role: 'case', unitId: caseId },
});
