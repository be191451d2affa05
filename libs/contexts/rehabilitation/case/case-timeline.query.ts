import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import {
  deadlineOf,
  Engine,
  formatPosition,
  isInstant,
  NotFound,
  parsePosition,
  PATIENCE,
  type RawEvent,
  toStoredInstant,
  untilAnswered,
} from '#kernel';
import { exclusionsOf, historyOf, OpenedRecords } from '#platform/audit';
import type { Reader } from '#platform/auth';
import { type Page, positionsIn, ReadModels } from '#platform/projections';
import { withholding } from '../withheld.js';
import { caseList } from './case-list.projection.js';
import { caseTimeline } from './case-timeline.projection.js';
import { type ReadRow, timelineRow, type TimelineRow } from './case-timeline.rows.js';
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
/** Who decides on a case has what the case itself says opened: decrees, certificates, and why it was suspended or ended. */
const DECIDERS: readonly string[] = ['karutan', 'kasubsi-pelayanan'];
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
    const scoped = scopedTo(caseId, reader);
    const page = await this.models.page(caseTimeline, scoped, {
      filter: { caseId, ...(await this.until(scoped, caseId, at)) },
      sort: { position: 1 },
      limit,
      ...(after !== undefined && { after }),
    });
    const streams = [...new Set(page.items.map(({ stream }) => stream))];
    const histories = await Promise.all(streams.map((stream) => this.history(stream)));
    const readOf = new Map(histories.flat().map((read) => [read.row.id, read]));
    const hidden = seesRiskBand(reader) || OVERSEERS.includes(reader.actor.role) ? [] : ['riskBand'];
    const rows = page.items.flatMap(({ eventId, position }) => {
      const read = readOf.get(eventId);
      if (read === undefined) return [];
      const row = { ...read.row, position: formatPosition(this.engine.log, position) };
      const event = row.verified ? this.engine.registry.believe(read.raw) : undefined;
      return [timelineRow({ row, ...(event && { event }) }, caseId, hidden)];
    });
    return { ...page, items: await this.shown(reader, rows) };
  }

  /** As known at an instant is what stands before the first event that was recorded later, by whatever clock (D6). */
  private async until(scoped: Reader, caseId: string, at?: string): Promise<Readonly<Record<string, unknown>>> {
    if (at === undefined) return {};
    if (!isInstant(at)) {
      const position = parsePosition(at, this.engine.log);
      await positionsIn(this.engine.store).mustBeOurs(position);
      return { position: { $lte: position } };
    }
    const { items } = await this.models.page(caseTimeline, scoped, {
      filter: { caseId, recordedAt: { $gt: toStoredInstant(at) } },
      sort: { position: 1 },
      limit: 1,
    });
    return items[0] === undefined ? {} : { position: { $lt: items[0].position } };
  }

  private async shown(reader: Reader, rows: readonly TimelineRow[]): Promise<TimelineRow[]> {
    const { role } = reader.actor;
    const isOpened = ({ stream }: TimelineRow): boolean =>
      OPENERS.includes(role) || (DECIDERS.includes(role) && stream.startsWith('rehabcase-'));
    const closed = withholding(rows.map(({ data }) => data));
    const wanted = rows.filter(isOpened);
    const opened = await this.records.open(
      reader,
      'case-timeline',
      wanted.map(({ data }) => data),
    );
    return rows.map((row, index) => ({
      ...row,
      data: (isOpened(row) ? opened[wanted.indexOf(row)] : closed[index]) ?? {},
    }));
  }

  private async history(stream: string): Promise<(ReadRow & { readonly raw: RawEvent })[]> {
    const { store, patience = PATIENCE, log } = this.engine;
    const read = () => store.read(stream);
    const raw = await untilAnswered(store, read, deadlineOf(patience), { code: 'event-store-unavailable', patience });
    const rows = historyOf(log, raw, await exclusionsOf(this.engine, stream));
    return rows.flatMap((row, index) => (raw[index] ? [{ row, raw: raw[index] }] : []));
  }
}

/** A pointer belongs to its case: whoever reaches the case reaches it. */
const scopedTo = (caseId: string, reader: Reader): Reader => ({
  ...reader,
  actor: { ...reader.actor, role: 'case', unitId: caseId },
});
