import * as kernel from '#kernel';
import { STAFF_ROLES } from '#contracts/access/staff.codes';
import { definitions } from '#contracts/registry';
import { day, id, instant } from '#contracts/schemas';
import { exclusionsOf, historyOf, type HistoryRow } from '#platform/audit';
import { keptFrom, type Reader } from '#platform/auth';
import { EXAMPLE_INSTANT } from '#platform/http';
import { positionsIn, type Scoped } from '#platform/projections';
import * as q from '#platform/questions';
import { withholding } from '../withheld.js';
import { caseList } from '../case/cases.read-model.js';

/** Where an event of a case stands: a pointer only, the event itself is always read from the log. Its scope is the case. */
interface TimelinePointer extends Scoped {
  readonly caseId: string;
  readonly eventId: string;
  readonly stream: string;
  readonly position: string;
  readonly recordedAt: string;
}

/** Every event of every stream that is about a case, by its case. */
export const caseTimeline: kernel.Projection<TimelinePointer, kernel.AnyEvent> = {
  name: 'case-timeline',
  version: 3,
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

/** One event of a case for its readers. */
const timelineRow = q.row('CaseEvent', {
  position: q.says(q.word, 'Where it is in the log.'),
  stream: q.word,
  revision: q.whole,
  id,
  type: q.eventType,
  recordedAt: instant,
  on: q.says(day, 'The business day on which it happened; of a correction, that of its entry as known then.'),
  occurredAt: q.maybe(q.says(instant, 'The instant at which it happened, when it is known.')),
  zone: q.says(q.word, 'Where that was its business day.'),
  actorId: q.says(q.actorId, 'A staff id, or the name of a part of the system.'),
  role: q.maybe(q.says(q.codeOf(STAFF_ROLES), 'Of somebody of the staff.')),
  correctionOf: q.maybe(q.says(id, 'The entry that it corrects or annuls.')),
  sealed: q.says(q.sealClasses, 'Which classes it holds sealed.'),
  verified: q.says(q.flag, 'Its stream up to it is what was written.'),
  data: q.says(q.anyObject, 'What it says; in GraphQL as JSON.'),
});

export type TimelineRow = (typeof timelineRow)['static'];

/** Who has what is sealed opened; everybody else reads which classes there are (domain 5.5). */
const OPENERS: readonly string[] = ['perawat-klinik', 'asesor-bnnk'];
/** Who decides on a case has what the case itself says opened: decrees, certificates, and why it was suspended or ended. */
const DECIDERS: readonly string[] = ['karutan', 'kasubsi-pelayanan'];
const MOST = 500; // a case of a year on one page: each page reads its streams whole

export const timeline = q.many(
  {
    name: 'caseTimeline',
    path: ':id/timeline',
    summary: 'All that happened in a case, as it was known at a position or an instant',
    may: ['kasubsi-pelayanan', 'perawat-klinik', 'asesor-bnnk', 'karutan', 'auditor'],
    by: {
      ...q.PAGING,
      at: q.aText(80, 'A position of the log or an instant: what was known then; now by default', EXAMPLE_INSTANT),
      limit: q.aWhole(1, MOST, `How many at most; ${MOST} by default`),
    },
    shows: timelineRow,
  },
  async ({ at, limit = MOST, after, ...asked }, answering) => {
    const { reader, engine, models } = answering;
    const { id: caseId } = asked as { readonly id: string };
    if ((await models.one(caseList, reader, caseId)) === undefined) throw new kernel.NotFound('case with that id');
    const scoped = scopedTo(caseId, reader);
    const page = await models.page(caseTimeline, scoped, {
      filter: { caseId, ...(await until(answering, scoped, caseId, at)) },
      sort: { position: 1 },
      limit,
      most: MOST,
      ...(after !== undefined && { after }),
    });
    const streams = [...new Set(page.items.map(({ stream }) => stream))];
    const histories = await Promise.all(streams.map((stream) => historyIn(engine, stream)));
    const readOf = new Map(histories.flat().map((read) => [read.row.id, read]));
    const hidden = keptFrom(reader.actor.role);
    const rows = page.items.flatMap(({ eventId, position }) => {
      const read = readOf.get(eventId);
      if (read === undefined) return [];
      const row = { ...read.row, position: kernel.formatPosition(engine.log, position) };
      const event = row.verified ? engine.registry.believe(read.raw) : undefined;
      return [timelineRowOf({ row, ...(event && { event }) }, caseId, hidden)];
    });
    return { ...page, items: await openedFor(answering, rows) };
  },
);

/** As known at an instant is what stands before the first event that was recorded later, by whatever clock (D6). */
async function until({ engine, models }: q.Answering, scoped: Reader, caseId: string, at?: string): Promise<object> {
  if (at === undefined) return {};
  if (!kernel.isInstant(at)) {
    const position = kernel.parsePosition(at, engine.log);
    await positionsIn(engine.store).mustBeOurs(position);
    return { position: { $lte: position } };
  }
  const { items } = await models.page(caseTimeline, scoped, {
    filter: { caseId, recordedAt: { $gt: kernel.toStoredInstant(at) } },
    sort: { position: 1 },
    limit: 1,
  });
  return items[0] === undefined ? {} : { position: { $lt: items[0].position } };
}

async function openedFor({ reader, records }: q.Answering, rows: readonly TimelineRow[]): Promise<TimelineRow[]> {
  const { role } = reader.actor;
  const isOpened = ({ stream }: TimelineRow): boolean =>
    OPENERS.includes(role) || (DECIDERS.includes(role) && stream.startsWith('rehabcase-'));
  const wanted = rows.filter(isOpened);
  const sealed = wanted.map(({ data }) => data);
  const opened = await records.open(reader, 'case-timeline', sealed);
  const openedOf = new Map(wanted.map(({ id }, index) => [id, opened[index]]));
  return rows.map((row) => ({ ...row, data: openedOf.get(row.id) ?? closed(row.data) }));
}

async function historyIn(engine: kernel.Engine, stream: string) {
  const { store, patience = kernel.PATIENCE, log } = engine;
  const read = () => store.read(stream);
  const raw = await kernel.untilAnswered(store, read, kernel.deadlineOf(patience), {
    code: 'event-store-unavailable',
    patience,
  });
  const rows = historyOf(log, raw, await exclusionsOf(engine, stream));
  return rows.flatMap((row, index) => (raw[index] ? [{ row, raw: raw[index] }] : []));
}

/** A pointer belongs to its case: whoever reaches the case reaches it. */
const scopedTo = (caseId: string, reader: Reader): Reader => ({
  ...reader,
  actor: { ...reader.actor, role: 'case', unitId: caseId },
});

/** An event of the log as it was read, and the same as it is believed; that is absent when it is not what was written. */
interface ReadRow {
  readonly row: HistoryRow;
  readonly event?: kernel.RecordedEvent;
}

/** An event as the timeline of one case shows it: without other cases' part of it, its seals closed but ready to be opened. */
function timelineRowOf({ row: read, event }: ReadRow, caseId: string, hidden: readonly string[]): TimelineRow {
  const { position, stream, revision, id, type, verified } = read;
  const said = event?.data ?? storedOf(read);
  const isShared = namesAnother(said, caseId);
  const data = shownOf(said, caseId, isShared ? [...hidden, 'basis'] : hidden) as kernel.JsonObject;
  return {
    position,
    stream,
    revision,
    id,
    type,
    recordedAt: textOf(read.recordedAt),
    ...(event ? kernel.happened(event) : receiptIn(read)),
    ...byWhom(read, event),
    ...(kernel.isId(said.of) && { correctionOf: said.of }),
    sealed: [...new Set(kernel.sealsIn([data]).map(({ c }) => c))].sort(),
    verified,
    data,
  };
}

function byWhom({ actor }: HistoryRow, event?: kernel.RecordedEvent): Pick<TimelineRow, 'actorId' | 'role'> {
  if (event !== undefined) {
    const { actor: by } = event.metadata;
    return { actorId: kernel.nameOf(by), ...(by.kind !== 'SYSTEM' && { role: by.role }) };
  }
  const { staffId, name, role } = kernel.isObject(actor) ? actor : {};
  return { actorId: textOf(staffId ?? name), ...(role !== undefined && { role: textOf(role) }) };
}

const receiptIn = ({ on, occurredAt, zone }: HistoryRow): kernel.Occurrence => ({
  on: textOf(on),
  ...(occurredAt !== undefined && { occurredAt: textOf(occurredAt) }),
  zone: textOf(zone),
});

/** The data as stored; what was altered may hold anything, so nothing of it is opened. */
const storedOf = ({ data }: HistoryRow): kernel.JsonObject => (kernel.isObject(data) ? closed(data) : {});

const closed = (data: kernel.JsonObject): kernel.JsonObject => withholding([data])[0] ?? {};

function shownOf(value: kernel.JsonValue, caseId: string, hidden: readonly string[]): kernel.JsonValue {
  if (Array.isArray(value)) {
    const own = value.filter((item: kernel.JsonValue) => !isOfAnother(item, caseId));
    return own.map((item: kernel.JsonValue) => shownOf(item, caseId, hidden));
  }
  if (!kernel.isObject(value)) return value;
  const members = Object.entries(value)
    .filter(([name]) => !hidden.includes(name))
    .map(([name, member]) => [name, name === 'sealed' ? member : shownOf(member, caseId, hidden)] as const);
  return Object.fromEntries(members);
}

const isOfAnother = (item: kernel.JsonValue, caseId: string): boolean =>
  kernel.isObject(item) && kernel.isId(item.caseId) && item.caseId !== caseId;

const namesAnother = (value: kernel.JsonValue, caseId: string): boolean => {
  if (Array.isArray(value)) return value.some((item: kernel.JsonValue) => namesAnother(item, caseId));
  return (
    kernel.isObject(value) &&
    (isOfAnother(value, caseId) || Object.values(value).some((one) => namesAnother(one, caseId)))
  );
};

const textOf = (value: kernel.JsonValue | undefined): string => (typeof value === 'string' ? value : '');
