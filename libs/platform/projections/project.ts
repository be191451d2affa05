import { type Place, placeOf, type Position, type RecordedEvent } from '#kernel';
import { type Breakage, foldTouches, type Mark, nameOf, type Touch, touchOf, withTokens } from './batch.js';
import { recordBreakages } from './breakages.js';
import type { Parked, TooOld } from './checkpoint.js';
import { brokenAt, loadDocuments, type Stored, TOO_LARGE, writeDocuments } from './documents.js';
import { refoldedBy, resumedBy, type Seen } from './look.js';
import type { Means } from './means.js';
import { isParked, type Member, touchedBy } from './member.js';
import { type Refolding, refolded } from './refold.js';

/** How far a member is, and which streams it passes by. */
export interface Standing {
  readonly place?: Place;
  readonly reached?: Position;
  readonly parked: readonly Parked[];
  /** It is being built, and is whole from there on. */
  readonly buildingTo?: Position;
}

export interface Carried {
  readonly member: Member;
  readonly standing: Standing;
  /** It got no further, because a later build has to know this. */
  readonly waiting?: TooOld;
}

/** What a batch is to one member, before anything is folded. */
interface Plan extends Carried {
  readonly touches: readonly (Touch | Mark)[];
  readonly broken: readonly Breakage[];
  readonly refold?: Omit<Refolding, 'member'>;
}

/**
 * Carries members on by what was seen: folds it into what is stored, and writes their documents, those of all at once; undefined when `begin`, asked in
 * between, says that it is not what it was any more. Their checkpoints are the caller's to move. Throws what the stores throw; then some documents may be written.
 */
export async function project(
  members: readonly Pick<Carried, 'member' | 'standing'>[],
  seen: readonly Seen[],
  means: Means,
  begin: () => Promise<boolean>,
): Promise<readonly Carried[] | undefined> {
  const touchedBefore = touchesOfBroken(means);
  const plans: Plan[] = [];
  for (const { member, standing } of members) plans.push(await planFor(means, member, standing, seen, touchedBefore));
  const refolds = plans.flatMap(({ member, refold }) => (refold === undefined ? [] : [{ member, ...refold }]));
  const anew = refolds.length === 0 ? undefined : await refolded(refolds, means);
  const loaded = await Promise.all(plans.map((plan) => load(plan, means)));
  if (!(await begin())) return undefined;
  const carried = await Promise.all(
    plans.map(async ({ member, standing, waiting, ...plan }, index) => {
      const again = anew?.get(member.id);
      const known = [...plan.broken, ...(again?.broken ?? [])];
      await recordBreakages(means.db, known);
      const broken = [...known, ...(await write(member, loaded[index] ?? NOTHING, again?.documents, means))];
      for (const breakage of broken) means.broke?.(breakage);
      const parked = again === undefined ? standing.parked : sorted([...standing.parked, ...again.parked]);
      return { member, standing: { ...standing, parked }, ...(waiting && { waiting }) };
    }),
  );
  const known = members.flatMap(({ standing }) => standing.parked);
  const resumed = new Set(refolds.flatMap(({ streams }) => [...streams]));
  const parked = new Map(carried.flatMap(({ standing }) => standing.parked.map((one) => [one.stream, one])));
  const isKnown = (one: Parked): boolean =>
    known.some(({ stream, revision }) => stream === one.stream && revision === one.revision);
  await means.park([...parked.values()].filter((one) => !isKnown(one) || resumed.has(one.stream)));
  return carried;
}

