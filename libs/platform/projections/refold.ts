import type { Position, RecordedEvent } from '#kernel';
import { type Breakage, foldTouches, type Touch, touchOf, withTokens } from './batch.js';
import type { Parked } from './checkpoint.js';
import type { Stored } from './documents.js';
import type { Means } from './means.js';
import { isParked, type Member, touchedBy } from './member.js';

/** Streams that a member believes again, and those that it still does not, as of a position. */
export interface Refolding {
  readonly member: Member;
  readonly streams: ReadonlySet<string>;
  /** Documents that somebody asked to fold anew. */
  readonly documents: ReadonlySet<string>;
  readonly parked: ReadonlyMap<string, Parked>;
  readonly until: Position;
}

/** What was folded anew; `parked` are those of the streams that still do not hold. */
export interface Refolded {
  readonly documents: ReadonlyMap<string, Stored>;
  readonly broken: readonly Breakage[];
  readonly parked: readonly Parked[];
}

interface Wanted extends Refolding {
  readonly ids: ReadonlySet<string>;
  readonly again: readonly Parked[];
  readonly touches: Touch[];
  /** Documents that rest on a stream that is not believed. */
  readonly incomplete: Set<string>;
}

/**
 * Folds anew, in log order and by one reading of the log for all members, the documents that the streams touch ("To the byte" 5). They are
 * as of `until`. Throws what the stores throw.
 */
export async function refolded(refoldings: readonly Refolding[], means: Means): Promise<ReadonlyMap<string, Refolded>> {
  const { looking, store } = means;
  const resumed = new Set(refoldings.flatMap(({ streams }) => [...streams]));
  for (const stream of resumed) looking.forget(stream);
  const histories = new Map<string, Awaited<ReturnType<typeof looking.lookThrough>>>();
  for (const stream of resumed) histories.set(stream, await looking.lookThrough(stream));
  const wanted = refoldings.map((refolding) => wantedOf(refolding, histories));
  const last = wanted.reduce((latest, { until }) => (until > latest ? until : latest), '');
  for await (const raw of store.readAll()) {
    if (raw.position > last) break;
    const one = await looking.look(raw);
    if (one.kind === 'event') for (const each of wanted) take(each, one.event);
  }
  const answers = wanted.map(async (each) => [each.member.id, await fold(each, means)] as const);
  return new Map(await Promise.all(answers));
}

function wantedOf(
  refolding: Refolding,
  histories: ReadonlyMap<string, Awaited<ReturnType<Means['looking']['lookThrough']>>>,
): Wanted {
  const { member, streams, until } = refolding;
  const ids = new Set<string>(refolding.documents);
  const again: Parked[] = [];
  for (const stream of streams) {
    const { believed = [], broken } = histories.get(stream) ?? {};
    const passed = believed.filter(({ position }) => position <= until);
    for (const id of touchedBy(member, passed)) ids.add(id);
    if (broken !== undefined && broken.raw.position <= until) {
      again.push({ stream, revision: broken.raw.revision, code: broken.code });
    }
  }
  const parked = new Map([...refolding.parked, ...again.map((one) => [one.stream, one] as const)]);
  return { ...refolding, parked, ids, again, touches: [], incomplete: new Set() };
}

function take({ member, until, ids, parked, touches, incomplete }: Wanted, event: RecordedEvent): void {
  const { projection, types } = member;
  if (event.position > until || !types.has(event.type) || isParked(parked, event)) return;
  let touch: Touch;
  try {
    touch = touchOf(projection, event);
  } catch {
    return; // it was told as broken when it was first folded
  }
  const own = touch.ids.filter((id) => ids.has(id));
  if (own.length === 0) return;
  touches.push({ ...touch, ids: own });
  if (parked.has(event.stream)) for (const id of own) incomplete.add(id);
}

async function fold({ member, until, ids, again, touches, incomplete }: Wanted, means: Means): Promise<Refolded> {
  const { projection } = member;
  const { documents, broken } = foldTouches(projection, await withTokens(projection, touches, means), new Map());
  const asOf = [...ids].map((id): [string, Stored] => {
    const document = documents.get(id) ?? { _id: id, _gone: true as const };
    return [id, { ...document, _pos: until, ...(incomplete.has(id) && { _incomplete: true as const }) }];
  });
  return {
    documents: new Map(asOf),
    broken: broken.map((one) => ({ projection: member.id, ...one })),
    parked: again,
  };
}
