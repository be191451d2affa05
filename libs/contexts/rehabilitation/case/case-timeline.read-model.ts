import {
  type AnyEvent,
  deadlineOf,
  type Engine,
  formatPosition,
  isInstant,
  NotFound,
  parsePosition,
  PATIENCE,
  type Projection,
  type RawEvent,
  toStoredInstant,
  untilAnswered,
} from '#kernel';
import { definitions } from '#contracts/registry';
import { historyOf } from '#platform/audit';
import { keptFrom, type Reader } from '#platform/auth';
import type { Scoped } from '#platform/projections';
import { type Answering, aText, aWhole, many, PAGING } from '#platform/questions';
import { withholding } from '../withheld.js';
import { type ReadRow, timelineRow, type TimelineRow, timelineRowOf } from './case-timeline.rows.js';
import { caseList } from './cases.read-model.js';

/** Where an event of a case stands: a pointer only, the event itself is always read from the log. Its scope is the case. */
interface TimelinePointer extends Scoped {
  readonly caseId: string;
  readonly eventId: string;
  readonly stream: string;
  readonly position: string;
  readonly recordedAt: string;
}

/** Every event of every stream that is about a case, by its case. */
export const caseTimeline: Projection<TimelinePointer, AnyEvent> = {
  name: 'case-timeline',
  version: 1,
  events: definitions,
  indexes: [['units', 'position']],
  documents: ({ id, metadata }) => {
    const cases = metadata.about.flatMap(({ caseId }) => (caseId === undefined ? [] : [caseId]));
    return [...new Set(cases)].map((caseId) => `${caseId}.${id}`);
  },
  fold: (_, { id: eventId, stream, position, metadata: { recordedAt } }, key) => {
    const caseId = key.slice(0, key.indexOf('.'));
    return { caseId, eventId, stream, position, recordedAt, units: [caseId] };
  },
};

/** Who has what is sealed opened; everybody else reads which classes there are (domain 5.5). */
const OPENERS: readonly string[] = ['perawat-klinik', 'asesor-bnnk'];
/** Who decides on a case has what the case itself says opened: decrees, certificates, and why it was suspended or ended. */
const DECIDERS: readonly string[] = ['karutan', 'kasubsi-pelayanan'];
const MOST = 200;

export const timeline = many(
  {
    name: 'caseTimeline',
    path: ':id/timeline',
    summary: 'All that happened in a case, as it was known at a position or an instant',
    may: ['kasubsi-pelayanan', 'perawat-klinik', 'asesor-bnnk', 'karutan', 'auditor', 'dpo'],
    by: {
      ...PAGING,
      at: aText(80, 'A position of the log or an instant: what was known then; now unless told'),
      limit: aWhole(1, MOST, `How many at most; ${MOST} unless told`),
    },
    shows: timelineRow,
  },
  async ({ at, limit = MOST, after, ...asked }, answering) => {
    const { reader, engine, models } = answering;
    const { id: caseId } = asked as { readonly id: string };
    if ((await models.one(caseList, reader, caseId)) === undefined) throw new NotFound('case with that id');
    const scoped = scopedTo(caseId, reader);
    const page = await models.page(caseTimeline, scoped, {
      filter: { caseId, ...(await until(answering, scoped, caseId, at)) },
      sort: { position: 1 },
      limit,
      ...(after !== undefined && { after }),
    });
    const streams = [...new Set(page.items.map(({ stream }) => stream))];
    const histories = await Promise.all(streams.map((stream) => historyIn(engine, stream)));
    const readOf = new Map(histories.flat().map((read) => [read.row.id, read]));
    const rows = page.items.flatMap(({ eventId, position }) => {
      const read = readOf.get(eventId);
      if (read === undefined) return [];
      const row = { ...read.row, position: formatPosition(engine.log, position) };
      const event = row.verified ? engine.registry.believe(read.raw) : undefined;
      return [timelineRowOf({ row, ...(event && { event }) }, caseId, keptFrom(reader.actor.role))];
    });
    return { ...page, items: await openedFor(answering, rows) };
  },
);

/** As known at an instant is what stands before the first event that was recorded later, by whatever clock (D6). */
async function until(
  { engine, models }: Answering,
  scoped: Reader,
  caseId: string,
  at?: string,
): Promise<Readonly<Record<string, unknown>>> {
  if (at === undefined) return {};
  if (!isInstant(at)) return { position: { $lte: parsePosition(at, engine.log) } };
  const { items } = await models.page(caseTimeline, scoped, {
    filter: { caseId, recordedAt: { $gt: toStoredInstant(at) } },
    sort: { position: 1 },
    limit: 1,
  });
  return items[0] === undefined ? {} : { position: { $lt: items[0].position } };
}

async function openedFor({ reader, records }: Answering, rows: readonly TimelineRow[]): Promise<TimelineRow[]> {
  const { role } = reader.actor;
  const isOpened = ({ stream }: TimelineRow): boolean =>
    OPENERS.includes(role) || (DECIDERS.includes(role) && stream.startsWith('rehabcase-'));
  const closed = withholding(rows.map(({ data }) => data));
  const wanted = rows.filter(isOpened);
  const data = wanted.map((row) => row.data);
  const opened = await records.open(reader, 'case-timeline', data);
  return rows.map((row, index) => ({
    ...row,
    data: (isOpened(row) ? opened[wanted.indexOf(row)] : closed[index]) ?? {},
  }));
}

async function historyIn(
  { store, patience = PATIENCE, log }: Engine,
  stream: string,
): Promise<(ReadRow & { readonly raw: RawEvent })[]> {
  const read = () => store.read(stream);
  const raw = await untilAnswered(store, read, deadlineOf(patience), { code: 'event-store-unavailable', patience });
  return historyOf(log, raw).flatMap((row, index) => (raw[index] ? [{ row, raw: raw[index] }] : []));
}

/** A pointer belongs to its case: whoever reaches the case reaches it. */
const scopedTo = (caseId: string, reader: Reader): Reader => ({
  ...reader,
  actor: { ...reader.actor, role: 'case', unitId: caseId },
});