async function planFor(
  { looking }: Means,
  member: Member,
  from: Standing,
  seen: readonly Seen[],
  touchedBefore: (member: Member, parked: Parked) => Promise<readonly string[]>,
): Promise<Plan> {
  const { projection, id, types } = member;
  const touches: (Touch | Mark)[] = [];
  const broken: Breakage[] = [];
  const parked = new Map(from.parked.map((one) => [one.stream, one]));
  const resumed = new Set<string>();
  const documents = new Set<string>();
  const marked = new Set<string>();
  let { reached } = from;
  let last: RecordedEvent | undefined;
  let waiting: TooOld | undefined;
  for (const one of seen) {
    const { stream, revision, position } = one.kind === 'event' ? one.event : one.raw;
    if (from.place !== undefined && position <= from.place.position) continue;
    if (one.kind === 'too-old' && types.has(one.raw.type) && !isParked(parked, one.raw)) {
      waiting = one.known;
      break;
    }
    if (reached === undefined || position > reached) reached = position;
    if (one.kind === 'disbelieved' && !isParked(parked, one.raw)) {
      parked.set(stream, { stream, revision, code: one.code });
    }
    const passedFrom = parked.get(stream);
    if (passedFrom !== undefined && revision >= passedFrom.revision) {
      if (!marked.has(stream)) touches.push({ kind: 'mark', position, ids: await touchedBefore(member, passedFrom) });
      marked.add(stream);
      continue;
    }
    if (one.kind !== 'event') continue;
    const { event } = one;
    last = event;
    const again = resumedBy(event);
    if (again !== undefined && (parked.delete(again) || looking.excludes(again))) resumed.add(again);
    const alone = from.buildingTo === undefined ? refoldedBy(event, projection.name) : undefined; // what is built from the first event on is folded anew anyway
    if (alone !== undefined) documents.add(alone);
    if (!types.has(event.type)) continue;
    try {
      touches.push(touchOf(projection, event));
    } catch (error) {
      broken.push({ projection: id, position, stream, revision, detail: nameOf(error) });
    }
  }
  const place = last === undefined ? from.place : placeOf(last);
  const standing = {
    ...(place && { place }),
    ...(reached !== undefined && { reached }),
    parked: sorted([...parked.values()]),
  };
  return {
    member,
    standing,
    touches,
    broken,
    ...(waiting && { waiting }),
    ...(resumed.size + documents.size > 0 &&
      reached !== undefined && { refold: { streams: resumed, documents, parked, until: reached } }),
  };
}

const sorted = (parked: readonly Parked[]): readonly Parked[] =>
  parked.length < 2 ? parked : [...parked].sort((a, b) => (a.stream < b.stream ? -1 : 1));

/** Which documents a stream touched up to where it is no longer believed; its history is read once for all members. */
function touchesOfBroken({ looking }: Means) {
  const histories = new Map<string, Promise<readonly RecordedEvent[]>>();
  return async (member: Member, { stream, revision: from }: Parked) => {
    const history = histories.get(stream) ?? looking.lookThrough(stream).then(({ believed }) => believed);
    histories.set(stream, history);
    return touchedBy(
      member,
      (await history).filter(({ revision }) => revision < from),
    );
  };
}

/** What a batch does to the documents of a member, and what these are before it. */
interface Loaded {
  readonly touches: readonly (Touch | Mark)[];
  readonly stored: ReadonlyMap<string, Stored>;
}

const NOTHING: Loaded = { touches: [], stored: new Map() };

async function load({ member: { projection }, touches }: Plan, means: Means): Promise<Loaded> {
  const tokened = await withTokens(projection, touches, means);
  const ids = new Set(touches.flatMap((touch) => touch.ids));
  return { touches: tokened, stored: await loadDocuments(means.db, projection, [...ids]) };
}

/** Folds and writes what a member's touches change, but what was folded anew as it is; answers what broke. */
async function write(
  { projection, id }: Member,
  { touches, stored }: Loaded,
  anew: ReadonlyMap<string, Stored> | undefined,
  { db }: Means,
): Promise<readonly Breakage[]> {
  const { documents, broken } = foldTouches(projection, touches, stored);
  for (const document of anew?.values() ?? []) documents.set(document._id, document);
  const choked = broken.map((one) => ({ projection: id, ...one }));
  await recordBreakages(db, choked); // before the documents, so that none is broken and untold
  const refused = await writeDocuments(db, projection, [...documents.values()]);
  const untaken = refused.map(({ document: { _id, _pos }, error }) => ({
    projection: id,
    document: _id,
    position: _pos,
    detail: error === TOO_LARGE ? 'larger than 16 MiB' : `error ${error}`,
  }));
  await recordBreakages(db, untaken);
  const kept = refused.map(({ document: { _id, _pos } }) => brokenAt(_pos, _id, stored.get(_id)));
  await writeDocuments(db, projection, kept);
  return [...choked, ...untaken];
}
