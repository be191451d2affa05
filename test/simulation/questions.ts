import { type AnyProjection, Malformed, type Position, type Receipt, type StaffActor, Unavailable } from '#kernel';
import { person } from '#kernel/given-for-specs';
import { world } from '#kernel/world';
import type { Reader } from '#platform/auth';
import { askedTogether, type MongoReadModels } from '#platform/projections';
import type { Filter } from '../../libs/platform/projections/allowlist.js';
import type { Sort } from '../../libs/platform/projections/keyset.js';
import { one } from './deeds.js';
import type { Disk } from './documents.js';
import type { Tape } from './tape.js';

export type Row = Readonly<Record<string, unknown>> & { readonly id: string };

/** What somebody asks of a read model: a page of a list, or the records with some ids. */
export interface Asked {
  /** Of the read model. */
  readonly name: string;
  readonly by: StaffActor;
  readonly waitFor?: Position;
  readonly filter: Filter;
  readonly page?: Paging;
}

interface Paging {
  readonly sort: Sort;
  readonly limit: number;
  readonly isCounted: boolean;
  /** The page before ended with it. */
  readonly after?: { readonly cursor: string; readonly row: Row };
}

export interface Shown {
  readonly rows: readonly Row[];
  /** Where the next page begins. */
  readonly next?: string;
  readonly total?: number;
}

/** A question and its answer, or why there is none; what one request asked has one number. */
export interface Heard {
  readonly request: string;
  readonly asked: Asked;
  /** The read model as the build knows it that was asked. */
  readonly model: AnyProjection;
  readonly answer: Shown | string;
  /** How far the log was at least when the answer was given. */
  readonly from: Position;
  /** How far the log was when the answer was there. */
  readonly to: Position;
}

/** A process that answers questions. */
export interface Front {
  readonly models: MongoReadModels;
  /** The read models that its build knows. */
  readonly projections: readonly AnyProjection[];
}

/** What people know who ask. */
export interface Asking {
  readonly fronts: () => readonly Front[];
  readonly head: () => Promise<Position | undefined>;
  readonly disk: () => Disk;
  /** Where the log ended, and the read models were, when the run began. */
  readonly begun: Position;
  /** Read models with which something is being done. */
  readonly ofInterest: readonly string[];
  /** What they heard. */
  readonly heard: Heard[];
  readonly note: (line: string) => void;
}

const REGION = person('kanwil', 'kanwil', 'KANWIL-JAWA-TENGAH');
const READERS = [
  REGION,
  person('clerk', 'kasubsi-pelayanan', 'RUTAN-BANJARNEGARA'),
  person('receiver', 'petugas-registrasi', 'LAPAS-PURWOKERTO'),
];
const LIMITS = [50, 2, 1];
const LAST = 2;
const PATIENCE_MS = 10_000;
const EVERYTHING: Paging = { sort: {}, limit: 200, isCounted: true };

/** One look of somebody at a read model, of which they may ask on; `receipt` is what they were told last. */
export async function inquire(tape: Tape, asking: Asking, receipt?: Receipt): Promise<void> {
  const front = one(tape, asking.fronts());
  const model = front && chosen(tape, front, asking.ofInterest);
  if (front === undefined || model === undefined) return;
  const by = one(tape, tape.rarely(400) ? READERS : [REGION]) ?? REGION;
  const waits = receipt !== undefined && !tape.rarely(350) && { waitFor: receipt.position };
  const its = { name: model.name, by, ...waits };
  const ask = requestOf(front, asking);
  if (receipt !== undefined && tape.rarely(150)) {
    await ask({ ...its, filter: among([receipt.id]) });
    return;
  }
  const page = pagingOf(tape, model);
  const first = await ask({ ...its, filter: {}, page });
  const row = first?.rows.at(-1);
  if (first === undefined || row === undefined) return;
  const askAnother = requestOf(one(tape, asking.fronts()) ?? front, asking);
  const field = fieldOf(tape, model) ?? '';
  switch (tape.choose(4)) {
    case 1:
      if (first.next !== undefined)
        await askAnother({ ...its, filter: {}, page: { ...page, after: { cursor: first.next, row } } });
      return;
    case 2:
      await ask({ ...its, filter: among(first.rows.slice(0, 3).map(({ id }) => id)) });
      return;
    case 3:
      if (typeof row[field] === 'string') await askAnother({ ...its, filter: { [field]: row[field] }, page });
  }
}

