import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import {
  Engine,
  isId,
  isObject,
  isStream,
  type JsonValue,
  Malformed,
  NotFound,
  parsePosition,
  type RawEvent,
  repeated,
  toStoredInstant,
} from '#kernel';
import { keptFrom, type Reader, reachOf } from '../auth/index.js';
import { beginning } from '../gateway/index.js';
import { ReadModels } from '../projections/index.js';
import { standing } from '../repair/index.js';
import { exclusionsOf } from './exclusions.js';
import { historyOf, type HistoryRow } from './history.js';
import { historyIndex } from './history-index.projection.js';

/** Which history is asked for: exactly one of the first three, cut to what was recorded from `from` on and before `to`. */
export interface HistoryQuestion {
  readonly agreementId?: string;
  readonly stream?: string;
  /** A staff id, whichever of the person's, or the name of a part of the system. */
  readonly actorId?: string;
  readonly from?: string;
  readonly to?: string;
  readonly limit?: number;
  /** `next` of the page before. */
  readonly after?: string;
}

export interface HistoryPage {
  readonly items: readonly HistoryRow[];
  readonly next?: string;
}

export class HistoryOf extends Query<HistoryPage> {
  constructor(
    readonly reader: Reader,
    readonly question: HistoryQuestion,
  ) {
    super();
  }
}

const DEFAULT_LIMIT = 200;

/** Streams of who saw what, and the first name after theirs. */
const [VIEWINGS, BEYOND_VIEWINGS] = ['viewing-', 'viewing.'];

/** Whoever protects personal data looks at who saw what, and at nothing of what that was (domain 5.5). */
const seesViewingsAlone = ({ actor }: Reader): boolean => actor.role === 'dpo';
const index = historyIndex([]);

@QueryHandler(HistoryOf)
export class HistoryOfHandler implements IQueryHandler<HistoryOf> {
  constructor(
    private readonly engine: Engine,
    private readonly models: ReadModels,
  ) {}

  async execute({ reader, question }: HistoryOf): Promise<HistoryPage> {
    const { items, ...rest } = await this.pageOf(reader, question);
    const kept = keptFrom(reader.actor.role);
    return { items: items.map((row) => ({ ...row, data: withoutAll(row.data as JsonValue, kept) })), ...rest };
  }

  private pageOf(reader: Reader, question: HistoryQuestion): Promise<HistoryPage> {
    const { agreementId, stream, actorId } = question;
    const asked = [agreementId, stream, actorId].filter((one) => one !== undefined);
    if (asked.length !== 1) throw new Malformed('one-history-at-a-time', { asked: asked.length });
    if (actorId !== undefined) return this.ofActor(reader, actorId, question);
    if (seesViewingsAlone(reader) && !stream?.startsWith(VIEWINGS)) throw new NotFound('history with that id');
    if (agreementId !== undefined) return this.ofAgreement(reader, agreementId, question);
    if (!isStream(stream)) throw new Malformed('bad-stream', { sent: repeated(stream) });
    return this.ofStreams(reader, [stream], question);
  }

  private async ofActor(reader: Reader, actorId: string, question: HistoryQuestion): Promise<HistoryPage> {
    const { from, to, limit = DEFAULT_LIMIT, after } = question;
    const ids = isId(actorId) ? [...(await this.engine.staff.idsOf(actorId))] : [actorId];
    const recordedAt = { ...(from && { $gte: toStoredInstant(from) }), ...(to && { $lt: toStoredInstant(to) }) };
    const { items, next } = await this.models.page(index, reader, {
      filter: {
        actorId: { $in: ids },
        ...(Object.keys(recordedAt).length > 0 && { recordedAt }),
        ...(seesViewingsAlone(reader) && { stream: { $gte: VIEWINGS, $lt: BEYOND_VIEWINGS } }),
      },
      sort: { position: 1 },
      limit,
      ...(after && { after }),
    });
    const streams = [...new Set(items.map(({ stream }) => stream))];
    const rows = (await Promise.all(streams.map((stream) => this.rows(stream)))).flat();
    const wanted = new Set(items.map(({ eventId }) => eventId));
    return { items: inLogOrder(rows.filter(({ id }) => wanted.has(id))), ...(next && { next }) };
  }

  private async ofAgreement(reader: Reader, agreementId: string, question: HistoryQuestion): Promise<HistoryPage> {
    const children = await this.models.all(index, reader, { filter: { parentAgreementId: agreementId } });
    const family = [`agreement-${agreementId}`, ...new Set(children.map(({ stream }) => stream))];
    return this.ofStreams(reader, family, question);
  }

  private async ofStreams(reader: Reader, streams: readonly string[], question: HistoryQuestion): Promise<HistoryPage> {
    const { from, to, limit = DEFAULT_LIMIT, after } = question;
    const begin = after === undefined ? undefined : parsePosition(after, this.engine.log);
    if (begin !== undefined) await beginning(this.engine, { after: begin });
    const histories = await Promise.all(streams.map((stream) => this.rows(stream, reader)));
    if (histories[0]?.length === 0) throw new NotFound('history with that id');
    const rows = inLogOrder(histories.flat()).filter(
      ({ position, recordedAt }) =>
        (begin === undefined || parsePosition(position, this.engine.log) > begin) && within(recordedAt, from, to),
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, ...(rows.length > limit && last && { next: last.position }) };
  }

  private async rows(stream: string, reader?: Reader): Promise<HistoryRow[]> {
    const [raw, exclusions] = await Promise.all([standing(this.engine, stream), exclusionsOf(this.engine, stream)]);
    const seen = reader === undefined ? raw : seenBy(reader, raw);
    return historyOf(this.engine.log, seen, exclusions);
  }
}

/** What somebody may see of a stream: all that was recorded until their unit handed it on. */
function seenBy({ actor }: Reader, stream: readonly RawEvent[]): readonly RawEvent[] {
  const reach = reachOf(actor);
  if (reach === 'all') return stream;
  const units = stream.map(({ metadata }) => (isObject(metadata) ? metadata.unitId : undefined));
  const last = units.lastIndexOf(reach);
  if (last === -1) return [];
  const handedOn = units.findIndex((unitId, revision) => revision > last && unitId !== undefined);
  return handedOn === -1 ? stream : stream.slice(0, handedOn);
}

/** Data as stored without some properties, at any depth. */
function withoutAll(data: JsonValue, names: readonly string[]): JsonValue {
  if (Array.isArray(data)) return data.map((item: JsonValue) => withoutAll(item, names));
  if (!isObject(data)) return data;
  const members = Object.entries(data).filter(([name]) => !names.includes(name));
  return Object.fromEntries(members.map(([name, member]) => [name, withoutAll(member, names)]));
}

const within = (recordedAt: unknown, from: string | undefined, to: string | undefined): boolean =>
  typeof recordedAt !== 'string' ||
  ((from === undefined || recordedAt >= toStoredInstant(from)) &&
    (to === undefined || recordedAt < toStoredInstant(to)));

const inLogOrder = (rows: readonly HistoryRow[]): HistoryRow[] =>
  [...rows].sort((a, b) => (a.position < b.position ? -1 : 1));