/** Asks each process for all that some read models show, at that position or later. */
export async function lastQuestions(tape: Tape, asking: Asking, waitFor: Position): Promise<void> {
  for (const front of asking.fronts()) {
    const names = [...asking.ofInterest, ...front.projections.map(({ name }) => name)];
    for (let n = 0; n < LAST; n += 1) {
      const name = one(tape, names) ?? '';
      await requestOf(front, asking)({ name, by: REGION, waitFor, filter: {}, page: EVERYTHING });
    }
  }
}

const chosen = (tape: Tape, { projections }: Front, ofInterest: readonly string[]): AnyProjection | undefined => {
  const some = projections.filter(({ name }) => ofInterest.includes(name));
  return one(tape, some.length > 0 && tape.rarely(500) ? some : projections);
};

const among = (ids: readonly string[]): Filter => ({ _id: { $in: ids } });

function pagingOf(tape: Tape, model: AnyProjection): Paging {
  const field = tape.rarely(500) ? fieldOf(tape, model) : undefined;
  const sort: Sort = field === undefined ? {} : { [field]: tape.rarely(500) ? -1 : 1 };
  return { sort, limit: one(tape, LIMITS) ?? 1, isCounted: tape.rarely(250) };
}

/** A field that lists of it are sorted by. */
const fieldOf = (tape: Tape, { indexes = [] }: AnyProjection): string | undefined =>
  one(
    tape,
    indexes.filter(({ length }) => length > 1),
  )?.at(-1);

/** One request to a process: all that it asks is asked as the edges do. */
function requestOf({ models, projections }: Front, { head, disk, begun, heard, note }: Asking) {
  const together = askedTogether(models);
  const request = world.uuid();
  const findings = {};
  return async (asked: Asked): Promise<Shown | undefined> => {
    const { name, by: actor, waitFor, filter, page } = asked;
    const model = projections.find((one) => one.name === name);
    if (model === undefined) throw new Error(`No build is without ${name}.`);
    const reader: Reader = { actor, correlationId: request, findings, ...(waitFor !== undefined && { waitFor }) };
    const before = disk();
    const answering = page === undefined ? records() : pageOf(page);
    const answer = await Promise.race([answering.catch(why), world.delay(PATIENCE_MS).then(() => 'silence')]);
    const isPutBack = disk() !== before; // an older copy of the read models, under the eyes of whoever reads
    const from = isPutBack ? begun : (waitFor ?? begun);
    heard.push({ request, asked, model, answer, from, to: (await head()) ?? '' });
    note(`asked of ${name}: ${typeof answer === 'string' ? answer : `${answer.rows.length} rows`}`);
    return typeof answer === 'string' ? undefined : answer;

    async function records(): Promise<Shown> {
      const ids = (filter._id as { readonly $in: readonly string[] }).$in;
      const found = await Promise.all(ids.map((id) => together.one(model as never, reader, id)));
      return { rows: found.flatMap((row) => (row === undefined ? [] : [row as object as Row])) };
    }
    async function pageOf({ sort, limit, isCounted, after }: Paging): Promise<Shown> {
      const more = { ...(after && { after: after.cursor }), ...(isCounted && { total: true }) };
      const { items, ...rest } = await together.page(model as never, reader, { filter, sort, limit, ...more });
      return { rows: items as readonly object[] as readonly Row[], ...rest };
    }
  };
}

/** Why there is no answer. */
function why(error: unknown): string {
  if (error instanceof Unavailable || error instanceof Malformed) return error.code;
  throw error;
}
